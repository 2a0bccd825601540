export type DeskKey = "next" | "previous" | "claim" | "close";

const keys: Readonly<Record<string, DeskKey>> = {
    KeyN: "next",
    KeyP: "previous",
    KeyC: "claim",
    KeyE: "close",
};

/**
 * @returns What a key means at the desk; null if nothing. Where the Alt key writes a letter of
 *   its own, as on a Mac, somebody who is writing gets that letter.
 */
export function deskKeyOf(event: KeyboardEvent): DeskKey | null {
    const { altKey, ctrlKey, metaKey, shiftKey, isComposing, key, code } = event;
    if (!altKey || ctrlKey || metaKey || shiftKey || isComposing || event.repeat) {
        return null;
    }
    if (event.getModifierState("AltGraph")) {
        return null;
    }
    const isLetter = /^[a-z]$/i.test(key);
    if (isWriting(event.target) && !isLetter) {
        return null;
    }
    // By what is written on the key; by its place where that is no Latin letter.
    return keys[isLetter ? `Key${key.toUpperCase()}` : code] ?? null;
}

/** @returns Whether a key was meant for the whole chat, and not for a dialog or the rest of Odoo. */
export function isForChat({ target }: Event): boolean {
    if (document.querySelector("dialog[open], .modal.show")) {
        return false;
    }
    return target === document.body || isIn(target, ".o-seitech-Messenger");
}

/** @returns Whether the event happened in an element that matches, or in its parts. */
export function isIn(target: EventTarget | null, selector: string): boolean {
    return target instanceof Element && target.closest(selector) !== null;
}

function isWriting(target: EventTarget | null): boolean {
    return (
        target instanceof HTMLElement &&
        (target.isContentEditable || target.matches("input, textarea, select"))
    );
}
