import { reactive } from "@odoo/owl";

import { createSafety, type SafetyView } from "../../../ts_src/engine/learning/safety/safety";
import type { SafetyNews } from "../../../ts_src/engine/learning/safety/safety_ports";
import { ApiError } from "../../../ts_src/engine/ports";
import { Conversation } from "../../../ts_src/ui/conversation/conversation";
import {
    blockAuthorAction,
    blockPeerAction,
    reportAction,
    revealAction,
} from "../../../ts_src/ui/learning/safety/safety_actions";
import { SafetyBar } from "../../../ts_src/ui/learning/safety/safety_bar/safety_bar";
import type { HeaderContext } from "../../../ts_src/ui/registries/header_actions";
import type { MessageContext } from "../../../ts_src/ui/registries/message_actions";
import { BrowserWorld } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    mount,
    settle,
    texts,
    until,
} from "../../helpers/browser_page";
import { channelId, messageId, noon } from "../../helpers/builders";
import type { Client } from "../../helpers/chat_fixture";
import { FakeSafety, warning } from "../../helpers/fake_safety";
import { axeViolationsHere } from "../desk/axe_here";

const bar = ".o-seitech-SafetyBar";
const body = ".o-seitech-Message-body";

class SafetyWorld extends BrowserWorld {
    readonly safety = new FakeSafety();
    readonly group = this.server.addChannel([this.ines, this.sam], { type: "group" });

    /** Shows a conversation with what stands above it. */
    async showGroup(news: Partial<SafetyNews> = {}): Promise<{ client: Client; view: SafetyView }> {
        this.safety.news = { notices: [], blocked: [], ...news };
        const client = this.startClient(this.ines, { name: "Ines Instructor", reactive });
        const view = createSafety(this.safety.parts(reactive));
        const services = {
            seitech_chat: { ...client.chat, platform: this.platform },
            seitech_chat_safety: view,
        };
        await this.pass(1_000);
        await client.chat.actions.openChannel(this.group);
        const props = {
            channelId: this.group,
            mode: "page",
            onBack: () => undefined,
            onOpen: () => undefined,
            onShortcuts: () => undefined,
        };
        await mount(SafetyBar, { channelId: this.group }, { services });
        const style = "height: 80vh; display: flex; flex-direction: column";
        await mount(Conversation, props, { services }, style);
        await this.pass(1_000);
        return { client, view };
    }
}

QUnit.module("ui › learning › safety", { afterEach: cleanUp });

QUnit.test("a warning stays until it is confirmed", async (assert) => {
    const world = new SafetyWorld();
    await world.showGroup({ notices: [warning] });
    assert.deepEqual(texts(`${bar} strong`), ["A warning for you"]);
    assert.deepEqual(texts(`${bar} p`), ["Be kind to each other."]);
    assert.deepEqual(await axeViolationsHere(), []);
    world.safety.news = { notices: [], blocked: [] };
    await click(`${bar} button`);
    await world.pass();
    assert.strictEqual(findAll(bar).length, 0);
});

QUnit.test("a mute shows what was said with it, where it holds", async (assert) => {
    const world = new SafetyWorld();
    const mute = { ...warning, kind: "mute", text: "Calm down.", until: noon } as const;
    await world.showGroup({
        notices: [
            { ...mute, id: 1, channelId: channelId(99) },
            { ...mute, id: 2, text: "" },
            { ...mute, id: 3 },
            { ...mute, id: 4, channelId: world.group },
        ],
    });
    const headings = texts(`${bar} strong`);
    assert.strictEqual(headings.length, 2);
    assert.true(headings[0]?.startsWith("You can read, but not write in your conversations"));
    assert.true(headings[1]?.startsWith("You can read, but not write here"));
    assert.strictEqual(findAll(`${bar} button`).length, 0, "nothing to confirm");
});

QUnit.test("who is kept out is told so, also while the chat is open", async (assert) => {
    const world = new SafetyWorld();
    await world.showGroup();
    world.safety.error = new ApiError("refused", "Your account cannot use the chat.", "blocked");
    world.safety.tellNews();
    await world.pass();
    assert.deepEqual(texts(bar), ["Your account cannot use the chat."]);
    world.safety.error = null;
    world.safety.tellNews();
    await world.pass();
    assert.strictEqual(findAll(bar).length, 0);
});

QUnit.test("reporting: a reason, a comment, and what happens next", async (assert) => {
    const world = new SafetyWorld();
    const { view } = await world.showGroup();
    view.actions.ask({ kind: "report", channelId: world.group, messageId: messageId(6) });
    await settle();
    assert.true(find<HTMLButtonElement>("dialog [type=submit]").disabled, "a reason is needed");
    assert.deepEqual(await axeViolationsHere(), []);
    await click("dialog input[value=harassment]");
    await until("a way on", () => !find<HTMLButtonElement>("dialog [type=submit]").disabled);
    await click("dialog [type=submit]");
    await until("the answer", () => texts("dialog h2")[0] === "Thank you");
    assert.deepEqual(world.safety.called.at(-1), ["report", 6, "harassment", ""]);
    assert.deepEqual(await axeViolationsHere(), []);
    await click("dialog .btn-primary");
    assert.strictEqual(findAll("dialog").length, 0);
});

QUnit.test("what the server refuses is said in the dialog", async (assert) => {
    const world = new SafetyWorld();
    const { view } = await world.showGroup();
    const question = { kind: "block", channelId: world.group, userId: world.sam } as const;
    view.actions.ask({ ...question, name: "Sam" });
    await settle();
    assert.deepEqual(texts("dialog h2"), ["Block Sam?"]);
    assert.deepEqual(await axeViolationsHere(), []);
    world.safety.error = new ApiError("refused", "Those who teach cannot.", "forbidden");
    await click("dialog .btn-danger");
    await until("the refusal", () => texts("dialog [role=alert]").length === 1);
    assert.deepEqual(texts("dialog [role=alert]"), ["Those who teach cannot."]);
    await click("dialog .btn-light");
    assert.strictEqual(findAll("dialog").length, 0);
});

QUnit.test("messages of blocked people are folded away, each can be looked at", async (assert) => {
    const world = new SafetyWorld();
    const { id } = world.post(world.sam, "stupid", world.group);
    world.post(world.ines, "mine", world.group);
    const { view } = await world.showGroup({ blocked: [world.sam] });
    const seen = () =>
        findAll(body)
            .filter((element) => element.checkVisibility())
            .map((element) => element.textContent);
    assert.deepEqual(seen(), ["mine"]);
    const before = getComputedStyle(find(".o-seitech-Message-bubble"), "::before").content;
    assert.true(before.includes("somebody you have blocked"), before);
    view.actions.reveal(messageId(id));
    await settle();
    assert.deepEqual(seen(), ["stupid", "mine"]);
});

QUnit.test("what is offered on a message, and above a conversation", async (assert) => {
    const world = new SafetyWorld();
    const theirs = world.post(world.sam, "theirs", world.group).id;
    const own = world.post(world.ines, "own", world.group).id;
    const { id: direct, peer } = world.addDirect("Sofia Student");
    const { client, view } = await world.showGroup();
    const { state } = client.chat;
    const on = (id: number) =>
        ({
            chat: client.chat,
            message: state.messages.get(messageId(id)),
        }) as unknown as MessageContext;
    const get = () => view;
    const [report, block, reveal] = [reportAction(get), blockAuthorAction(get), revealAction(get)];
    assert.deepEqual(
        [report, block, reveal].map((action) => action.isShown?.(on(theirs))),
        [true, true, false],
    );
    assert.deepEqual(
        [report, block, reveal].map((action) => action.isShown?.(on(own))),
        [false, false, false],
    );
    await block.run(on(theirs));
    assert.strictEqual(view.state.question?.kind, "block");
    world.safety.news = { notices: [], blocked: [world.sam] };
    await view.actions.block(world.sam, true);
    assert.deepEqual([reveal.isShown?.(on(theirs)), view.state.question], [true, null]);
    await block.run(on(theirs));
    assert.deepEqual(world.safety.called.at(-2), ["block", world.sam, false]);

    const above = (id: typeof direct) =>
        ({ chat: client.chat, channel: state.channels.get(id) }) as unknown as HeaderContext;
    const header = blockPeerAction(get);
    assert.deepEqual(
        [header.isShown?.(above(direct)), header.isShown?.(above(world.group))],
        [true, false],
    );
    await header.run(above(direct));
    const { question } = view.state;
    assert.deepEqual(question?.kind === "block" && question.userId, peer);
});
