import type { Page } from "playwright-core";

import { WiresBrowser } from "../helpers/wires_page";

QUnit.module("odoo/chat_service", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        tab = await browser.openTab();
        await tab.evaluate(() => {
            /** Starts the service as Odoo does; the chat in it only writes down what is asked. */
            const start = (place: "backend" | "portal", services: object) => {
                const done: string[] = [];
                const known: { ports: string[]; showCount: ((n: number) => void) | null } = {
                    ports: [],
                    showCount: null,
                };
                const service = wires.chatService(wires.ids.userId(11), place, (ports) => {
                    known.ports = Object.keys(ports).sort();
                    known.showCount = (count) => ports.notifier.showCount(count);
                    const nothing = () => Promise.resolve();
                    return {
                        mark: "the chat",
                        start: () => void done.push("started"),
                        actions: {
                            createDirect: () => Promise.resolve(wires.ids.channelId(7)),
                            startConversation: () => Promise.resolve(null),
                            createStudentInstructor: () => Promise.resolve(null),
                            openWindow: nothing,
                            openChannel: nothing,
                            setFullscreen: () => {},
                            wantMessage: () => {},
                        },
                    };
                });
                const bus = {
                    workerState: null,
                    start: () => Promise.resolve(),
                    subscribe: () => {},
                    unsubscribe: () => {},
                    addEventListener: () => {},
                    removeEventListener: () => {},
                    addChannel: () => {},
                    deleteChannel: () => {},
                    forceUpdateChannels: () => {},
                };
                const chat = service.start({}, { bus_service: bus, ...services });
                return { service, chat, known, done };
            };
            Object.assign(notes, { start });
        });
    });
    hooks.afterEach(() => browser.closeTabs());

    QUnit.test("puts the wires together and starts the chat", async (assert) => {
        const seen = await tab.evaluate(() => {
            const { service, chat, known, done } = (notes["start"] as Start)("portal", {});
            return {
                name: wires.chatServiceName,
                dependencies: service.dependencies,
                ports: known.ports,
                done,
                offers: Object.keys(chat).sort(),
            };
        });
        assert.deepEqual(seen, {
            name: "seitech_chat",
            dependencies: ["bus_service"],
            ports: [
                "api",
                "attention",
                "bus",
                "clock",
                "keys",
                "locks",
                "notifier",
                "outboxStore",
                "shared",
            ],
            done: ["started"],
            offers: [
                "actions",
                "mark",
                "open",
                "openCourse",
                "openDirect",
                "openInstructor",
                "openMessage",
                "openSupport",
                "platform",
                "start",
            ],
        });
    });

    QUnit.test("in the backend Odoo's title counts and Odoo's action opens", async (assert) => {
        const seen = await tab.evaluate(async () => {
            const asked: unknown[] = [];
            const { service, chat, known } = (notes["start"] as Start)("backend", {
                title: { setCounters: (counters: object) => void asked.push(counters) },
                action: {
                    doAction: (name: string, options: object) => {
                        asked.push(name, options);
                        return Promise.resolve();
                    },
                },
            });
            known.showCount?.(3);
            await chat.openDirect(12, { mode: "sidebar" });
            return { dependencies: service.dependencies, asked };
        });
        assert.deepEqual(seen, {
            dependencies: ["bus_service", "title", "action"],
            asked: [{ seitech_chat: 3 }, "seitech_elearning.chat_action", { props: { resId: 7 } }],
        });
    });

    QUnit.test("on the website the title and the address are the page's own", async (assert) => {
        browser.answer = (_request, response) =>
            void response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Chat</h1>");
        const title = await tab.evaluate(() => {
            const { chat, known } = (notes["start"] as Start)("portal", {});
            known.showCount?.(3);
            void chat.open(7, { mode: "sidebar" });
            return document.title;
        });
        assert.strictEqual(title, "(3) A page");
        await tab.waitForURL("**/my/chat?channel=7");
    });
});

/** What the tests call in the page. */
type Start = (
    place: "backend" | "portal",
    services: object,
) => {
    readonly service: { readonly dependencies: string[] };
    readonly chat: {
        openDirect(userId: number, options?: object): Promise<void>;
        open(channelId: number, options?: object): Promise<void>;
    };
    readonly known: { ports: string[]; showCount: ((count: number) => void) | null };
    readonly done: string[];
};
