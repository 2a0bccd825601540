/** Who asks for support and who answers: visitors without a browser, and agents at their desks. */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";

import { ChatPage } from "./chat_page";
import { Person, type PersonOptions } from "./e2e_browser";
import { ODOO_URL, OdooSession, RawWebsocket, waitUntil } from "./odoo_session";

export interface SupportMessage {
    readonly id: number;
    readonly content: string;
    readonly attachments: readonly { readonly url: string | null; readonly held: boolean }[];
}

/** Somebody who asks for support, with all that the server ever told them. */
export class DeskVisitor {
    private readonly replies: string[] = [];

    private constructor(
        readonly name: string,
        private readonly socket: RawWebsocket,
        readonly channelId: number,
        private readonly token: string,
    ) {}

    /**
     * Opens a conversation and listens to it.
     *
     * @param more Other fields of the opening: page, referrer, language, subject, email.
     */
    static async come(
        topic: string,
        content: string,
        more: Record<string, unknown> = {},
    ): Promise<DeskVisitor> {
        const key = randomUUID().slice(0, 6);
        const name = `${topic} ${key}`;
        const nobody = OdooSession.anonymous();
        // Needed where nobody is at a desk yet.
        const email = `${key}@example.com`;
        const opened = await nobody.apiOk("support", { name, email, content, ...more });
        const token = String(opened["session_token"]);
        const socket = await RawWebsocket.open(nobody, [`seitech.chat/visitor/${token}`]);
        const visitor = new DeskVisitor(name, socket, Number(opened["channel_id"]), token);
        visitor.replies.push(JSON.stringify(opened));
        return visitor;
    }

    /** Calls a route as this visitor. */
    async ask(
        route: string,
        body: Record<string, unknown> = {},
    ): Promise<{ status: number; body: Record<string, unknown> }> {
        const own = { channel_id: this.channelId, session_token: this.token, ...body };
        const reply = await OdooSession.anonymous().api(`support/${route}`, own);
        this.replies.push(reply.text);
        return reply;
    }

    /** @returns The status of the answer. */
    async say(content: string): Promise<number> {
        return (await this.ask("send", { content })).status;
    }

    async sendFile(name: string, content: string): Promise<number> {
        const form = new FormData();
        form.set("channel_id", String(this.channelId));
        form.set("session_token", this.token);
        form.set("file", new Blob([content], { type: "text/plain" }), name);
        const address = `${ODOO_URL}/api/chat/support/upload`;
        const reply = await fetch(address, { method: "POST", body: form });
        this.replies.push(await reply.text());
        return reply.status;
    }

    /** @returns The conversation as the visitor reads it, oldest first. */
    async messages(): Promise<readonly SupportMessage[]> {
        const messages = (await this.look(`${this.channelId}/messages?limit=100`))["messages"];
        return messages as SupportMessage[];
    }

    async texts(): Promise<readonly string[]> {
        return (await this.messages()).map(({ content }) => content);
    }

    /** Waits until the websocket brings a message with these words. */
    async hears(words: string): Promise<void> {
        await waitUntil(`${this.name} hears "${words}"`, () =>
            this.socket.heard("new_message").some((heard) => JSON.stringify(heard).includes(words)),
        );
    }

    /** Calls every route there is to read by, and what does no harm. */
    async lookEverywhere(): Promise<void> {
        await this.look(`${this.channelId}/messages`);
        await this.look(`${this.channelId}/poll?last_message_id=0`);
        await this.look("availability");
        await this.ask("typing");
        await this.ask("read", { message_id: (await this.messages()).at(-1)?.id ?? 0 });
        await this.ask("transcript");
        await this.ask("rate", { rating: 5 });
    }

    /** @returns All that ever came from the server, as it was on the wire. */
    everythingHeard(): string {
        return [...this.replies, JSON.stringify(this.socket.notifications)].join("\n");
    }

    leave(): void {
        this.socket.close();
    }

    private async look(path: string): Promise<Record<string, unknown>> {
        const reply = await fetch(`${ODOO_URL}/api/chat/support/${path}`, {
            headers: { "X-Session-Token": this.token },
        });
        const text = await reply.text();
        this.replies.push(text);
        return JSON.parse(text) as Record<string, unknown>;
    }
}

/** What an agent has beside the chat. */
export class DeskPage {
    readonly chat: ChatPage;

    private constructor(readonly page: Page) {
        this.chat = new ChatPage(page);
    }

    /** An agent comes to their desk, which is loaded. */
    static async open(
        login: string,
        options: PersonOptions = {},
    ): Promise<{ desk: DeskPage; person: Person }> {
        const person = await Person.signIn(login, options);
        await person.page.goto("/odoo/chat");
        const desk = new DeskPage(person.page);
        await desk.whenReady();
        return { desk, person };
    }

    async whenReady(): Promise<void> {
        await this.switchTo("Online").first().waitFor({ state: "attached", timeout: 60_000 });
    }

    /** "waiting", "mine", "assigned", or "chats" for all the agent's conversations. */
    segment(queue: string): Locator {
        return this.page.locator(`.o-seitech-DeskList-segment[data-queue="${queue}"]`);
    }

    async look(queue: string): Promise<void> {
        const segment = this.segment(queue);
        if ((await segment.getAttribute("aria-pressed")) !== "true") {
            await segment.click();
        }
    }

    row(name: string): Locator {
        return this.page.locator(".o-seitech-DeskRow", { hasText: name });
    }

    /** Opens a request from the list that shows it. */
    async openRow(name: string): Promise<void> {
        await this.row(name).locator(".o-seitech-DeskRow-open").click();
        await this.heading(name).waitFor();
    }

    /** Above the conversation that is open. */
    heading(name: string): Locator {
        return this.page.locator(".o-seitech-ConversationHeader-name", { hasText: name });
    }

    async claim(name: string): Promise<void> {
        await this.look("waiting");
        await this.row(name).locator(".o-seitech-DeskRow-claim").click();
    }

    /** Presses at once: whoever loses a race has no button any more that a pointer could find. */
    async claimAtOnce(name: string): Promise<void> {
        await this.row(name).locator(".o-seitech-DeskRow-claim").dispatchEvent("click");
    }

    get bar(): Locator {
        return this.page.locator(".o-seitech-DeskBar");
    }

    get stage(): Locator {
        return this.bar.locator(".o-seitech-DeskBar-stage");
    }

    get notice(): Locator {
        return this.page.locator(".o-seitech-DeskNotice-text");
    }

    get card(): Locator {
        return this.page.locator(".o-seitech-PersonPanel");
    }

    get dialog(): Locator {
        return this.page.locator("dialog[open]");
    }

    /** Presses a button above the conversation. */
    async press(action: string): Promise<void> {
        await this.bar.locator(`[data-action="${action}"]`).click();
    }

    /** Chooses from the menu above the conversation. */
    async choose(item: string): Promise<void> {
        await this.bar.locator(".o-seitech-Menu-button").click();
        await this.page.locator(`.o-seitech-Menu:popover-open [data-item="${item}"]`).click();
    }

    switchTo(state: string): Locator {
        return this.page
            .locator(".o-seitech-DeskList .o-seitech-AgentSwitch-choice", { hasText: state })
            .locator("input");
    }

    /** Writes what only agents see, in the place of messages. */
    async note(text: string): Promise<void> {
        await this.page.locator(".o-seitech-NoteSwitch-choice--note").click();
        const composer = this.page.locator(".o-seitech-Composer .o-seitech-NoteComposer-field");
        await composer.fill(text);
        await composer.press("Enter");
        await this.page.locator(".o-seitech-NoteSwitch-choice").first().click();
    }

    notes(text: string): Locator {
        return this.card.locator(".o-seitech-NoteList-note", { hasText: text });
    }
}
