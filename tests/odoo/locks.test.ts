import type { Page } from "playwright-core";

import { WiresBrowser } from "../helpers/wires_page";

type Locks = ReturnType<typeof wires.browserLocks>;

/** The same promises for the browser's own locks and for those of pages without https. */
for (const isSecure of [true, false]) {
    QUnit.module(`odoo/${isSecure ? "locks" : "lease_locks"}`, (hooks) => {
        const browser = new WiresBrowser();
        let first: Page;
        let second: Page;
        let log: string[];

        hooks.before(() => browser.start());
        hooks.after(() => browser.stop());
        hooks.beforeEach(async () => {
            [first, second] = await Promise.all([
                browser.openTab(isSecure),
                browser.openTab(isSecure),
            ]);
            log = [];
            await first.evaluate(() => localStorage.clear());
            await Promise.all([open(first), open(second)]);
        });
        hooks.afterEach(() => browser.closeTabs());

        /** Tasks tell here when they begin and end, and wait until that was heard. */
        const open = async (page: Page) => {
            await page.exposeFunction("note", (line: string) => void log.push(line));
            await page.evaluate(() => {
                const { note } = globalThis as unknown as { note(line: string): Promise<void> };
                const locks = wires.browserLocks(wires.ids.userId(11));
                const hold = (name: string, lock: string, milliseconds: number) =>
                    locks.hold(lock, async () => {
                        await note(`${name}-begins`);
                        await new Promise((resolve) => setTimeout(resolve, milliseconds));
                        await note(`${name}-ends`);
                    });
                Object.assign(notes, { locks, hold });
            });
        };
        const until = async (line: string) => {
            while (!log.includes(line)) {
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
        };
        const hold = (page: Page, name: string, lock: string, milliseconds: number) =>
            page.evaluate(
                ([task, key, time]) =>
                    (notes["hold"] as (a: string, b: string, c: number) => Promise<void>)(
                        task,
                        key,
                        time,
                    ),
                [name, lock, milliseconds] as const,
            );
        const claim = (page: Page, name: string) =>
            page.evaluate((key) => (notes["locks"] as Locks).claim(key), name);

        QUnit.test("is tested with what it is meant for", async (assert) => {
            const hasLocks = await first.evaluate(() => "locks" in navigator);
            assert.strictEqual(hasLocks, isSecure);
        });

        QUnit.test("tabs take turns", async (assert) => {
            const turns = ["a", "b", "c"].map((name, index) =>
                hold(index === 1 ? second : first, name, "send-7", 150),
            );
            await Promise.all(turns);
            assert.strictEqual(log.length, 6);
            for (let index = 0; index < log.length; index += 2) {
                const name = log[index]?.replace("-begins", "");
                assert.strictEqual(log[index + 1], `${name}-ends`, log.join(" "));
            }
        });

        QUnit.test("different names do not wait for each other", async (assert) => {
            await Promise.all([hold(first, "a", "send-7", 600), hold(second, "b", "send-8", 1)]);
            assert.true(log.indexOf("b-ends") < log.indexOf("a-ends"), log.join(" "));
        });

        QUnit.test("a task that fails says so and gives its turn back", async (assert) => {
            const said = await first.evaluate(() =>
                (notes["locks"] as Locks)
                    .hold("send-7", () => Promise.reject(new Error("failed")))
                    .catch((error: unknown) => (error as Error).message),
            );
            assert.strictEqual(said, "failed");
            await hold(second, "b", "send-7", 1);
            await hold(first, "a", "send-7", 1);
            assert.deepEqual(log, ["b-begins", "b-ends", "a-begins", "a-ends"]);
        });

        QUnit.test("a tab that is closed loses its turn", async (assert) => {
            void hold(first, "a", "send-7", 600_000).catch(() => undefined);
            await until("a-begins");
            await first.close();
            await hold(second, "b", "send-7", 1);
            assert.deepEqual(log, ["a-begins", "b-begins", "b-ends"]);
        });

        QUnit.test("a turn lasts as long as its task", async (assert) => {
            void hold(first, "a", "send-7", 4_000);
            await until("a-begins");
            await hold(second, "b", "send-7", 1);
            assert.deepEqual(log, ["a-begins", "a-ends", "b-begins", "b-ends"]);
        });

        QUnit.test("of many claims one is granted", async (assert) => {
            const claims = await Promise.all([
                claim(first, "message-9"),
                claim(second, "message-9"),
                claim(first, "message-9"),
            ]);
            assert.strictEqual(claims.filter((granted) => granted).length, 1, claims.join(" "));
            assert.false(await claim(second, "message-9"), "nor later");
            assert.true(await claim(second, "message-10"), "each message by itself");
        });
    });
}

QUnit.module("odoo/lease_locks in the storage", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        tab = await browser.openTab();
        await tab.evaluate(() => localStorage.clear());
    });
    hooks.afterEach(() => browser.closeTabs());

    QUnit.test("nothing is left when all is done", async (assert) => {
        const left = await tab.evaluate(async () => {
            const locks = new wires.LeaseLocks("x.", localStorage);
            await locks.hold("send-7", () => Promise.resolve());
            return localStorage.length;
        });
        assert.strictEqual(left, 0);
    });

    QUnit.test("what others left is swept away, what is not theirs stays", async (assert) => {
        const keys = await tab.evaluate(() => {
            localStorage.setItem("x.claim.old", '{"owner":"1","until":5}');
            localStorage.setItem("x.claim.broken", "{");
            localStorage.setItem(
                "x.claim.fresh",
                JSON.stringify({ owner: "1", until: Date.now() + 2_000 }),
            );
            localStorage.setItem("y.claim.old", '{"owner":"1","until":5}');
            void new wires.LeaseLocks("x.", localStorage);
            return Object.keys(localStorage).sort();
        });
        assert.deepEqual(keys, ["x.claim.fresh", "y.claim.old"]);
    });

    QUnit.test("a lease from before the clock was set back counts for nothing", async (assert) => {
        const granted = await tab.evaluate(() => {
            const locks = new wires.LeaseLocks("x.", localStorage);
            const until = Date.now() + 3_600_000;
            localStorage.setItem("x.claim.a", JSON.stringify({ owner: "1", until }));
            return locks.claim("a");
        });
        assert.true(granted);
    });

    QUnit.test("who has overslept leaves the turn to whoever took it", async (assert) => {
        const owner = await tab.evaluate(async () => {
            const locks = new wires.LeaseLocks("x.", localStorage);
            await locks.hold("a", () => {
                const until = Date.now() + 3_000;
                const lease = { owner: "the other tab", until };
                localStorage.setItem("x.turn.a", JSON.stringify(lease));
                return new Promise((resolve) => setTimeout(resolve, 1_200));
            });
            return localStorage.getItem("x.turn.a");
        });
        assert.true(owner?.includes("the other tab"));
    });

    QUnit.test("where nothing can be stored, everybody has every turn", async (assert) => {
        const ran = await tab.evaluate(async () => {
            const done: string[] = [];
            for (const storage of [null, fullStorage()]) {
                const locks = new wires.LeaseLocks("x.", storage);
                await locks.hold("a", () => Promise.resolve(void done.push("held")));
                done.push(String(await locks.claim("b")));
            }
            return done;

            function fullStorage(): Storage {
                const full = () => {
                    throw new DOMException("full", "QuotaExceededError");
                };
                return { getItem: () => null, setItem: full } as unknown as Storage;
            }
        });
        assert.deepEqual(ran, ["held", "true", "held", "true"]);
    });
});
