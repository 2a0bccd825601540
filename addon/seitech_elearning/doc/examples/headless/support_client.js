/**
 * The public support chat from another site: all there is to it, without Odoo's front end and
 * without a library. Works as it is in a page, and in a client component of Next.js.
 *
 * The site's origin has to be on the allow-list: Settings → E-Learning Chat → Sites that may use
 * the chat.
 */

/** The server said no. */
export class SupportError extends Error {
    /**
     * @param {string} message a sentence for people
     * @param {string} code for programs, as in the API's description
     * @param {number | null} retryAfter seconds the server asks to wait
     */
    constructor(message, code, retryAfter) {
        super(message);
        this.code = code;
        this.retryAfter = retryAfter;
    }
}

/** One conversation of one visitor. Whoever has its token takes part in it: keep it private. */
export class SupportClient {
    /**
     * @param {string} server address of the Odoo server, like `https://odoo.example.com`
     * @param {Storage} storage where the conversation outlives the page
     */
    constructor(server, storage) {
        this.server = server.replace(/\/$/, "");
        this.storage = storage;
        this.key = `support ${this.server}`;
        /** @type {{ channel_id: number, session_token: string } | null} */
        this.session = JSON.parse(storage.getItem(this.key) ?? "null");
    }

    /** Whether somebody is there, or when there will be. */
    availability() {
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        return this.get(`/api/chat/support/availability?time_zone=${encodeURIComponent(zone)}`);
    }

    /**
     * Sends a text; the first one opens the conversation.
     *
     * @param {string} content at most 10,000 characters
     * @param {string} clientKey a UUID: sent again with the same one, it is still one message
     * @param {{ name?: string, email?: string }} visitor
     */
    async send(content, clientKey, visitor = {}) {
        if (this.session) {
            const { channel_id } = this.session;
            const body = { channel_id, content, client_key: clientKey };
            return (await this.post("/api/chat/support/send", body)).message;
        }
        const facts = { page: location.href, language: document.documentElement.lang || "en" };
        const body = { ...visitor, ...facts, content, client_key: clientKey };
        const { channel_id, session_token, message } = await this.post("/api/chat/support", body);
        this.session = { channel_id, session_token };
        this.storage.setItem(this.key, JSON.stringify(this.session));
        return message;
    }

    /** @param {File} file at most 10 MiB; an agent has to allow files first, unless a setting does */
    async upload(file) {
        const form = new FormData();
        form.append("channel_id", String(this.session?.channel_id));
        form.append("file", file);
        return (await this.request("/api/chat/support/upload", { method: "POST", body: form }))
            .message;
    }

    /** The newest messages, oldest first. */
    history() {
        return this.get(`/api/chat/support/${this.session?.channel_id}/messages?limit=50`);
    }

    /** What came after a message, and whether an agent is typing. */
    poll(lastMessageId) {
        const { channel_id } = this.session ?? {};
        return this.get(`/api/chat/support/${channel_id}/poll?last_message_id=${lastMessageId}`);
    }

    /** The visitor has seen everything up to a message. What was not goes out by e-mail. */
    read(messageId) {
        const { channel_id } = this.session ?? {};
        return this.post("/api/chat/support/read", { channel_id, message_id: messageId });
    }

    /** Ends the conversation. It can still be read for a day. */
    close() {
        return this.post("/api/chat/support/close", { channel_id: this.session?.channel_id });
    }

    /** Leaves the conversation behind: the next message opens another. */
    forget() {
        this.session = null;
        this.storage.removeItem(this.key);
    }

    get(path) {
        return this.request(path, { method: "GET" });
    }

    post(path, body) {
        const headers = { "Content-Type": "application/json" };
        return this.request(path, { method: "POST", headers, body: JSON.stringify(body) });
    }

    async request(path, options) {
        const token = this.session && { "X-Session-Token": this.session.session_token };
        const response = await fetch(this.server + path, {
            ...options,
            headers: { ...options.headers, ...token },
        });
        const answer = await response.json();
        if (!answer.success) {
            const wait = response.headers.get("Retry-After");
            throw new SupportError(answer.error, answer.code, wait === null ? null : Number(wait));
        }
        return answer;
    }
}
