import { quoteOf } from "../../ts_src/model/messages";
import type { ChatState } from "../../ts_src/model/state";

/** @returns Maps as sorted lists of pairs, so that order of arrival does not show. */
export function canonical(value: unknown): unknown {
    if (value instanceof Map) {
        const pairs = [...value].map(([key, item]) => [key, canonical(item)] as const);
        return pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Symbol.iterator in value) {
        return [...(value as Iterable<unknown>)].map(canonical);
    }
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, canonical(item)] as const),
    );
}

/**
 * @returns What the server told, without what this client did. Replies are with the quotes that
 *   are shown, and reactions without those taken back: not every reply tells of these.
 */
export function toldByServer(state: ChatState): unknown {
    const { channels, summaries, preferences, members, readMarks, messageIds } = state;
    const messages = new Map(
        [...state.messages].map(([id, message]) => [
            id,
            { ...message, parent: quoteOf(state, message) },
        ]),
    );
    const reactions = [...state.reactions.values()]
        .flatMap((some) => [...some.values()].filter(({ active }) => active))
        .map((reaction) => canonical(reaction))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const records = { channels, summaries, preferences, members, readMarks };
    return canonical({ ...records, messages, messageIds, reactions });
}
