/** The part of the probe that notes when something came into the document and was painted. */
import { afterPaint, now, pause } from "./probe_time";

/** What is waited for. */
export interface Expectation {
    /** Several things can be waited for at a time. */
    readonly name: string;
    readonly selector: string;
    /** Regular expression for the text of the element. */
    readonly pattern: string;
    /** At which end of all such elements it will be. */
    readonly end: "first" | "last";
}

export interface Appearance {
    /** When it was in the document. */
    readonly inDom: number;
    /** When the frame that showed it was done. */
    readonly painted: number;
}

/** So many elements at an end are looked at: looking must not cost what is measured. */
const LOOKED_AT = 6;

/** The document and the shadow roots in it: Odoo's Live Chat lives in one. */
const roots: (Document | ShadowRoot)[] = [document];

let isLooking = false;
let lastChange = now();

interface Waiting {
    readonly expectation: Expectation;
    inDom: number | null;
    appearance: Appearance | null;
    readonly done: () => void;
    readonly whenDone: Promise<void>;
}

const waiting = new Map<string, Waiting>();

/** Begins to wait for something; `appearance` tells of it. */
export function expect(expectation: Expectation): void {
    let done = () => undefined as void;
    const whenDone = new Promise<void>((resolve) => (done = resolve));
    const one = { expectation, inDom: null, appearance: null, done, whenDone };
    waiting.set(expectation.name, one);
    lookUp();
}

/** @returns undefined when it did not come in time. */
export async function appearance(name: string, timeoutMs: number): Promise<Appearance | undefined> {
    const one = waiting.get(name);
    await Promise.race([one?.whenDone, pause(timeoutMs)]);
    waiting.delete(name);
    return one?.appearance ?? undefined;
}

/** Waits until the document has not changed for a while. */
export async function calm(quietMs: number, timeoutMs: number): Promise<void> {
    const deadline = now() + timeoutMs;
    while (now() < deadline && now() - lastChange < quietMs) {
        await pause(quietMs / 4);
    }
}

/** To be called once, before the page has done anything. */
export function watchDocument(): void {
    const observer = new MutationObserver(() => {
        lastChange = now();
        lookUp();
    });
    const watch = (root: Document | ShadowRoot): void =>
        observer.observe(root, { childList: true, subtree: true, characterData: true });
    watch(document);
    // What has the focus is asked for by a selector, too.
    document.addEventListener("focusin", lookUp, { capture: true });
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
        const root = attach.call(this, init);
        roots.push(root);
        watch(root);
        return root;
    };
}

/** @returns all elements of the page, those in shadow roots after the others. */
export function everywhere(selector: string): readonly Element[] {
    return roots.flatMap((root) => [...root.querySelectorAll(selector)]);
}

/** @returns its middle, if somebody can see that and click there: nothing lies over it. */
export function middleInSight(element: Element): { x: number; y: number } | undefined {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const root = element.getRootNode() as Document | ShadowRoot;
    const hit = root.elementFromPoint(x, y);
    return hit !== null && element.contains(hit) ? { x, y } : undefined;
}

function found({ selector, pattern, end }: Expectation): Element | undefined {
    const all = everywhere(selector);
    const near = end === "first" ? all.slice(0, LOOKED_AT) : all.slice(-LOOKED_AT);
    return near.find((element) => new RegExp(pattern).test(element.textContent));
}

function lookUp(): void {
    for (const one of waiting.values()) {
        if (one.inDom === null && found(one.expectation)) {
            one.inDom = now();
        }
    }
    if (!isLooking && hasUnseen()) {
        isLooking = true;
        requestAnimationFrame(lookAtFrame);
    }
}

function hasUnseen(): boolean {
    return [...waiting.values()].some((one) => one.inDom !== null && !one.appearance);
}

/** In each frame, until all is to be seen: layout is read here, where it is done anyway. */
function lookAtFrame(): void {
    const shown = [...waiting.values()].filter((one) => {
        const element = one.inDom !== null && !one.appearance && found(one.expectation);
        return element && middleInSight(element);
    });
    if (shown.length > 0) {
        afterPaint(() => shown.forEach(finish));
    }
    isLooking = hasUnseen();
    if (isLooking) {
        requestAnimationFrame(lookAtFrame);
    }
}

function finish(one: Waiting): void {
    one.appearance ??= { inDom: one.inDom ?? now(), painted: now() };
    one.done();
}
