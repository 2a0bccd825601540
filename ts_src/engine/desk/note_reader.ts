import type { Note } from "../../model/desk/desk_state";
import type { ChannelId, Rev } from "../../model/ids";
import type { DeskContext } from "./desk_context";

/**
 * Loads the notes of conversations. How far they are known moves on only when the server is
 * asked: notifications may leave gaps, the answers have none.
 */
export class NoteReader {
    private readonly cursors = new Map<ChannelId, Rev>();

    /** @param onNote Told of every note that comes. */
    constructor(
        private readonly context: DeskContext,
        private readonly onNote: (note: Note) => void,
    ) {}

    /** Loads what is new since the last time. Rejects with `ApiError`. */
    async catchUp(channelId: ChannelId): Promise<void> {
        let hasMore = true;
        while (hasMore) {
            const cursor = this.cursors.get(channelId) ?? null;
            const page = await this.context.api.fetchNotes(channelId, cursor);
            page.notes.forEach((note) => this.onNote(note));
            const newest = Math.max(cursor ?? 0, ...page.notes.map(({ rev }) => rev)) as Rev;
            // Of two who ask at once the slower one must not take it back.
            this.cursors.set(channelId, Math.max(this.cursors.get(channelId) ?? 0, newest) as Rev);
            hasMore = page.hasMore && newest > (cursor ?? 0);
        }
    }
}
