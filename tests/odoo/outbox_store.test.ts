import type { Page } from "playwright-core";

import { WiresBrowser } from "../helpers/wires_page";

QUnit.module("odoo/outbox_store", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        tab = await browser.openTab();
    });
    hooks.afterEach(async () => {
        await tab.evaluate(async () => {
            for (const { name = "" } of await indexedDB.databases()) {
                indexedDB.deleteDatabase(name);
            }
        });
        await browser.closeTabs();
    });

    const loaded = (page: Page, user = 11) =>
        page.evaluate(async (id) => {
            const items = await wires.indexedDbOutbox(wires.ids.userId(id)).load();
            return items.map(({ clientKey, content, status }) => [clientKey, content, status]);
        }, user);

    QUnit.test("outlives a reload, in the order of writing", async (assert) => {
        await tab.evaluate(async () => {
            const store = wires.indexedDbOutbox(wires.ids.userId(11));
            await store.put(wires.makeOutboxItem("b", { content: "first" }));
            await store.put(wires.makeOutboxItem("a", { content: "second" }));
            await store.put(wires.makeOutboxItem("c", { content: "third" }));
        });
        await tab.reload();
        assert.deepEqual(await loaded(tab), [
            ["b", "first", "pending"],
            ["a", "second", "pending"],
            ["c", "third", "pending"],
        ]);
    });

    QUnit.test(
        "a message that changes keeps its place, one that is gone leaves",
        async (assert) => {
            await tab.evaluate(async () => {
                const store = wires.indexedDbOutbox(wires.ids.userId(11));
                for (const key of ["a", "b", "c"]) {
                    await store.put(wires.makeOutboxItem(key, { content: key }));
                }
                const failure = { code: "forbidden", message: "No." };
                await store.put(
                    wires.makeOutboxItem("a", { content: "a", status: "failed", failure }),
                );
                await store.remove(wires.ids.clientKey("b"));
                await store.remove(wires.ids.clientKey("unknown"));
            });
            assert.deepEqual(await loaded(tab), [
                ["a", "a", "failed"],
                ["c", "c", "pending"],
            ]);
        },
    );

    QUnit.test("keeps everything of a message, and what is reactive too", async (assert) => {
        const stored = await tab.evaluate(async () => {
            const item = wires.makeOutboxItem("a", {
                parentId: wires.ids.messageId(5),
                attachments: [wires.makeAttachment()],
            });
            const proxy = new Proxy(item, {});
            await wires.indexedDbOutbox(wires.ids.userId(11)).put(proxy);
            const [found] = await wires.indexedDbOutbox(wires.ids.userId(11)).load();
            return [JSON.stringify(found), JSON.stringify(item)];
        });
        assert.strictEqual(stored[0], stored[1]);
    });

    QUnit.test("each person has their own, and tabs share it", async (assert) => {
        await tab.evaluate(() =>
            wires.indexedDbOutbox(wires.ids.userId(11)).put(wires.makeOutboxItem("mine")),
        );
        const other = await browser.openTab();
        assert.strictEqual((await loaded(other)).length, 1);
        assert.deepEqual(await loaded(other, 12), []);
    });

    QUnit.test("where the browser keeps nothing, nothing breaks", async (assert) => {
        const results = await tab.evaluate(async () => {
            const refused = (): IDBFactory => {
                throw new DOMException("no", "SecurityError");
            };
            const store = wires.indexedDbOutbox(wires.ids.userId(11), refused);
            await store.put(wires.makeOutboxItem("a"));
            await store.remove(wires.ids.clientKey("a"));
            return store.load();
        });
        assert.deepEqual(results, []);
    });

    QUnit.test("a newer version does not have to wait, and is not overwritten", async (assert) => {
        await tab.evaluate(async () => {
            const store = wires.indexedDbOutbox(wires.ids.userId(11));
            await store.put(wires.makeOutboxItem("a"));
            notes["store"] = store;
        });
        const newer = await browser.openTab();
        const version = await newer.evaluate(
            () =>
                new Promise((resolve) => {
                    const request = indexedDB.open("seitech_chat.11", 2);
                    request.onblocked = () => resolve("blocked");
                    request.onsuccess = () => resolve(request.result.version);
                }),
        );
        assert.strictEqual(version, 2);
        const left = await tab.evaluate(async () => {
            const store = notes["store"] as ReturnType<typeof wires.indexedDbOutbox>;
            await store.put(wires.makeOutboxItem("b"));
            return store.load();
        });
        assert.deepEqual(left, []);
    });

    QUnit.test("goes on after the browser has thrown everything away", async (assert) => {
        const keys = await tab.evaluate(async () => {
            const store = wires.indexedDbOutbox(wires.ids.userId(11));
            await store.put(wires.makeOutboxItem("a"));
            await new Promise((resolve) => {
                indexedDB.deleteDatabase("seitech_chat.11").onsuccess = resolve;
            });
            await store.put(wires.makeOutboxItem("b"));
            return (await store.load()).map(({ clientKey }) => String(clientKey));
        });
        assert.deepEqual(keys, ["b"]);
    });
});
