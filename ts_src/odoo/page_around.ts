/** Name of the event by which a page in a frame asks the chat of the page around it. */
const askEvent = "seitech-chat:open";

/** What is to be opened: one of the ways into the chat, and ids of what. */
interface Asked {
    readonly method: string;
    readonly parameters: readonly number[];
}

/**
 * @returns The document of Odoo's backend that shows this page in its preview of the website, from
 *   which pages are edited; null anywhere else.
 */
export function pageAround(): Document | null {
    return window.frameElement?.closest(".o_website_preview")?.ownerDocument ?? null;
}

/** @returns Whether there is a page around this one whose chat opens what is asked for. */
export function askAround(asked: Asked): boolean {
    const event = new CustomEvent(askEvent, { detail: asked, cancelable: true });
    // Who takes it says so by preventing what would be done otherwise.
    return pageAround()?.dispatchEvent(event) === false;
}

/**
 * Opens what pages in frames of this page ask for.
 *
 * @param methods The ways into the chat there are.
 */
export function hearFrames(
    chat: Record<string, (...parameters: readonly number[]) => unknown>,
    methods: readonly string[],
): void {
    document.addEventListener(askEvent, (event) => {
        const { method, parameters } = (event as CustomEvent<Asked>).detail;
        if (methods.includes(method)) {
            event.preventDefault();
            void chat[method]?.(...parameters);
        }
    });
}
