import type { ChannelId, UserId } from "../../../ts_src/model/ids";
import { ChallengeRequired, RefusedForm } from "../../../ts_src/engine/visit/ports/api";
import type { Challenge } from "../../../ts_src/engine/visit/ports/challenge";
import { type Tab, VisitWorld } from "./fake_visit_browser";
import { unreachable } from "./fake_visit_network";
import { refusal } from "./fake_visit_server";

const challenge: Challenge = { provider: "turnstile", siteKey: "site" };

/** From now on the server wants to see a captcha. */
function suspect(tab: Tab): void {
    tab.line.answer = (method) => {
        const { captchaToken } = (tab.line.told.at(-1) ?? {}) as { captchaToken?: string };
        const isHuman = captchaToken?.startsWith("human") ?? false;
        const sentence = "Please confirm that you are human.";
        const error = refusal("challenge_required", sentence);
        return method === "open" && !isHuman ? new ChallengeRequired(error, challenge) : null;
    };
}

QUnit.module("engine/visit/opening", (hooks) => {
    let world: VisitWorld;
    let tab: Tab;

    hooks.beforeEach(() => {
        world = new VisitWorld();
        tab = world.tab();
    });

    QUnit.test("nothing is asked before it is opened, then only who is there", async (assert) => {
        await world.clock.advance(60_000);
        assert.deepEqual([tab.line.requests, tab.line.followed], [[], null]);
        tab.client.actions.open();
        await world.clock.advance(60_000);
        assert.deepEqual(
            [tab.line.requests, tab.line.told],
            [["availability"], ["Europe/Paris fr-FR"]],
        );
        assert.strictEqual(tab.client.state.availability, world.server.availability);
        assert.strictEqual(tab.line.followed, null);
        assert.true(world.browser.isOpen);
    });

    QUnit.test("who is there is asked until there is an answer", async (assert) => {
        tab.line.goDown();
        tab.client.actions.open();
        await world.clock.advance(5_000);
        assert.strictEqual(tab.client.state.notice?.code, "unreachable", "which is said");
        tab.client.actions.putNoticeAway();
        await world.clock.advance(60_000);
        assert.strictEqual(tab.client.state.notice, null, "once");
        tab.line.goUp();
        await world.clock.advance(60_000);
        assert.true(tab.client.state.availability?.isAvailable);
    });

    QUnit.test("with the answer nothing is said of trouble any more", async (assert) => {
        tab.line.goDown();
        tab.client.actions.open();
        await world.clock.advance(1_000);
        tab.line.goUp();
        await world.clock.advance(60_000);
        assert.strictEqual(tab.client.state.notice, null);
    });

    QUnit.test(
        "the first message opens the conversation, with all there is to say",
        async (assert) => {
            tab.client.actions.saveDraft({
                name: "Vera",
                email: "v@example.com",
                subject: "Payment",
            });
            await world.say(tab, "Hello");
            const { state } = tab.client;
            assert.deepEqual(tab.line.told.at(-1), {
                name: "Vera",
                email: "v@example.com",
                subject: "Payment",
                language: "fr-FR",
                page: "https://www.example.com/shop",
                referrer: "https://search.example.com/",
                clientKey: state.messages[0]?.clientKey,
                text: "Hello",
            });
            assert.deepEqual(
                [state.messages.map(({ html }) => html), state.outgoing, state.draft.text],
                [["Hello"], [], ""],
            );
            assert.strictEqual(state.visit?.state, "active");
            assert.false(state.isRestoring);
            const token = world.browser.visit?.token ?? "";
            assert.true(world.server.hears(token) !== null);
            assert.strictEqual(world.browser.visit?.channelId, state.visit?.channelId);
            assert.strictEqual(world.browser.visit?.userId, null);
            assert.strictEqual(tab.line.followed, token);
        },
    );

    QUnit.test("nothing blank is sent", async (assert) => {
        await world.say(tab, "  \n ");
        assert.deepEqual([tab.line.requests, tab.client.state.draft.text], [[], "  \n "]);
    });

    QUnit.test("a lost answer opens no second conversation", async (assert) => {
        tab.line.losesReplies = true;
        await world.say(tab, "Hello");
        await world.say(tab, "Are you there?");
        assert.strictEqual(tab.client.state.outgoing.length, 2);
        assert.strictEqual(tab.client.state.visit, null);
        tab.line.losesReplies = false;
        await world.clock.advance(60_000);
        assert.strictEqual(world.server.rooms.size, 1);
        const [room] = world.server.rooms.values();
        assert.deepEqual(
            room?.messages.map(({ html }) => html),
            ["Hello", "Are you there?"],
        );
        assert.strictEqual(tab.line.requests.filter((it) => it === "send").length, 1);
    });

    QUnit.test("a killed tab: the next page goes on with the same key", async (assert) => {
        tab.line.losesReplies = true;
        await world.say(tab, "Hello");
        tab.client.stop();
        const next = world.tab();
        await world.clock.advance(100);
        assert.strictEqual(world.server.rooms.size, 1);
        assert.deepEqual(
            next.client.state.messages.map(({ html }) => html),
            ["Hello"],
        );
    });

    QUnit.test("two tabs that begin at once begin one conversation", async (assert) => {
        const other = world.tab();
        for (const [it, text] of [
            [tab, "one"],
            [other, "two"],
        ] as const) {
            it.client.actions.saveDraft({ text });
            void it.client.actions.send();
        }
        await world.clock.advance(1_000);
        assert.strictEqual(world.server.rooms.size, 1);
        for (const { client } of [tab, other]) {
            assert.deepEqual(
                client.state.messages.map(({ html }) => html),
                ["one", "two"],
            );
            assert.deepEqual(client.state.outgoing, []);
        }
    });

    QUnit.test("refused: the text is back in the form, with the reasons", async (assert) => {
        const fields = { email: "Nobody is there. Please leave an e-mail address." };
        const error = new RefusedForm(refusal("invalid_value", fields.email), fields);
        tab.line.answer = (method) => (method === "open" ? error : null);
        await world.say(tab, "Hello");
        const { state } = tab.client;
        assert.deepEqual([state.draft.text, state.outgoing], ["Hello", []]);
        assert.deepEqual(state.formErrors, fields);
        assert.deepEqual(state.notice, { code: "invalid_value", message: fields.email });
        tab.client.actions.saveDraft({ email: "v@example.com" });
        assert.deepEqual(state.formErrors, {});
        tab.line.answer = null;
        await tab.client.actions.send();
        assert.strictEqual(state.messages.length, 1);
    });

    QUnit.test("who shows to be human opens the conversation all the same", async (assert) => {
        const asked: unknown[] = [];
        const notices: unknown[] = [];
        world.challenges = {
            solve: (wanted, onAsked) => {
                asked.push(wanted);
                onAsked();
                notices.push(tab.client.state.notice?.code);
                return Promise.resolve("human");
            },
        };
        suspect(tab);
        await world.say(tab, "Hello");
        const { state } = tab.client;
        assert.deepEqual(asked, [challenge]);
        assert.deepEqual([notices, state.notice], [["challenge_required"], null]);
        const [first, second] = tab.line.told.slice(-2) as Record<string, unknown>[];
        assert.deepEqual(second, { ...first, captchaToken: "human" }, "nothing else has changed");
        assert.deepEqual([state.messages.length, state.outgoing, world.server.rooms.size], [
            1,
            [],
            1,
        ] as unknown[]);
    });

    QUnit.test("nothing is said where there is nothing to do", async (assert) => {
        const notices: unknown[] = [];
        world.challenges = {
            solve: () => {
                notices.push(tab.client.state.notice);
                return Promise.resolve("human");
            },
        };
        suspect(tab);
        await world.say(tab, "Hello");
        assert.deepEqual([notices, tab.client.state.notice], [[null], null]);
        assert.strictEqual(tab.client.state.messages.length, 1);
    });

    for (const [name, solve] of [
        ["a captcha that is blocked", () => Promise.reject(new Error("Blocked"))],
        ["a captcha the server does not believe", () => Promise.resolve("robot")],
    ] as const) {
        QUnit.test(`${name}: the server's sentence, and the text is kept`, async (assert) => {
            world.challenges = { solve };
            suspect(tab);
            await world.say(tab, "Hello");
            const { state } = tab.client;
            assert.deepEqual([state.draft.text, state.outgoing, state.visit], ["Hello", [], null]);
            assert.deepEqual(state.notice, {
                code: "challenge_required",
                message: "Please confirm that you are human.",
            });
            await world.clock.advance(60_000);
            const asked = tab.line.requests.filter((it) => it === "open").length;
            assert.strictEqual(asked, name.includes("blocked") ? 1 : 2, "not again by itself");
        });
    }

    QUnit.test(
        "no answer after the captcha: it is sent again, with another one",
        async (assert) => {
            let solved = 0;
            world.challenges = { solve: () => Promise.resolve(`human ${(solved += 1)}`) };
            suspect(tab);
            tab.line.losesReplies = true;
            await world.say(tab, "Hello");
            assert.strictEqual(tab.client.state.outgoing.length, 1);
            tab.line.losesReplies = false;
            await world.clock.advance(10_000);
            assert.deepEqual([tab.client.state.messages.length, world.server.rooms.size], [1, 1]);
        },
    );

    QUnit.test("who is made to wait is told so, and it is sent in the end", async (assert) => {
        tab.line.answer = (method) => (method === "open" ? unreachable(300) : null);
        await world.say(tab, "Hello");
        assert.strictEqual(tab.client.state.notice?.code, "unreachable");
        tab.line.answer = null;
        tab.attention.wake();
        await world.clock.advance(299_000);
        assert.strictEqual(world.server.rooms.size, 0);
        await world.clock.advance(2_000);
        assert.strictEqual(world.server.rooms.size, 1);
    });

    QUnit.test("resumed by the link of an e-mail, which leaves the address", async (assert) => {
        const { tab: first, channelId } = await world.begin();
        first.client.stop();
        world.browser = new VisitWorld().browser;
        const later = world.tab({ ticket: String(channelId) });
        assert.true(later.client.state.isRestoring);
        await world.clock.advance(100);
        assert.strictEqual(later.surroundings.hash, null);
        assert.true(later.client.state.isOpen);
        assert.deepEqual(
            [later.client.state.isRestoring, later.client.state.messages.length],
            [false, 1],
        );
        assert.strictEqual(world.browser.visit?.channelId, channelId);
    });

    QUnit.test("a ticket that is good for nothing says so", async (assert) => {
        const late = world.tab({ ticket: "404" });
        await world.clock.advance(100);
        const { isRestoring, isOpen, notice } = late.client.state;
        assert.deepEqual([isRestoring, isOpen, notice?.code], [false, true, "unauthenticated"]);
        assert.strictEqual(late.surroundings.hash, null);
    });

    QUnit.test("a ticket is kept until there is an answer", async (assert) => {
        const { tab: first, channelId } = await world.begin();
        first.client.stop();
        world.browser = new VisitWorld().browser;
        const later = world.tab({ ticket: String(channelId), down: true });
        await world.clock.advance(3_000);
        assert.strictEqual(later.surroundings.hash, String(channelId));
        later.line.goUp();
        await world.clock.advance(10_000);
        assert.strictEqual(later.client.state.messages.length, 1);
    });
});

QUnit.module("engine/visit/account", () => {
    const ines = 5 as UserId;

    QUnit.test("signing in binds the conversation, once for all tabs", async (assert) => {
        const world = new VisitWorld();
        const { tab, channelId } = await world.begin();
        world.server.signedIn = ines;
        const before = world.browser.visit?.token;
        const pages = [world.tab({ userId: ines }), world.tab({ userId: ines })];
        await world.clock.advance(1_000);
        const kept = world.browser.visit;
        assert.deepEqual([kept?.channelId, kept?.userId], [channelId, ines]);
        assert.notStrictEqual(kept?.token, before);
        const bindings = pages.flatMap(({ line }) => line.requests.filter((it) => it === "bind"));
        assert.strictEqual(bindings.length, 1);
        // The old page goes on with the new token.
        await world.say(tab, "Still here");
        assert.strictEqual(tab.client.state.messages.length, 2);
        assert.strictEqual(tab.client.state.notice, null);
    });

    for (const [name, replace] of [
        ["a link", (world: VisitWorld, id: ChannelId) => world.tab({ ticket: String(id) })],
        ["signing in", (world: VisitWorld) => world.tab({ userId: ines })],
    ] as const) {
        QUnit.test(`${name}, and the answer is lost: nobody loses anything`, async (assert) => {
            const world = new VisitWorld();
            const { tab, channelId } = await world.begin();
            world.server.signedIn = ines;
            const before = world.browser.visit?.token;
            const page = replace(world, channelId);
            page.line.losesReplies = true;
            await world.clock.advance(100);
            assert.strictEqual(world.browser.visit?.token, before, "nobody knows another one");
            assert.strictEqual(world.server.hears(before ?? ""), null, "and this one is dead");
            await world.say(tab, "Still here");
            const { state } = tab.client;
            assert.deepEqual(
                [state.messages.length, state.notice, state.draft.text],
                [2, null, ""],
            );
            assert.strictEqual(world.browser.visit?.exchange, null);
            page.line.losesReplies = false;
            await world.clock.advance(60_000);
            assert.strictEqual(page.client.state.messages.length, 2);
            assert.strictEqual(page.surroundings.hash, null);
            await world.say(tab, "And here");
            assert.strictEqual(state.messages.length, 3);
        });

        QUnit.test(`${name}, and the browser is gone: the next page goes on`, async (assert) => {
            const world = new VisitWorld();
            const { tab, channelId } = await world.begin();
            world.server.signedIn = ines;
            tab.client.stop();
            const page = replace(world, channelId);
            page.line.losesReplies = true;
            await world.clock.advance(100);
            page.client.stop();
            const next = world.tab({ userId: ines });
            await world.clock.advance(1_000);
            const { state } = next.client;
            assert.deepEqual([state.messages.length, state.notice], [1, null]);
            assert.strictEqual(world.browser.visit?.userId, ines);
            assert.strictEqual(world.server.hears(world.browser.visit?.token ?? ""), channelId);
        });
    }

    QUnit.test("what was begun and cannot be ended any more: a new one begins", async (assert) => {
        const world = new VisitWorld();
        const { tab, channelId } = await world.begin();
        const page = world.tab({ ticket: String(channelId) });
        page.line.losesReplies = true;
        await world.clock.advance(100);
        page.client.stop();
        tab.line.answer = (method) => (method === "resume" ? refusal("unauthenticated") : null);
        await world.say(tab, "Still here");
        const { state } = tab.client;
        assert.deepEqual([state.visit, state.draft.text], [null, "Still here"]);
        assert.strictEqual(state.notice?.code, "unauthenticated");
        assert.strictEqual(world.browser.visit, null);
    });

    QUnit.test("what somebody left who has signed out is gone", async (assert) => {
        const world = new VisitWorld();
        const { tab } = await world.begin();
        tab.client.actions.saveDraft({ text: "secret" });
        tab.client.stop();
        world.browser.isOpen = false;
        for (const userId of [undefined, 6 as UserId]) {
            world.browser.visit = {
                channelId: 3 as ChannelId,
                token: "t",
                userId: ines,
                exchange: null,
            };
            const next = world.tab(userId === undefined ? {} : { userId });
            await world.clock.advance(1_000);
            assert.strictEqual(world.browser.visit, null);
            assert.deepEqual([next.client.state.draft.text, next.line.requests], ["", []]);
            next.client.stop();
        }
    });

    QUnit.test("a session that has ended drops nothing", async (assert) => {
        const world = new VisitWorld();
        const { channelId } = await world.begin();
        const page = world.tab({ userId: ines });
        page.line.answer = (method) => (method === "bind" ? refusal("unauthenticated") : null);
        await world.clock.advance(1_000);
        assert.strictEqual(world.browser.visit?.channelId, channelId);
        assert.strictEqual(page.client.state.messages.length, 1);
    });
});
