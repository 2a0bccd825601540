import { browserAttention } from "../../ts_src/odoo/browser_attention";
import { browserClock } from "../../ts_src/odoo/browser_clock";
import { browserKeys } from "../../ts_src/odoo/browser_keys";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

QUnit.module("odoo/browser_keys", () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

    QUnit.test("on a secure page", (assert) => {
        const keys = browserKeys();
        assert.true(uuid.test(keys.clientKey()));
        assert.notStrictEqual(keys.clientKey(), keys.clientKey());
        const random = keys.random();
        assert.true(random >= 0 && random < 1);
    });

    QUnit.test("on a page without https, where there is no randomUUID", (assert) => {
        const getRandomValues = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
        const keys = browserKeys({ getRandomValues });
        const made = Array.from({ length: 500 }, () => keys.clientKey());
        assert.true(made.every((key) => uuid.test(key)));
        assert.strictEqual(new Set(made).size, 500);
        for (const [byte, expected] of [
            [0x00, "00000000-0000-4000-8000-000000000000"],
            [0xff, "ffffffff-ffff-4fff-bfff-ffffffffffff"],
        ] as const) {
            const source = {
                getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(byte),
            };
            assert.strictEqual(String(browserKeys(source).clientKey()), expected);
        }
    });
});

QUnit.module("odoo/browser_clock", () => {
    QUnit.test("runs later, unless cancelled", async (assert) => {
        const ran: string[] = [];
        browserClock.after(1, () => ran.push("kept"));
        browserClock.after(1, () => ran.push("cancelled")).cancel();
        await pause(30);
        assert.deepEqual(ran, ["kept"]);
        assert.true(Math.abs(browserClock.now() - Date.now()) < 1_000);
    });
});

/** As much of a document as attention is about. */
class FakePage extends EventTarget {
    visibilityState: DocumentVisibilityState = "visible";
    isFocused = true;

    hasFocus(): boolean {
        return this.isFocused;
    }
}

QUnit.module("odoo/browser_attention", (hooks) => {
    let page: FakePage;
    let view: EventTarget;
    let wakes: number;

    hooks.beforeEach(() => {
        page = new FakePage();
        view = new EventTarget();
        wakes = 0;
    });

    const attend = () => {
        const attention = browserAttention(page as unknown as Document, view as Window);
        attention.onWake(() => void (wakes += 1));
        return attention;
    };

    QUnit.test("wakes by each of the signs", async (assert) => {
        attend();
        for (const name of ["online", "offline", "pageshow", "focus"]) {
            view.dispatchEvent(new Event(name));
            await pause(80);
        }
        page.dispatchEvent(new Event("visibilitychange"));
        await pause(80);
        assert.strictEqual(wakes, 5);
    });

    QUnit.test("signs that come together are one", async (assert) => {
        attend();
        page.dispatchEvent(new Event("visibilitychange"));
        view.dispatchEvent(new Event("focus"));
        view.dispatchEvent(new Event("pageshow"));
        await pause(80);
        assert.strictEqual(wakes, 1);
    });

    QUnit.test("hiding the page wakes nobody", async (assert) => {
        const attention = attend();
        assert.true(attention.isVisible());
        page.visibilityState = "hidden";
        page.dispatchEvent(new Event("visibilitychange"));
        await pause(80);
        assert.strictEqual(wakes, 0);
        assert.false(attention.isVisible());
    });

    QUnit.test("attentive is who has this very page before them", (assert) => {
        const attention = attend();
        assert.true(attention.isAttentive());
        page.isFocused = false;
        assert.false(attention.isAttentive(), "another window in front");
        page.isFocused = true;
        page.visibilityState = "hidden";
        assert.false(attention.isAttentive(), "another tab in front");
    });

    QUnit.test("leaving is told", (assert) => {
        let left = 0;
        attend().onLeave(() => void (left += 1));
        view.dispatchEvent(new Event("pagehide"));
        assert.strictEqual(left, 1);
    });
});
