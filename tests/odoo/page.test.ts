import type { Page } from "playwright-core";

import { WiresBrowser } from "../helpers/wires_page";

QUnit.module("odoo in a page", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        tab = await browser.openTab();
        await tab.evaluate(() => localStorage.clear());
    });
    hooks.afterEach(() => browser.closeTabs());

    QUnit.module("notifier", () => {
        QUnit.test("consent: granted, switched off, and on again", async (assert) => {
            const consents = await tab.evaluate(async () => {
                const notifier = wires.browserNotifier(() => {});
                return [
                    notifier.consent(),
                    await notifier.ask(),
                    notifier.setOff(true),
                    notifier.consent(),
                    wires.browserNotifier(() => {}).consent(),
                    notifier.setOff(false),
                ];
            });
            assert.deepEqual(consents, ["granted", "granted", "off", "off", "off", "granted"]);
        });

        QUnit.test("a page without https has none", async (assert) => {
            const insecure = await browser.openTab(false);
            const consents = await insecure.evaluate(async () => {
                const notifier = wires.browserNotifier(() => {});
                return [notifier.consent(), await notifier.ask()];
            });
            assert.deepEqual(consents, ["unsupported", "unsupported"]);
        });

        QUnit.test("shows what it is given, and follows a click", async (assert) => {
            const shown = await tab.evaluate(() => {
                const made: Notification[] = [];
                const Real = Notification;
                globalThis.Notification = class extends Real {
                    constructor(title: string, options?: NotificationOptions) {
                        super(title, options);
                        made.push(this);
                    }
                };
                const notifier = wires.browserNotifier(() => {});
                let clicks = 0;
                notifier.show(
                    { title: "Sam", body: "Hello", iconUrl: null, tag: "channel-7" },
                    () => void (clicks += 1),
                );
                const [one] = made;
                one?.dispatchEvent(new Event("click"));
                globalThis.Notification = Real;
                return [one?.title, one?.body, one?.tag, clicks];
            });
            assert.deepEqual(shown, ["Sam", "Hello", "channel-7", 1]);
        });

        QUnit.test("a browser that shows none itself is left in peace", async (assert) => {
            const outcome = await tab.evaluate(() => {
                const Real = Notification;
                globalThis.Notification = function refuse() {
                    throw new TypeError("Illegal constructor");
                } as never;
                const notification = { title: "Sam", body: "", iconUrl: null, tag: "7" };
                wires.browserNotifier(() => {}).show(notification, () => {});
                globalThis.Notification = Real;
                return "quiet";
            });
            assert.strictEqual(outcome, "quiet");
        });

        QUnit.test("plays Odoo's sound, and takes a refusal", async (assert) => {
            const asked = new Promise<string>((resolve) => {
                browser.answer = (request, response) => {
                    response.writeHead(404).end();
                    resolve(request.url ?? "");
                };
            });
            const errors: Error[] = [];
            tab.on("pageerror", (error) => errors.push(error));
            await tab.evaluate(() => wires.browserNotifier(() => {}).playSound());
            assert.strictEqual(await asked, "/mail/static/src/audio/ting.mp3");
            await tab.waitForTimeout(100);
            assert.deepEqual(errors, []);
        });

        QUnit.test("the count stands before whatever the title is", async (assert) => {
            const titles = await tab.evaluate(() => {
                const show = wires.titleCount();
                const seen: string[] = [];
                for (const count of [3, 120, 0]) {
                    show(count);
                    seen.push(document.title);
                }
                show(5);
                document.title = "(5) Another page";
                show(6);
                return [...seen, document.title];
            });
            assert.deepEqual(titles, ["(3) A page", "(99+) A page", "A page", "(6) Another page"]);
        });
    });

    QUnit.module("platform", () => {
        QUnit.test("emoji come with their bundle", async (assert) => {
            const found = await tab.evaluate(async () => {
                const { categories, emojis } = await wires.odooPlatform().loadEmoji();
                const { loadedBundles } = globalThis as unknown as { loadedBundles: string[] };
                return [loadedBundles, categories.length, emojis[0]?.codepoints];
            });
            assert.deepEqual(found, [["web.assets_emoji"], 1, "😀"]);
        });

        QUnit.test("components that are rarely wanted come with theirs", async (assert) => {
            const found = await tab.evaluate(async () => {
                const component: unknown = await wires.odooPlatform().loadExtra("Sample");
                const { loadedBundles } = globalThis as unknown as { loadedBundles: string[] };
                return [loadedBundles, component];
            });
            assert.deepEqual(found, [["seitech_elearning.assets_extras"], "the component"]);
        });

        QUnit.test("addresses", async (assert) => {
            const [link, viewer, origin] = await tab.evaluate(() => {
                const platform = wires.odooPlatform();
                return [
                    platform.messageLink(7, 9),
                    platform.loadPdfViewerUrl("/file/1?token=a&b"),
                    location.origin,
                ];
            });
            assert.strictEqual(link, `${origin}/chat/7/9`);
            assert.strictEqual(
                viewer,
                "/web/static/lib/pdfjs/web/viewer.html?file=%2Ffile%2F1%3Ftoken%3Da%26b",
            );
        });

        QUnit.test("copies, if it may", async (assert) => {
            const copy = (page: Page) =>
                page.evaluate(() => wires.odooPlatform().copyText("a link"));
            await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
            await tab.bringToFront();
            assert.true(await copy(tab));
            assert.strictEqual(await tab.evaluate(() => navigator.clipboard.readText()), "a link");
            await tab.context().clearPermissions();
            await tab.context().grantPermissions(["notifications"]);
            assert.false(await copy(await browser.openTab(false)), "nothing without https");
        });

        QUnit.test("the direction is that of the person's language", async (assert) => {
            const directions = await tab.evaluate(() => {
                const platform = wires.odooPlatform();
                const before = platform.direction;
                document.documentElement.dir = "rtl";
                return [before, platform.direction];
            });
            assert.deepEqual(directions, ["ltr", "rtl"]);
        });
    });

    QUnit.module("browser_attention", () => {
        QUnit.test("a tab that is before the person", async (assert) => {
            const look = () =>
                tab.evaluate(() => {
                    const attention = wires.browserAttention();
                    return [attention.isVisible(), attention.isAttentive()];
                });
            await tab.bringToFront();
            assert.deepEqual(await look(), [true, true]);
        });

        QUnit.test("the network goes and comes back", async (assert) => {
            await tab.evaluate(() => {
                const attention = wires.browserAttention();
                const seen: boolean[] = [];
                notes["seen"] = seen;
                attention.onWake(() => void seen.push(attention.isNetworkUp()));
            });
            await tab.context().setOffline(true);
            await tab.waitForFunction(() => (notes["seen"] as boolean[]).length === 1);
            await tab.context().setOffline(false);
            await tab.waitForFunction(() => (notes["seen"] as boolean[]).length === 2);
            assert.deepEqual(await tab.evaluate(() => notes["seen"]), [false, true]);
        });

        QUnit.test("a machine that was asleep wakes, time that passes does not", async (assert) => {
            await tab.clock.install();
            await tab.evaluate(() => {
                notes["wakes"] = 0;
                wires.browserAttention().onWake(() => {
                    notes["wakes"] = Number(notes["wakes"]) + 1;
                });
            });
            await tab.clock.runFor(60_000);
            assert.strictEqual(await tab.evaluate(() => notes["wakes"]), 0);
            // All timers are late, as after closing the lid.
            await tab.clock.fastForward(60_000);
            await tab.clock.runFor(100);
            assert.strictEqual(await tab.evaluate(() => notes["wakes"]), 1);
        });

        QUnit.test("leaving the page is noticed", async (assert) => {
            const left = new Promise<string>((resolve) => {
                browser.answer = (request, response) => {
                    response.end();
                    resolve(request.url ?? "");
                };
            });
            await tab.evaluate(() =>
                wires.browserAttention().onLeave(() => void navigator.sendBeacon("/left")),
            );
            await tab.goto("about:blank");
            assert.strictEqual(await left, "/left");
        });
    });
});
