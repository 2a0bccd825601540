/** @returns The browser's storage; null where reading it is forbidden altogether. */
export function ownStorage(): Storage | null {
    try {
        return window.localStorage;
    } catch {
        return null;
    }
}

/** @returns Under which name a person's windows above the page are kept. */
export function stageKey(userId: number | string): string {
    return `seitech_chat.${userId}.stage`;
}
