/** Bad networks, dead tabs, wrong clocks. Nothing is lost, nothing comes twice, all see the same. */
import type { ChatPage } from "../helpers/chat_page";
import { liftLimits } from "../helpers/crowd";
import { Gateway } from "../helpers/gateway";
import { arrangeMeeting, openChat } from "../helpers/meeting";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { waitUntil } from "../helpers/odoo_session";

const GROUP = ["instructor", "student"];
const DAY = 24 * 60 * 60 * 1_000;
const TABS = 5;
const MANY = 200;
/** What a browser says by itself about a request that does not get through. */
const NO_WAY = /ERR_FAILED|WebSocket connection to|Connection lost/;

QUnit.module("e2e > trouble", (hooks) => {
    hooks.before(liftLimits);

    peopleTest("a tab is killed with 10 unsent messages", async (assert) => {
        const meeting = await arrangeMeeting("Killed", GROUP);
        const { person, chat } = await meeting.join("student");
        const texts = Array.from({ length: 10 }, (_, number) => `unsent ${number}.`);
        await person.context.route("**/api/chat/send", (route) => route.abort());
        for (const text of texts) {
            await chat.write(text);
        }
        await chat.delivery("unsent 9.", "Sending").waitFor();
        const next = await person.newTab();
        const devtools = await person.context.newCDPSession(person.page);
        const died = person.page.waitForEvent("crash");
        devtools.send("Page.crash").catch(() => undefined);
        await died;
        await person.context.unroute("**/api/chat/send");

        const again = await openChat(next, "student", meeting.channelId);
        await again.delivery("unsent 9.", "Sent").waitFor({ timeout: 60_000 });
        assert.deepEqual(await again.texts(), texts, "all are there, once, in order");
        assert.deepEqual(await contents(meeting), texts, "on the server as well");
        person.forgiveConsole(NO_WAY);
        await person.page.close();
    });

    peopleTest("5 tabs, 200 messages, one socket", async (assert) => {
        const gateway = await Gateway.open();
        try {
            const meeting = await arrangeMeeting("Tabs", GROUP);
            const person = await Person.signIn("student", { url: gateway.url });
            const tabs = [await openChat(person.page, "student")];
            while (tabs.length < TABS) {
                tabs.push(await openChat(await person.newTab(), "student"));
            }
            assert.strictEqual(gateway.open, 1, "all tabs share one websocket");
            const texts = Array.from({ length: MANY }, (_, number) => `number ${number}.`);
            for (const text of texts) {
                await meeting.say("instructor", text);
            }
            const count = async (tab: ChatPage): Promise<string> => {
                const badge = tab.unreadBadge(meeting.name);
                return (await badge.count()) > 0 ? badge.innerText() : "";
            };
            await waitUntil(
                "all tabs count the same",
                async () =>
                    (await Promise.all(tabs.map(count))).every((one) => one.startsWith("99+")),
                30_000,
            );
            for (const tab of tabs) {
                await tab.page.bringToFront();
                await tab.open(meeting.name);
                await tab.message(`number ${MANY - 1}.`).waitFor();
                // Reading begins at the first new message: the button leads down to the last one.
                await waitUntil("all is read", async () => {
                    const jump = tab.find(".o-seitech-Timeline-jump");
                    await jump.click({ timeout: 500 }).catch(() => undefined);
                    return (await tab.unreadBadge(meeting.name).count()) === 0;
                });
                assert.deepEqual(await tab.wholeConversation(), texts, "each once, in order");
            }
            for (const tab of tabs) {
                await tab.unreadBadge(meeting.name).waitFor({ state: "detached" });
            }
            assert.strictEqual(gateway.open, 1, "still one websocket");
        } finally {
            gateway.close();
        }
    });

    peopleTest(
        "every tenth notification is lost; no websocket at all; a wrong clock",
        async (assert) => {
            const lossy = await Gateway.open({ loss: 0.1 });
            const closed = await Gateway.open({ refusesWebsockets: true });
            try {
                const meeting = await arrangeMeeting("Lossy", [
                    "instructor",
                    "student",
                    "student2",
                ]);
                const { person: polled, chat: polling } = await meeting.join("student2", {
                    url: closed.url,
                });
                const { chat: ahead } = await meeting.join("instructor", { clockAhead: DAY });
                const { chat: losing } = await meeting.join("student", { url: lossy.url });
                const texts = Array.from({ length: 60 }, (_, number) => `one of many ${number}.`);
                for (const text of texts.slice(0, -1)) {
                    await meeting.say("instructor", text);
                }
                await ahead.write(texts.at(-1) ?? "");
                const sentAt = Date.now();
                for (const chat of [ahead, losing, polling]) {
                    await waitUntil(
                        "everything is there",
                        async () => (await chat.wholeConversation()).length >= texts.length,
                        40_000,
                    );
                    assert.deepEqual(await chat.wholeConversation(), texts, "all, once, in order");
                }
                assert.ok(lossy.lost > 0, `${lossy.lost} notifications were lost on the way`);
                assert.ok(Date.now() - sentAt < 40_000, "within 40 seconds");

                // By the server's clock, not by the one that is a day off.
                const iso =
                    (await ahead.messages.last().locator("time").getAttribute("datetime")) ?? "";
                assert.ok(Math.abs(Date.parse(iso) - sentAt) < 120_000, "the time is right");

                await polling.connectionBanner
                    .filter({ hasText: "checking every 5 seconds" })
                    .waitFor();
                await polling.find(".o-seitech-Timeline-jump").click();
                await meeting.say("student", "By the slow way");
                const asked = Date.now();
                await polling.message("By the slow way").waitFor();
                assert.ok(Date.now() - asked < 8_000, `it took ${Date.now() - asked} ms`);
                assert.strictEqual(closed.open, 0, "without a websocket");
                polled.forgiveConsole(NO_WAY);
            } finally {
                lossy.close();
                closed.close();
            }
        },
    );
});

type Meeting = Awaited<ReturnType<typeof arrangeMeeting>>;

async function contents(meeting: Meeting): Promise<string[]> {
    const body = { channel_id: meeting.channelId, limit: 100 };
    const page = await meeting.session("student").apiOk("messages", body);
    return (page["messages"] as { content: string }[]).map(({ content }) => content);
}
