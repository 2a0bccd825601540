import { inTime, loadScript } from "./load_script";

/** What Cloudflare's script puts into the page, as far as it is needed here. */
interface Turnstile {
    render(
        place: HTMLElement,
        options: Readonly<Record<string, unknown>>,
    ): string | null | undefined;
    remove(id: string): void;
}

/** Where it can be shown; that comes and goes with the widget. */
export interface ChallengePlace {
    /**
     * @param run Called at once, and whenever it changes; null while there is none.
     * @returns Ends it.
     */
    follow(run: (place: HTMLElement | null) => void): () => void;
}

export interface TurnstileOptions {
    readonly siteKey: string;
    readonly action: string;
    /** Called once the visitor has something to do. */
    readonly onAsked: () => void;
}

const address = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
/** Somebody who is asked to do something may need a while. */
const patience = 180_000;
/** Narrower than this, there is a compact form. */
const narrow = 300;

/**
 * Cloudflare Turnstile: mostly it asks nothing of anybody, sometimes for a click.
 *
 * @throws {Error} If it cannot be loaded, says no, or nobody clicks.
 */
export async function solveTurnstile(
    place: ChallengePlace,
    options: TurnstileOptions,
): Promise<string> {
    if (!current()) {
        await loadScript(address);
    }
    const turnstile = current();
    if (!turnstile) {
        throw new Error("There is no Turnstile");
    }
    let leave = (): void => undefined;
    try {
        return await inTime(
            patience,
            new Promise<string>((resolve, reject) => {
                leave = show(turnstile, place, parameters(options, resolve, reject), reject);
            }),
        );
    } finally {
        leave();
    }
}

/**
 * Shows it wherever there is a place for it, in each anew.
 *
 * @returns Takes it away.
 */
function show(
    turnstile: Turnstile,
    place: ChallengePlace,
    options: Readonly<Record<string, unknown>>,
    reject: (error: unknown) => void,
): () => void {
    let id: string | null = null;
    const takeAway = (): void => {
        if (id !== null) {
            turnstile.remove(id);
            id = null;
        }
    };
    const stop = place.follow((element) => {
        takeAway();
        if (element) {
            try {
                const size = element.clientWidth < narrow ? "compact" : "flexible";
                id = turnstile.render(element, { ...options, size }) ?? null;
            } catch (error) {
                reject(error);
            }
        }
    });
    return () => {
        stop();
        takeAway();
    };
}

function parameters(
    { siteKey, action, onAsked }: TurnstileOptions,
    resolve: (token: string) => void,
    reject: (error: unknown) => void,
): Readonly<Record<string, unknown>> {
    return {
        sitekey: siteKey,
        action,
        // Nothing is seen of it unless there is something to do.
        appearance: "interaction-only",
        language: document.documentElement.lang.split("-")[0] || "auto",
        retry: "never",
        callback: resolve,
        "before-interactive-callback": onAsked,
        "unsupported-callback": () => reject(new Error("Turnstile does not know this browser")),
        "error-callback": (code: unknown) => {
            reject(new Error(`Turnstile says no: ${String(code)}`));
            // Nothing is left to be said about it.
            return true;
        },
    };
}

function current(): Turnstile | undefined {
    return (window as { readonly turnstile?: Turnstile }).turnstile;
}
