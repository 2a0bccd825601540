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

/** @returns What the server told, without what this client did. */
export function toldByServer(state: ChatState): unknown {
    const { channels, summaries, members, readMarks, messages, messageIds } = state;
    return canonical({ channels, summaries, members, readMarks, messages, messageIds });
}
