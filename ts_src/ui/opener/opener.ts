import "./opener.scss";

/** What stands on a page and opens a conversation in place: `data-seitech-open` names how. */
const openers = "[data-seitech-open]";

/** What an element asks for. */
export interface Opening {
    readonly element: HTMLElement;
    /** One of the ways into the chat. */
    readonly method: string;
    /** Ids of what is to be opened. */
    readonly parameters: readonly number[];
}

/**
 * @param methods The ways into the chat there are.
 * @returns What a click asks for; null if it is none of the chat's business: the element is then
 *   what it is without script, a link for example.
 */
export function openingOf(event: MouseEvent, methods: readonly string[]): Opening | null {
    const target = event.target instanceof Element ? event.target : null;
    const element = target?.closest<HTMLElement>(openers);
    if (!element || isForTheBrowser(event)) {
        return null;
    }
    const { seitechOpen: method = "", seitechArguments = "[]" } = element.dataset;
    const parameters = idsIn(seitechArguments);
    return parameters && methods.includes(method) ? { element, method, parameters } : null;
}

/** With these keys a link opens in another tab or window, or is saved. */
function isForTheBrowser(event: MouseEvent): boolean {
    const { ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
    return ctrlKey || metaKey || shiftKey || altKey || defaultPrevented;
}

function idsIn(json: string): number[] | null {
    try {
        const value: unknown = JSON.parse(json);
        const isList = Array.isArray(value) && value.every((id) => Number.isSafeInteger(id));
        return isList ? value : null;
    } catch {
        return null;
    }
}

/**
 * Does what was asked for; until it is done the element is busy, and asking again asks for nothing.
 *
 * @param open Resolves with false if there is no chat to open it in: the element's own address,
 *   where it has one, or else the chat's page then says more.
 */
export async function openHere(
    { element }: Opening,
    open: () => Promise<boolean>,
    leave: (address: string) => void,
    fallback: string,
): Promise<void> {
    if (element.ariaBusy === "true") {
        return;
    }
    element.ariaBusy = "true";
    try {
        if (!(await open())) {
            leave((element instanceof HTMLAnchorElement && element.href) || fallback);
        }
    } finally {
        element.ariaBusy = null;
    }
}
