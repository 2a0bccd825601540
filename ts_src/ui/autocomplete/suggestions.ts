import type { ChannelId } from "../../model/ids";
import { activeMembers } from "../../model/members";
import type { ChatState } from "../../model/state";
import { findEmoji } from "../emoji_picker/emoji_search";
import { withTone } from "../emoji_picker/skin_tones";
import { fold, hasWord } from "../format/fold";
import type { EmojiData } from "../platform";

/** One way to complete what is being typed. */
export interface Suggestion {
    readonly key: string;
    /** What takes the place of the trigger. */
    readonly text: string;
    readonly label: string;
    /** A picture of the person, or an emoji. */
    readonly imageUrl: string | null;
    readonly emoji: string | null;
    /** Smaller, after the label. */
    readonly detail?: string;
}

const MOST = 8;

/** @returns People of a channel, other than oneself, one of whose names begins like the query. */
export function suggestPeople(state: ChatState, channelId: ChannelId, query: string): Suggestion[] {
    const wanted = fold(query);
    return activeMembers(state, channelId)
        .filter(({ userId, name }) => userId !== state.self.id && hasWord(fold(name), wanted))
        .slice(0, MOST)
        .map(({ userId, name, imageUrl }) => ({
            key: String(userId),
            text: `@${name} `,
            label: name,
            imageUrl,
            emoji: null,
        }));
}

/** @returns Emoji that the query finds, in the person's skin tone. */
export function suggestEmoji(data: EmojiData, query: string, tone: string): Suggestion[] {
    return findEmoji(data, query)
        .slice(0, MOST)
        .map(({ codepoints, name, shortcodes }) => ({
            key: codepoints,
            text: `${withTone(codepoints, tone)} `,
            label: shortcodes[0] ?? name,
            imageUrl: null,
            emoji: withTone(codepoints, tone),
        }));
}
