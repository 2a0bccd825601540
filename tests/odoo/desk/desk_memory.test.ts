import type { Page } from "playwright-core";

import { WiresBrowser } from "../../helpers/wires_page";

type Memory = ReturnType<typeof wires.browserDeskMemory>;

QUnit.module("odoo/desk/desk_memory", (hooks) => {
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

    const open = (page: Page) =>
        page.evaluate(() => {
            const memory = wires.browserDeskMemory(wires.ids.userId(14));
            const heard: unknown[] = [];
            Object.assign(notes, { memory, heard });
            memory.start((id, { text, clientKey }) => void heard.push([id, text, clientKey]));
        });
    const save = (page: Page, text: string, key: string | null = null) =>
        page.evaluate(
            ([value, name]) => {
                const { channelId, clientKey } = wires.ids;
                const draft = { text: value, clientKey: name === null ? null : clientKey(name) };
                (notes["memory"] as Memory).saveNoteDraft(channelId(6), draft);
            },
            [text, key] as const,
        );
    const heard = async (page: Page, count: number) => {
        await page
            .waitForFunction((n) => (notes["heard"] as unknown[]).length >= n, count, {
                timeout: 3_000,
            })
            .catch(() => undefined);
        return page.evaluate(() => notes["heard"]);
    };
    const drafts = (page: Page, user = 14) =>
        page.evaluate((id) => {
            const memory = wires.browserDeskMemory(wires.ids.userId(id));
            return [...memory.loadNoteDrafts()].map(([channelId, { text, clientKey }]) => [
                Number(channelId),
                text,
                clientKey && String(clientKey),
            ]);
        }, user);

    QUnit.test("on the other tab at once, and there after a reload", async (assert) => {
        await save(tab, "Careful", "key");
        assert.deepEqual(await heard(other, 1), [[6, "Careful", "key"]]);
        assert.deepEqual(await heard(tab, 0), [], "not one's own");
        await tab.reload();
        assert.deepEqual(await drafts(tab), [[6, "Careful", "key"]]);
        assert.deepEqual(await drafts(tab, 15), [], "not somebody else's");
    });

    QUnit.test("what was sent is gone everywhere", async (assert) => {
        await save(tab, "Careful");
        await save(tab, "");
        assert.deepEqual(await heard(other, 2), [
            [6, "Careful", null],
            [6, "", null],
        ]);
        assert.deepEqual(await drafts(tab), []);
    });

    QUnit.test("a browser that keeps nothing, a full one, a stranger's text", async (assert) => {
        const found = await tab.evaluate(() => {
            const { channelId, userId } = wires.ids;
            const draft = { text: "Careful", clientKey: null };
            const none = wires.browserDeskMemory(userId(14), null);
            none.saveNoteDraft(channelId(6), draft);
            const memory = notes["memory"] as Memory;
            memory.saveNoteDraft(channelId(6), { ...draft, text: "x".repeat(20_000_000) });
            localStorage.setItem("seitech_chat.14.note.7", "{");
            localStorage.setItem("seitech_chat.14.note.8", '{"text":5}');
            const texts = [...memory.loadNoteDrafts().values()].map(({ text }) => text);
            return [none.loadNoteDrafts().size, texts];
        });
        assert.deepEqual(found, [0, ["", ""]]);
    });

    QUnit.test("after the end nothing is heard", async (assert) => {
        await other.evaluate(() => (notes["memory"] as Memory).stop());
        await save(tab, "Careful");
        await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
        assert.deepEqual(await heard(other, 0), []);
    });
});
