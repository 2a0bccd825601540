import type { Page } from "playwright-core";

import { WiresBrowser } from "../../helpers/wires_page";

QUnit.module("odoo/visit/visit_storage", (hooks) => {
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
            const kept = new wires.BrowserVisitStorage();
            const heard: string[] = [];
            Object.assign(notes, { kept, heard });
            kept.start((change) => heard.push(change));
        });
    const heard = async (page: Page, count: number): Promise<unknown> => {
        await page
            .waitForFunction((n) => (notes["heard"] as unknown[]).length >= n, count, {
                timeout: 3_000,
            })
            .catch(() => undefined);
        return page.evaluate(() => notes["heard"]);
    };

    QUnit.test("everything is there for the next page, under the names agreed", async (assert) => {
        const found = await tab.evaluate(() => {
            const { channelId, messageId, userId, clientKey } = wires.ids;
            const kept = notes["kept"] as InstanceType<typeof wires.BrowserVisitStorage>;
            const opening = {
                name: "Vera",
                email: "",
                subject: "",
                language: "fr",
                page: "https://www.example.com/",
                referrer: "",
            };
            const text = (key: string, createdAt: number) => ({
                clientKey: clientKey(key),
                text: key,
                createdAt,
                failure: null,
                opening,
            });
            kept.saveVisit({
                channelId: channelId(7),
                token: "t",
                userId: userId(5),
                exchange: null,
            });
            kept.saveOpen(true);
            kept.saveDraft({ name: "Vera", email: "", subject: "", text: "typed" });
            kept.putText(text("later", 2));
            kept.putText(text("first", 1));
            kept.saveRead(channelId(7), messageId(3));
            kept.saveSound(false);
            const next = new wires.BrowserVisitStorage();
            return {
                visit: next.loadVisit(),
                isOpen: next.loadOpen(),
                draft: next.loadDraft(),
                texts: next.loadTexts().map((it) => [it.text, it.opening?.name]),
                read: next.loadRead(channelId(7)),
                sound: next.loadSound(),
                raw: [
                    localStorage.getItem("seitech_chat.visit"),
                    localStorage.getItem("seitech_chat.visit.open"),
                    localStorage.getItem("seitech_chat.visit.opening"),
                ],
            };
        });
        assert.propEqual(found, {
            visit: { channelId: 7, token: "t", userId: 5, exchange: null },
            isOpen: true,
            draft: { name: "Vera", email: "", subject: "", text: "typed" },
            texts: [
                ["first", "Vera"],
                ["later", "Vera"],
            ],
            read: 3,
            sound: false,
            raw: ['{"channelId":7,"token":"t","userId":5,"exchange":null}', "1", "1"],
        });
        const changes = (await heard(other, 6)) as string[];
        assert.deepEqual(changes.sort(), ["draft", "read", "sound", "texts", "texts", "visit"]);
        assert.deepEqual(await heard(tab, 0), []);
    });

    QUnit.test("what is over leaves nothing behind", async (assert) => {
        const left = await tab.evaluate(() => {
            const { channelId, messageId, clientKey } = wires.ids;
            const kept = notes["kept"] as InstanceType<typeof wires.BrowserVisitStorage>;
            const text = { text: "one", createdAt: 1, failure: null, opening: null };
            kept.saveVisit({ channelId: channelId(7), token: "t", userId: null, exchange: null });
            kept.saveRead(channelId(7), messageId(3));
            kept.putText({ ...text, clientKey: clientKey("one") });
            kept.removeText(clientKey("one"));
            kept.saveOpen(true);
            kept.saveOpen(false);
            kept.saveDraft({ name: "", email: "", subject: "", text: "" });
            kept.saveSound(true);
            kept.saveVisit(null);
            return Object.keys(localStorage);
        });
        assert.deepEqual(left, []);
    });

    QUnit.test("how the token is being replaced is known to the next page", async (assert) => {
        const found = await tab.evaluate(() => {
            const kept = new wires.BrowserVisitStorage();
            const written = [
                { kind: "ticket" as const, ticket: "from an e-mail" },
                { kind: "account" as const, userId: wires.ids.userId(5) },
            ].map((exchange) => {
                const channelId = wires.ids.channelId(7);
                kept.saveVisit({ channelId, token: "t", userId: null, exchange });
                return kept.loadVisit()?.exchange;
            });
            const key = "seitech_chat.visit";
            localStorage.setItem(key, '{"channelId":7,"token":"t","exchange":{"ticket":5}}');
            const strange = kept.loadVisit();
            localStorage.setItem(key, '{"channelId":7,"token":"t"}');
            return [...written, strange?.exchange, kept.loadVisit()?.exchange];
        });
        const written = [
            { kind: "ticket", ticket: "from an e-mail" },
            { kind: "account", userId: 5 },
        ];
        assert.propEqual(found, [...written, null, null]);
    });

    QUnit.test("a link is used under one key, by all tabs", async (assert) => {
        const found = await tab.evaluate(() => {
            const { clientKey } = wires.ids;
            const [one, second] = [
                new wires.BrowserVisitStorage(),
                new wires.BrowserVisitStorage(),
            ];
            const keys = [
                one.linkKey("a ticket", () => clientKey("first")),
                second.linkKey("a ticket", () => clientKey("second")),
                one.linkKey("another ticket", () => clientKey("third")),
            ];
            localStorage.setItem("seitech_chat.visit.link", '{"ticket":"strange","clientKey":5}');
            return [...keys, one.linkKey("strange", () => clientKey("fourth"))];
        });
        assert.deepEqual(found, ["first", "first", "third", "fourth"]);
    });

    QUnit.test("what nobody here has written is nothing", async (assert) => {
        const found = await tab.evaluate(() => {
            localStorage.setItem("seitech_chat.visit", '{"channelId":"7"}');
            localStorage.setItem("seitech_chat.visit.draft", "no json");
            localStorage.setItem("seitech_chat.visit.outgoing.x", "[]");
            const kept = new wires.BrowserVisitStorage();
            return [kept.loadVisit(), kept.loadDraft(), kept.loadTexts()];
        });
        assert.propEqual(found, [null, { name: "", email: "", subject: "", text: "" }, []]);
    });

    QUnit.test("a storage that is full, or none: kept as long as the page", async (assert) => {
        const found = await tab.evaluate(() => {
            const visit = {
                channelId: wires.ids.channelId(7),
                token: "t",
                userId: null,
                exchange: null,
            };
            const full = Object.create(localStorage) as Storage;
            full.setItem = () => {
                throw new Error("full");
            };
            full.getItem = () => null;
            full.removeItem = () => undefined;
            return [null, full].map((storage) => {
                const kept = new wires.BrowserVisitStorage("x", storage);
                kept.saveVisit(visit);
                const before = kept.loadVisit();
                kept.saveVisit(null);
                return [before, kept.loadVisit()];
            });
        });
        const visit = { channelId: 7, token: "t", userId: null, exchange: null };
        assert.propEqual(found, [
            [visit, null],
            [visit, null],
        ]);
    });

    QUnit.test(
        "the ticket of a link is taken out of the address, and nothing else",
        async (assert) => {
            const found = await tab.evaluate(() => {
                history.replaceState(null, "", "?a=1#seitech-chat=ticket.of-mail");
                document.documentElement.lang = "fr-FR";
                const around = wires.surroundings(() => undefined);
                const told = [
                    around.ticket(),
                    around.address().includes("ticket"),
                    around.language(),
                ];
                around.forgetTicket();
                const after = [around.ticket(), location.search, location.hash];
                history.replaceState(null, "", "#other");
                around.forgetTicket();
                return [...told, ...after, location.hash];
            });
            assert.deepEqual(found, ["ticket.of-mail", false, "fr-FR", null, "?a=1", "", "#other"]);
        },
    );
});
