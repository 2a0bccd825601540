import type { ChannelId, UserId } from "../../model/ids";

/** The part of `localStorage` that drafts need. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * What a person has typed but not sent, by channel. Kept in memory for a change of channel and in
 * the browser's storage for a reload; a browser that refuses storage costs only the latter.
 */
export class Drafts {
    private readonly texts = new Map<ChannelId, string>();

    constructor(
        private readonly userId: UserId,
        private readonly storage: () => DraftStorage = () => window.localStorage,
    ) {}

    get(channelId: ChannelId): string {
        return this.texts.get(channelId) ?? this.read(channelId);
    }

    set(channelId: ChannelId, text: string): void {
        this.texts.set(channelId, text);
        this.write(channelId, text);
    }

    private key(channelId: ChannelId): string {
        // The user is part of the key: the next person on the same machine must not see it.
        return `seitech_elearning.draft.${this.userId}.${channelId}`;
    }

    private read(channelId: ChannelId): string {
        try {
            return this.storage().getItem(this.key(channelId)) ?? "";
        } catch {
            // Storage is switched off.
            return "";
        }
    }

    private write(channelId: ChannelId, text: string): void {
        try {
            if (text) {
                this.storage().setItem(this.key(channelId), text);
            } else {
                this.storage().removeItem(this.key(channelId));
            }
        } catch {
            // Storage is switched off or full; the copy in memory remains.
        }
    }
}
