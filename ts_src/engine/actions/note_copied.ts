import type { ChatContext } from "../chat_context";

/** Long enough to be read. */
const readingTime = 3_000;

const copied = { code: "copied", message: "Copied to the clipboard.", undo: null } as const;
const notCopied = { code: "not_copied", message: "This could not be copied.", undo: null } as const;

/** Tells for a moment that something is in the clipboard; or that it is not, until it is read. */
export function noteCopied({ store, clock }: ChatContext, isCopied: boolean): void {
    // The way back to what was just deleted matters more.
    if (store.state.notice?.undo) {
        return;
    }
    store.dispatch({ kind: "noticeRaised", notice: isCopied ? copied : notCopied });
    clock.after(readingTime, () => {
        if (store.state.notice?.code === copied.code) {
            store.dispatch({ kind: "noticeDismissed" });
        }
    });
}
