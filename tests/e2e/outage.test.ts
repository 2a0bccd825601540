/** The server goes away while somebody writes. Nothing is lost and nothing is sent twice. */
import { randomUUID } from "node:crypto";
import { ChatPage } from "../helpers/chat_page";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";
import { killServer, startServer, stopServer } from "../helpers/odoo_server";
import { OdooSession } from "../helpers/odoo_session";

const INSTRUCTOR = "Ines Instructor";
const STUDENT = "Sam Student";
const SENDS = 50;
const OUTAGE_MS = 30_000;

/** What a browser says by itself about a server that is not there. */
const SERVER_AWAY =
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET|WebSocket connection to|Failed to fetch|ConnectionLostError|Connection lost/;

QUnit.module("e2e > outage", () => {
    peopleTest("stopped for 30 seconds during 50 sends of two people", async (assert) => {
        assert.timeout(240_000);
        const meeting = await arrangeMeeting("Outage", ["instructor", "student"]);
        const writers = [await meeting.join("instructor"), await meeting.join("student")];
        const texts = Array.from({ length: SENDS }, (_, number) => `line ${number}.`);
        const write = async (from: number, to: number): Promise<void> => {
            for (let number = from; number < to; number++) {
                await writers[number % 2]?.chat.write(texts[number] ?? "");
            }
        };
        await write(0, 10);
        await stopServer();
        const stoppedAt = Date.now();
        try {
            await write(10, 40);
            await new Promise((resolve) => {
                setTimeout(resolve, stoppedAt + OUTAGE_MS - Date.now());
            });
        } finally {
            await startServer();
        }
        await write(40, SENDS);

        const sides: string[][] = [];
        for (const { chat, person } of writers) {
            for (const text of texts.slice(-2)) {
                await chat.message(text).waitFor({ timeout: 60_000 });
            }
            await chat.timeline
                .getByRole("img", { name: "Sending" })
                .first()
                .waitFor({ state: "detached", timeout: 60_000 });
            sides.push(await chat.wholeConversation());
            person.forgiveConsole(SERVER_AWAY);
        }
        assert.deepEqual(sides[0], sides[1], "both see the same");
        assert.deepEqual(sides[0]?.toSorted(), texts.toSorted(), "everything, once");
        for (const parity of [0, 1]) {
            const mine = (text: string): boolean => Number(/\d+/.exec(text)?.[0]) % 2 === parity;
            assert.deepEqual(sides[0]?.filter(mine), texts.filter(mine), "each in order");
        }
    });

    peopleTest("the server is killed while messages are written", async (assert) => {
        const instructor = await Person.signIn("instructor");
        const student = await Person.signIn("student");
        const backend = await ChatPage.openBackend(instructor.page);
        const portal = await ChatPage.openPortal(student.page);
        await backend.open(STUDENT);
        await portal.open(INSTRUCTOR);
        const texts = ["one", "two", "three"].map((word) => `${word} ${randomUUID()}`);

        await killServer();
        try {
            for (const text of texts) {
                await portal.write(text);
            }
            for (const text of texts) {
                await portal.delivery(text, "Sending").waitFor();
            }
            await portal.connectionBanner.waitFor();
            assert.strictEqual(await portal.composer.inputValue(), "", "all are in the outbox");
        } finally {
            await startServer();
        }

        for (const text of texts) {
            await portal.delivery(text, "Sending").waitFor({ state: "detached", timeout: 60_000 });
            await backend.message(text).waitFor({ timeout: 60_000 });
        }
        await portal.connectionBanner.waitFor({ state: "detached", timeout: 60_000 });
        assert.deepEqual((await portal.texts()).slice(-3), texts, "in the order written, once");
        assert.deepEqual((await backend.texts()).slice(-3), texts, "for the other as well");
        assert.deepEqual(await newestOnServer(3), texts, "and on the server");
        instructor.forgiveConsole(SERVER_AWAY);
        student.forgiveConsole(SERVER_AWAY);
    });
});

async function newestOnServer(limit: number): Promise<string[]> {
    const student = await OdooSession.signIn("student");
    const instructor = await OdooSession.signIn("instructor");
    const channel = await instructor.apiOk("create-direct", { user_id: student.userId });
    const page = await student.apiOk("messages", { channel_id: channel["channel_id"], limit });
    return (page["messages"] as { content: string }[]).map(({ content }) => content);
}
