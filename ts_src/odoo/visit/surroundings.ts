import type { VisitSurroundings } from "../../engine/visit/visit_ports";

/** How the link of an e-mail begins what it puts behind the `#` of an address. */
const ticketMark = "#seitech-chat=";

/**
 * What the page around the widget says of itself.
 *
 * @param playSound Is heard for what an agent says.
 * @param about Of a frame, the page that it is in; it knows better.
 */
export function surroundings(
    playSound: () => void,
    about: { readonly page?: string; readonly referrer?: string } = {},
    view: Window = window,
): VisitSurroundings {
    const { document, history, location } = view;
    return {
        language: () => document.documentElement.lang,
        address: () => about.page ?? `${location.origin}${location.pathname}`,
        referrer: () => webAddress(about.referrer ?? document.referrer),
        timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
        ticket: () => {
            const { hash } = location;
            return hash.startsWith(ticketMark) ? hash.slice(ticketMark.length) : null;
        },
        forgetTicket: () => {
            if (location.hash.startsWith(ticketMark)) {
                const rest = `${location.pathname}${location.search}`;
                history.replaceState(history.state, "", rest);
            }
        },
        playSound,
    };
}

/** Apps that open a page name themselves in ways that are no address. */
function webAddress(address: string): string {
    return /^https?:/.test(address) ? address : "";
}
