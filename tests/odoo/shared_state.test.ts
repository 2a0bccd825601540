import type { Page } from "playwright-core";

import type { Stage } from "../../ts_src/model/state";
import { channelId as idOf } from "../helpers/builders";
import { WiresBrowser } from "../helpers/wires_page";

type Shared = ReturnType<typeof wires.browserShared>;

QUnit.module("odoo/shared_state", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;
    let other: Page;

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        [tab, other] = await Promise.all([browser.openTab(), browser.openTab()]);
        await tab.evaluate(() => localStorage.clear());
        await Promise.all([open(tab), open(other)]);
    });
    hooks.afterEach(() => browser.closeTabs());

    /** Starts the chat's shared state on a page, and writes down what it is told. */
    const open = (page: Page, user = 11) =>
        page.evaluate((person) => {
            const shared = wires.browserShared(wires.ids.userId(person));
            const heard: unknown[] = [];
            Object.assign(notes, { shared, heard });
            shared.start({
                onDraft: (id, draft) => void heard.push([id, draft.text]),
                onEvent: (event) => void heard.push(event),
            });
        }, user);
    const heard = async (page: Page, count: number) => {
        await page
            .waitForFunction((n) => (notes["heard"] as unknown[]).length >= n, count, {
                timeout: 3_000,
            })
            .catch(() => undefined);
        return page.evaluate(() => notes["heard"]);
    };
    const write = (page: Page, text: string) =>
        page.evaluate((value) => {
            const draft = { text: value, replyToId: null, attachments: [] };
            (notes["shared"] as Shared).saveDraft(wires.ids.channelId(7), draft);
        }, text);
    const drafts = (page: Page, user = 11) =>
        page.evaluate((id) => {
            const shared = wires.browserShared(wires.ids.userId(id));
            return [...shared.loadDrafts()].map(([channelId, { text }]) => [channelId, text]);
        }, user);

    QUnit.test("a draft is on the other tab at once, and after a reload", async (assert) => {
        await write(tab, "Dear");
        assert.deepEqual(await heard(other, 1), [[7, "Dear"]]);
        assert.deepEqual(await heard(tab, 0), [], "not one's own");
        await tab.reload();
        assert.deepEqual(await drafts(tab), [[7, "Dear"]]);
        assert.deepEqual(await drafts(tab, 12), [], "not somebody else's");
    });

    QUnit.test("a draft that was sent is gone everywhere", async (assert) => {
        await write(tab, "Dear");
        await write(tab, "");
        assert.deepEqual(await heard(other, 2), [
            [7, "Dear"],
            [7, ""],
        ]);
        assert.deepEqual(await drafts(other), []);
    });

    QUnit.test("keeps the whole draft", async (assert) => {
        const [kept, written] = await tab.evaluate(() => {
            const shared = notes["shared"] as Shared;
            const draft = {
                text: "See this",
                replyToId: wires.ids.messageId(5),
                attachments: [wires.makeAttachment()],
            };
            shared.saveDraft(wires.ids.channelId(7), draft);
            const again = shared.loadDrafts().get(wires.ids.channelId(7));
            return [JSON.stringify(again), JSON.stringify(draft)];
        });
        assert.strictEqual(kept, written);
    });

    QUnit.test(
        "tabs tell each other what happened; other people's hear nothing",
        async (assert) => {
            const stranger = await browser.openTab();
            await open(stranger, 12);
            await tab.evaluate(() => {
                const { channelId, messageId, userId } = wires.ids;
                const shared = notes["shared"] as Shared;
                shared.tell({
                    kind: "readMarked",
                    channelId: channelId(7),
                    userId: userId(11),
                    messageId: messageId(9),
                });
                shared.tell({ kind: "outboxChanged" });
            });
            assert.deepEqual(await heard(other, 2), [
                { kind: "readMarked", channelId: 7, userId: 11, messageId: 9 },
                { kind: "outboxChanged" },
            ]);
            assert.deepEqual(await heard(stranger, 0), []);
        },
    );

    QUnit.test("windows and sound are as they were", async (assert) => {
        const load = (page: Page) =>
            page.evaluate(() => {
                const shared = wires.browserShared(wires.ids.userId(11));
                return { stage: shared.loadStage(), sound: shared.loadSound() };
            });
        assert.deepEqual(await load(tab), { stage: null, sound: true });
        await tab.evaluate(() => {
            const shared = notes["shared"] as Shared;
            const window = { channelId: wires.ids.channelId(7), isMinimised: true };
            shared.saveStage({ windows: [window], isFullscreen: true });
            shared.saveSound(false);
        });
        const window = { channelId: idOf(7), isMinimised: true };
        const kept: Stage = { windows: [window], isFullscreen: true };
        assert.deepEqual(await load(other), { stage: kept, sound: false });
    });

    QUnit.test("the launcher finds the windows under the same name", async (assert) => {
        const kept = await tab.evaluate(() => {
            const shared = notes["shared"] as Shared;
            const window = { channelId: wires.ids.channelId(7), isMinimised: false };
            shared.saveStage({ windows: [window], isFullscreen: false });
            return localStorage.getItem(wires.stageKey("11"));
        });
        assert.true(kept?.includes('"channelId":7'));
    });

    QUnit.test("what others have written into the storage harms nobody", async (assert) => {
        const found = await tab.evaluate(() => {
            localStorage.setItem("seitech_chat.11.draft.7", "{");
            localStorage.setItem("seitech_chat.11.draft.8", '{"text":5}');
            localStorage.setItem("seitech_chat.11.stage", '{"windows":[null,{"channelId":"x"}]}');
            const shared = notes["shared"] as Shared;
            return { drafts: shared.loadDrafts().size, stage: shared.loadStage() };
        });
        assert.deepEqual(found, { drafts: 0, stage: { windows: [], isFullscreen: false } });
    });

    QUnit.test("a browser that keeps nothing forgets, and a full one too", async (assert) => {
        const found = await tab.evaluate(() => {
            const { channelId, userId } = wires.ids;
            const draft = { text: "Dear", replyToId: null, attachments: [] };
            const none = wires.browserShared(userId(11), null);
            none.saveDraft(channelId(7), draft);
            const shared = notes["shared"] as Shared;
            shared.saveDraft(channelId(8), { ...draft, text: "x".repeat(20_000_000) });
            const sizes = [none.loadDrafts().size, shared.loadDrafts().size];
            return [...sizes, none.loadStage(), none.loadSound()];
        });
        assert.deepEqual(found, [0, 0, null, true]);
    });

    QUnit.test("after the end nothing is heard, and telling is no mistake", async (assert) => {
        await other.evaluate(() => {
            const shared = notes["shared"] as Shared;
            shared.stop();
            shared.tell({ kind: "outboxChanged" });
        });
        await write(tab, "Dear");
        await tab.evaluate(() => (notes["shared"] as Shared).tell({ kind: "outboxChanged" }));
        await other.waitForTimeout(200);
        assert.deepEqual(await heard(other, 0), []);
        assert.deepEqual(await heard(tab, 0), []);
    });
});
