import { onWillUnmount, useEffect } from "@odoo/owl";

interface Layer {
    /** The step of the history that it is, as `depthOf` tells it. */
    depth: number;
    close(): void;
}

/** Wider than this nothing covers the page: going back means the page. */
const PHONE = "(max-width: 767.98px)";

/** What covers the page, the lowest first. The history has one step for each. */
const layers: Layer[] = [];
/** Where the page below them stands: a step that was left behind may be there already. */
let ground = 0;
let isTidying = false;

/**
 * On phones going back takes away what covers the page, as people expect there, and not the page.
 *
 * @param isOpen Whether it is there.
 */
export function useBackToClose(isOpen: () => boolean, close: () => void): void {
    const layer: Layer = { depth: 0, close };
    useEffect(
        (isThere: boolean) => {
            if (isThere) {
                open(layer);
            } else if (drop(layer)) {
                queueMicrotask(tidy);
            }
        },
        () => [isOpen()],
    );
    // The step stays: whatever took the page away may be about to add one of its own.
    onWillUnmount(() => drop(layer));
}

function open(layer: Layer): void {
    if (window.matchMedia(PHONE).matches) {
        window.addEventListener("popstate", onPopstate, { capture: true });
        const { state } = window.history;
        if (layers.length === 0) {
            ground = depthOf(state);
        }
        layers.push(layer);
        layer.depth = depthOf(state) + 1;
        // The rest belongs to the page's own router.
        window.history.pushState({ ...state, seitechDepth: layer.depth }, "");
    }
}

/** @returns Whether it was there. */
function drop(layer: Layer): boolean {
    const index = layers.indexOf(layer);
    if (index >= 0) {
        layers.splice(index, 1);
    }
    return index >= 0;
}

/** Takes back the steps of what was closed in another way. */
function tidy(): void {
    const surplus = depthOf(window.history.state) - (layers.at(-1)?.depth ?? ground);
    if (surplus > 0) {
        isTidying = true;
        window.history.go(-surplus);
    }
}

/** Heard first: for the page nothing has happened. */
function onPopstate(event: PopStateEvent): void {
    const left = layers.findIndex(({ depth }) => depth > depthOf(event.state));
    const closed = left < 0 ? [] : layers.splice(left);
    if (closed.length > 0 || isTidying) {
        event.stopImmediatePropagation();
    }
    isTidying = false;
    closed.toReversed().forEach((layer) => layer.close());
}

function depthOf(state: unknown): number {
    const depth = state instanceof Object && "seitechDepth" in state ? state.seitechDepth : 0;
    return typeof depth === "number" ? depth : 0;
}
