import type { Note } from "../../model/desk/desk_state";
import type { ChannelId, ClientKey } from "../../model/ids";
import { attempt } from "./desk_attempt";
import type { DeskContext } from "./desk_context";
import type { NoteDraft } from "./desk_ports";

interface Attempt {
    readonly text: string;
    readonly clientKey: ClientKey;
}

/**
 * Keeps the notes that are being written, and sends them. A text keeps the key under which it was
 * tried, also over a reload, so that trying again writes one note.
 */
export class NoteWriter {
    private readonly attempts = new Map<ChannelId, Attempt>();
    private readonly sending = new Set<ChannelId>();

    constructor(private readonly context: DeskContext) {}

    /** Takes up what was written before, and what other tabs write. */
    start(): void {
        const { memory } = this.context;
        memory.loadNoteDrafts().forEach((draft, channelId) => this.take(channelId, draft));
        memory.start((channelId, draft) => this.take(channelId, draft));
    }

    save(channelId: ChannelId, text: string): void {
        this.context.store.dispatch({ kind: "noteDraftChanged", channelId, text });
        this.keep(channelId);
    }

    /** Sends the draft of a conversation, if there is one and it is not under way. */
    async send(channelId: ChannelId): Promise<void> {
        const text = this.textOf(channelId);
        if (text.trim() === "" || this.sending.has(channelId)) {
            return;
        }
        const { clientKey } = this.attemptAt(channelId, text);
        this.sending.add(channelId);
        await attempt(this.context, async () => {
            this.receive(await this.context.api.addNote(channelId, text, clientKey));
        });
        this.sending.delete(channelId);
    }

    /** Takes in a note, by reply or by bus. What was written of it is a draft no longer. */
    receive(note: Note): void {
        const { channelId } = note;
        this.context.store.dispatch({ kind: "noteChanged", note });
        const tried = this.attempts.get(channelId);
        if (tried && tried.clientKey === note.clientKey) {
            this.attempts.delete(channelId);
            this.save(channelId, withoutStart(this.textOf(channelId), tried.text));
        }
    }

    private attemptAt(channelId: ChannelId, text: string): Attempt {
        const before = this.attempts.get(channelId);
        if (before?.text === text) {
            return before;
        }
        const next = { text, clientKey: this.context.keys.clientKey() };
        this.attempts.set(channelId, next);
        this.keep(channelId);
        return next;
    }

    private take(channelId: ChannelId, { text, clientKey }: NoteDraft): void {
        if (clientKey !== null) {
            this.attempts.set(channelId, { text, clientKey });
        }
        this.context.store.dispatch({ kind: "noteDraftChanged", channelId, text });
    }

    private keep(channelId: ChannelId): void {
        const text = this.textOf(channelId);
        const tried = this.attempts.get(channelId);
        const clientKey = tried?.text === text ? tried.clientKey : null;
        this.context.memory.saveNoteDraft(channelId, { text, clientKey });
    }

    private textOf(channelId: ChannelId): string {
        return this.context.store.state.noteDrafts.get(channelId) ?? "";
    }
}

/** What somebody went on to write while the note was under way stays; another text stays whole. */
function withoutStart(text: string, sent: string): string {
    return text.startsWith(sent) ? text.slice(sent.length).trimStart() : text;
}
