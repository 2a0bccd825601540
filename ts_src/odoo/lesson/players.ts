/** What shows a lesson, as far as it can be asked where it is and told where to go. */
export interface Player {
    /** @returns Second or page; null if it is not known. */
    position(): number | null;
    goTo(position: number): void;
    /** Lets go of the page. */
    stop(): void;
}

const noop = (): void => undefined;

/** A video of the page's own. */
export function videoPlayer(video: HTMLVideoElement): Player {
    return {
        position: () => Math.floor(video.currentTime),
        goTo: (position) => void (video.currentTime = position),
        stop: noop,
    };
}

/**
 * Odoo's viewer of PDF files, in a frame of the same site. Its number of pages stands there once it
 * has the file; until then only its address can say where it begins.
 */
export function pdfPlayer(frame: HTMLIFrameElement): Player {
    const find = <Found extends HTMLElement>(selector: string): Found | null =>
        frame.contentDocument?.querySelector<Found>(selector) ?? null;
    const isReady = (): boolean => Number(find("#page_count")?.textContent) > 0;
    return {
        position: () =>
            isReady() ? Number(find<HTMLInputElement>("#page_number")?.value) || null : null,
        goTo(position) {
            const field = isReady() ? find<HTMLInputElement>("#page_number") : null;
            if (field) {
                field.value = String(position);
                field.dispatchEvent(new Event("change", { bubbles: true }));
                return;
            }
            const address = new URL(frame.src, location.href);
            address.searchParams.set("page", String(position));
            frame.src = address.href;
        },
        stop: noop,
    };
}
