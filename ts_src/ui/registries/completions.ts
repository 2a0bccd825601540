import type { ChannelId } from "../../model/ids";
import type { Suggestion } from "../autocomplete/suggestions";
import type { ChatView } from "../use_chat";
import { Registry } from "./action_registry";

export interface CompletionContext {
    readonly chat: ChatView;
    readonly channelId: ChannelId;
}

/** Something beside emoji that a colon, or two of them, offers to write. */
export interface Completion {
    /** @param query What follows the colons; may be empty after two. */
    suggest(query: string, context: CompletionContext): readonly Suggestion[];
}

export const completions = new Registry<Completion>();
