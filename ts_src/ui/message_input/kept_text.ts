import type { UserId } from "../../model/ids";

/** The part of `localStorage` that is needed. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * A text that is being written, kept in the browser's storage so that it outlives a reload. A
 * browser that refuses storage costs only that.
 */
export class KeptText {
    private readonly key: string;

    /**
     * @param userId Part of the key: the next person on the same machine must not see it.
     * @param place What the text is for, such as "edit.17".
     */
    constructor(
        userId: UserId,
        place: string,
        private readonly storage: () => TextStorage = () => window.localStorage,
    ) {
        this.key = `seitech_elearning.text.${userId}.${place}`;
    }

    /** @returns What was kept; null when there is nothing. */
    read(): string | null {
        try {
            return this.storage().getItem(this.key);
        } catch {
            // Storage is switched off.
            return null;
        }
    }

    keep(text: string): void {
        try {
            this.storage().setItem(this.key, text);
        } catch {
            // Storage is switched off or full; the field still has the text.
        }
    }

    forget(): void {
        try {
            this.storage().removeItem(this.key);
        } catch {
            // Storage is switched off: nothing was kept.
        }
    }
}
