import { ApiError } from "../../../ts_src/engine/ports";
import {
    LinkUsed,
    type OpenedVisit,
    type VisitNews,
    type VisitPage,
} from "../../../ts_src/engine/visit/ports/api";
import type { VisitNotification } from "../../../ts_src/engine/visit/ports/bus";
import type { KeptText, VisitAccess } from "../../../ts_src/engine/visit/ports/records";
import type { ChannelId, ClientKey, MessageId, Rev, UserId } from "../../../ts_src/model/ids";
import type { Availability, Visit, VisitMessage } from "../../../ts_src/model/visit/visit_state";

const pageSize = 50;

interface Room {
    token: string;
    /** The token before it was bound to an account: good for binding once more. */
    unbound: string | null;
    userId: UserId | null;
    visit: Visit;
    readonly openedBy: ClientKey;
    readonly messages: VisitMessage[];
    ownMark: MessageId | null;
    /** Under which key the link was used, while nobody has used the token it gave. */
    linkUsedBy: ClientKey | "spent" | null;
}

/** What the server says no with. */
export function refusal(code: string, message = `No: ${code}`): ApiError {
    return new ApiError("refused", message, code);
}

/** The server as visitors meet it, with the rules of `controllers/support.py`. */
export class FakeVisitServer {
    readonly rooms = new Map<ChannelId, Room>();
    availability: Availability = {
        isAvailable: true,
        reason: null,
        nextOpening: null,
        subjects: [],
        isNameRequired: false,
        consent: "",
    };
    onNotification: (channelId: ChannelId, notification: VisitNotification) => void = () => {};
    /** Who shows up has this account. */
    signedIn: UserId | null = null;
    mailed = 0;
    private numbers = 0;
    private tokens = 0;

    /** The same key again: the same conversation, under another token. */
    open({ clientKey, text }: Text): OpenedVisit & { message: VisitMessage } {
        const known = [...this.rooms.values()].find((room) => room.openedBy === clientKey);
        const room = known ?? this.addRoom(clientKey);
        room.token = this.nextToken();
        const message = this.post(room.visit.channelId, { clientKey, text });
        return { ...this.accessTo(room), message };
    }

    send(access: VisitAccess, text: Text): VisitMessage {
        const room = this.enter(access);
        const known = room.messages.find(({ clientKey }) => clientKey === text.clientKey);
        if (!known && room.visit.state !== "active") {
            throw refusal("channel_closed");
        }
        return known ?? this.post(access.channelId, text);
    }

    /** @param limit Of a page, as the route has it. */
    page(access: VisitAccess, beforeId: MessageId | null, limit = pageSize): VisitPage {
        const { messages, visit } = this.enter(access);
        const older = messages.filter(({ id }) => beforeId === null || id < beforeId);
        return { messages: older.slice(-limit), hasMore: older.length > limit, visit };
    }

    poll(access: VisitAccess, lastId: MessageId | null): VisitNews {
        const { messages, visit } = this.enter(access);
        const newer = messages.filter(({ id }) => id > (lastId ?? 0));
        return {
            messages: newer.slice(0, pageSize),
            hasMore: newer.length > pageSize,
            visit,
            isAgentTyping: false,
        };
    }

    read(access: VisitAccess, messageId: MessageId): void {
        const room = this.enter(access);
        room.ownMark = Math.max(room.ownMark ?? 0, messageId) as MessageId;
        this.onNotification(access.channelId, { kind: "ownRead", messageId: room.ownMark });
    }

    close(access: VisitAccess): Visit {
        this.enter(access);
        return this.change(access.channelId, { state: "closed" });
    }

    rate(access: VisitAccess, rating: number): Visit {
        const { visit } = this.enter(access);
        if (!visit.isAnswered) {
            throw refusal("conflict");
        }
        return this.change(access.channelId, { rating });
    }

    transcript(access: VisitAccess): void {
        this.enter(access);
        this.mailed += 1;
    }

    /** @param ticket The number of a conversation. It is good once; with the same key, again. */
    resume(ticket: string, clientKey: ClientKey): OpenedVisit {
        const room = this.roomOf(ticket);
        if (room.linkUsedBy !== null && room.linkUsedBy !== clientKey) {
            throw new LinkUsed(refusal("link_used"), room.visit.channelId);
        }
        room.linkUsedBy = clientKey;
        room.token = this.nextToken();
        return this.accessTo(room);
    }

    mailLink(ticket: string): void {
        this.roomOf(ticket).linkUsedBy = null;
        this.mailed += 1;
    }

    bind(access: VisitAccess): OpenedVisit {
        const known = this.rooms.get(access.channelId);
        const isRepeated = known?.unbound === access.token && known.userId === this.signedIn;
        const room = isRepeated ? known : this.enter(access);
        if (this.signedIn === null) {
            throw refusal("unauthenticated");
        }
        room.unbound = access.token;
        room.userId = this.signedIn;
        room.token = this.nextToken();
        return this.accessTo(room);
    }

    // What agents do

    answer(channelId: ChannelId, text: string): VisitMessage {
        const message = this.post(channelId, { clientKey: null, text }, false);
        this.change(channelId, {
            isAnswered: true,
            agent: { name: "Ada Agent", imageUrl: null },
        });
        return message;
    }

    edit(channelId: ChannelId, id: MessageId, change: Partial<VisitMessage>): void {
        const { messages } = this.room(channelId);
        const at = messages.findIndex((message) => message.id === id);
        const message = messages[at];
        if (message) {
            const changed = { ...message, ...change, rev: this.next() as Rev };
            messages[at] = changed;
            this.onNotification(channelId, { kind: "messageChanged", message: changed });
        }
    }

    change(channelId: ChannelId, change: Partial<Visit>): Visit {
        const room = this.room(channelId);
        room.visit = { ...room.visit, ...change, rev: this.next() as Rev };
        const { visit } = room;
        this.onNotification(channelId, { kind: "visitChanged", visit });
        return visit;
    }

    readByAgent(channelId: ChannelId): void {
        const room = this.room(channelId);
        const messageId = room.messages.at(-1)?.id;
        if (messageId !== undefined) {
            room.visit = { ...room.visit, readMessageId: messageId };
            this.onNotification(channelId, { kind: "agentRead", messageId });
        }
    }

    /** Thirty days are over. */
    expire(channelId: ChannelId): void {
        this.room(channelId).token = this.nextToken();
    }

    /** @returns Which conversation a token opens. */
    hears(token: string): ChannelId | null {
        const room = [...this.rooms.values()].find((it) => it.token === token);
        return room?.visit.channelId ?? null;
    }

    room(channelId: ChannelId): Room {
        const room = this.rooms.get(channelId);
        if (!room) {
            throw new Error(`There is no conversation ${channelId}`);
        }
        return room;
    }

    private enter({ channelId, token }: VisitAccess): Room {
        const room = this.rooms.get(channelId);
        if (room?.token !== token || (room.userId !== null && room.userId !== this.signedIn)) {
            throw refusal("unauthenticated", "This conversation has ended.");
        }
        // Whoever has the token got the answer.
        room.linkUsedBy = room.linkUsedBy && "spent";
        return room;
    }

    private roomOf(ticket: string): Room {
        const room = this.rooms.get(Number(ticket) as ChannelId);
        if (!room || (room.userId !== null && room.userId !== this.signedIn)) {
            throw refusal("unauthenticated");
        }
        return room;
    }

    private addRoom(openedBy: ClientKey): Room {
        const channelId = this.next() as ChannelId;
        const visit: Visit = {
            channelId,
            rev: this.next() as Rev,
            state: "active",
            agent: null,
            mayAttach: true,
            hasEmail: false,
            isAnswered: false,
            rating: null,
            readMessageId: null,
        };
        const room = {
            token: "",
            unbound: null,
            userId: null,
            visit,
            openedBy,
            messages: [],
            ownMark: null,
            linkUsedBy: null,
        };
        this.rooms.set(channelId, room);
        return room;
    }

    private post(
        channelId: ChannelId,
        { clientKey, text }: { clientKey: ClientKey | null; text: string },
        isOwn = true,
    ): VisitMessage {
        const { messages } = this.room(channelId);
        const known = messages.find((it) => clientKey !== null && it.clientKey === clientKey);
        if (known) {
            return known;
        }
        const message: VisitMessage = {
            id: this.next() as MessageId,
            rev: this.next() as Rev,
            clientKey,
            html: text,
            type: "text",
            authorName: isOwn ? "Vera" : "Ada Agent",
            authorImageUrl: null,
            isOwn,
            createdAt: 0,
            attachments: [],
            isEdited: false,
            isDeleted: false,
        };
        messages.push(message);
        this.onNotification(channelId, { kind: "messageChanged", message });
        return message;
    }

    private accessTo({ token, visit }: Room): OpenedVisit {
        return { channelId: visit.channelId, token, visit };
    }

    private next(): number {
        this.numbers += 1;
        return this.numbers;
    }

    private nextToken(): string {
        this.tokens += 1;
        return `token-${this.tokens}`;
    }
}

type Text = Pick<KeptText, "clientKey" | "text">;
