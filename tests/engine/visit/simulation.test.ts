import * as fc from "fast-check";

import type { ChannelId, UserId } from "../../../ts_src/model/ids";
import type { VisitMessage } from "../../../ts_src/model/visit/visit_state";
import { type Faults, noFaults } from "../../helpers/fake_network";
import { seededRandom } from "../../helpers/seeded_random";
import { type Tab, VisitWorld } from "./fake_visit_browser";

const ines = 5 as UserId;

const heavyFaults: Faults = {
    maxDelay: 3_000,
    requestLoss: 0.1,
    replyLoss: 0.15,
    busLoss: 0.15,
    busRepeat: 0.15,
};

/**
 * A visitor with two tabs on a network that delays, drops, repeats and reorders, and an agent who
 * answers. In the end, when the network works again, both tabs have to know what the server has,
 * and everything that was sent has to be there once, in the order it was written.
 */
class VisitSimulation {
    private readonly random: () => number;
    private readonly world: VisitWorld;
    private readonly tabs: Tab[];
    private readonly written: string[] = [];

    /**
     * @param hasExchanges Whether the token is replaced now and then: pages are also opened by the
     *   link of an e-mail, and the visitor signs in.
     */
    constructor(
        seed: number,
        private readonly hasExchanges: boolean,
    ) {
        this.random = seededRandom(seed + 1);
        this.world = new VisitWorld(seededRandom(seed));
        this.tabs = [this.world.tab(), this.world.tab()];
        this.tabs.forEach(({ client }) => client.actions.open());
    }

    async run(): Promise<void> {
        this.world.network.faults = heavyFaults;
        for (let turn = 0; turn < 25; turn += 1) {
            this.doSomething();
            await this.world.clock.advance(Math.floor(this.random() * 3_000));
        }
        this.world.network.faults = noFaults;
        this.tabs.forEach(({ line }) => line.goUp());
        await this.world.clock.advance(40_000);
        this.tabs.forEach(({ attention }) => attention.wake());
        await this.world.clock.advance(5_000);
    }

    check(): void {
        const { browser, server } = this.world;
        equal([...browser.texts.keys()], [], "nothing waits to be sent");
        equal(server.rooms.size, this.written.length > 0 ? 1 : 0, "one conversation was opened");
        for (const [channelId, room] of server.rooms) {
            const own = room.messages.filter(({ isOwn }) => isOwn).map(({ html }) => html);
            equal([...own].sort(), [...this.written].sort(), "each is there once");
            for (const [index, tab] of this.tabs.entries()) {
                const ofTab = (texts: readonly string[]) =>
                    texts.filter((text) => text.startsWith(`${index} `));
                equal(ofTab(own), ofTab(this.written), "in the order of one tab's writing");
                this.compare(tab, channelId);
            }
        }
    }

    private compare({ client }: Tab, channelId: ChannelId): void {
        const { visit, messages } = this.world.server.room(channelId);
        const { state } = client;
        equal(state.messages.map(shown), messages.map(shown), "the messages");
        equal(state.visit, visit, "what the conversation is like");
        equal(state.outgoing, [], "nothing is shown as not sent");
        equal(state.isRestoring, false, "it is there");
        equal(state.connection, "online", "it is connected");
        equal(
            this.world.browser.visit?.token,
            this.world.server.room(channelId).token,
            "the token",
        );
    }

    private doSomething(): void {
        const chance = this.random();
        const index = this.random() < 0.5 ? 0 : 1;
        const tab = this.tabs[index];
        const channelId = [...this.world.server.rooms.keys()][0];
        if (!tab) {
            return;
        }
        if (chance < 0.4) {
            this.write(tab, index);
        } else if (chance < 0.65 && channelId !== undefined) {
            this.actAsAgent(channelId);
        } else if (chance < 0.75) {
            tab.client.actions.markRead();
        } else if (chance < 0.82) {
            tab.line.goDown();
        } else if (chance < 0.92) {
            tab.line.goUp();
        } else if (chance < 0.94) {
            tab.attention.wake();
        } else {
            this.killTab(index);
        }
    }

    private write({ client }: Tab, index: number): void {
        const text = `${index} words ${this.written.length}`;
        this.written.push(text);
        // The other tab's draft may have come over meanwhile: this one's replaces it.
        client.actions.saveDraft({ text });
        void client.actions.send();
    }

    private actAsAgent(channelId: ChannelId): void {
        const { server } = this.world;
        const theirs = server.room(channelId).messages.filter(({ isOwn }) => !isOwn);
        const some = theirs[Math.floor(this.random() * theirs.length)];
        const chance = this.random();
        if (chance < 0.6 || !some) {
            server.answer(channelId, `answer ${Math.floor(this.random() * 1_000)}`);
        } else if (chance < 0.75) {
            server.edit(channelId, some.id, { html: "edited", isEdited: true });
        } else if (chance < 0.85) {
            server.edit(channelId, some.id, { html: "", isDeleted: true });
        } else {
            server.readByAgent(channelId);
        }
    }

    /**
     * As when the browser crashes: nothing can be said any more; then it is opened again, perhaps
     * by the link of an e-mail, or by somebody who has signed in meanwhile; both give the
     * conversation another token.
     */
    private killTab(index: number): void {
        this.tabs[index]?.client.stop();
        const { server } = this.world;
        const channelId = [...server.rooms.keys()][0];
        const isByLink = this.hasExchanges && channelId !== undefined && this.random() < 0.5;
        if (this.hasExchanges && this.random() < 0.3) {
            server.signedIn = ines;
        }
        const tab = this.world.tab({
            ...(isByLink && { ticket: String(channelId) }),
            ...(server.signedIn !== null && { userId: server.signedIn }),
        });
        this.tabs[index] = tab;
        tab.client.actions.open();
    }
}

function shown({ id, rev, html, isDeleted }: VisitMessage): unknown {
    return { id, rev, html, isDeleted };
}

function equal(actual: unknown, expected: unknown, what: string): void {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left !== right) {
        throw new Error(`${what}\nis  ${left}\nnot ${right}`);
    }
}

QUnit.module("engine/visit/simulation", () => {
    const simulate = (runs: number, hasExchanges: boolean) =>
        fc.assert(
            fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000_000 }), async (seed) => {
                const simulation = new VisitSimulation(seed, hasExchanges);
                await simulation.run();
                simulation.check();
            }),
            { numRuns: runs, endOnFailure: true, includeErrorInReport: true },
        );

    for (let part = 1; part <= 5; part += 1) {
        QUnit.test(`500 runs of two tabs, part ${part} of 5`, async (assert) => {
            assert.expect(0);
            await simulate(100, false);
        });

        QUnit.test(`500 runs with other tokens again and again, ${part} of 5`, async (assert) => {
            assert.expect(0);
            await simulate(100, true);
        });
    }
});
