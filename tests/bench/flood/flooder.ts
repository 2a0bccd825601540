/** One address that writes to the support team as fast as it likes. */
import { field, type Reply, Session } from "../http_client";
import { pause } from "../odoo_server";

/** Not the address of the others: limits go by the network a request comes from. */
const ADDRESS = "127.0.66.1";

interface Conversation {
    readonly channelId: number;
    readonly token: string;
}

export class Flooder {
    private constructor(
        private readonly session: Session,
        private readonly conversations: readonly Conversation[],
    ) {}

    /** Opens as many conversations as one network may have. */
    static async begin(server: URL): Promise<Flooder> {
        const session = Session.passerBy(server, ADDRESS);
        const conversations: Conversation[] = [];
        for (;;) {
            const body = { name: "Flood", email: "flood@example.com", content: "Hello" };
            const reply = await session.post("/api/chat/support", body);
            if (reply.failure !== undefined) {
                break;
            }
            conversations.push({
                channelId: Number(field(reply.body, "channel_id")),
                token: String(field(reply.body, "session_token")),
            });
        }
        if (conversations.length === 0) {
            throw new Error("no conversation can be opened");
        }
        return new Flooder(session, conversations);
    }

    /**
     * Posts at an even rate, without waiting for answers.
     *
     * @returns all answers
     */
    async post(count: number, seconds: number): Promise<readonly Reply[]> {
        const started = performance.now();
        const replies: Promise<Reply>[] = [];
        for (let number = 0; number < count; number++) {
            const due = started + (number * seconds * 1_000) / count;
            await pause(Math.max(0, due - performance.now()));
            replies.push(this.postOne(number));
        }
        return Promise.all(replies);
    }

    private postOne(number: number): Promise<Reply> {
        const { channelId, token } = this.conversations[
            number % this.conversations.length
        ] as Conversation;
        return this.session.post("/api/chat/support/send", {
            channel_id: channelId,
            session_token: token,
            content: `flood ${number}`,
        });
    }
}
