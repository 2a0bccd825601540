import { inTime, loadScript } from "./load_script";

/** What Google's script puts into the page, as far as it is needed here. */
interface Recaptcha {
    ready(run: () => void): void;
    execute(siteKey: string, options: { readonly action: string }): PromiseLike<string>;
}

/** The address that Odoo takes too: it can be reached where Google cannot. */
const address = "https://www.recaptcha.net/recaptcha/api.js?render=";
const patience = 20_000;

/**
 * Google reCAPTCHA v3, which asks nothing of anybody: the server is told how human this looks.
 *
 * @param action Under which name Google counts it.
 * @throws {Error} If there is no answer, or none that is good for anything.
 */
export async function solveRecaptcha(siteKey: string, action: string): Promise<string> {
    // Another part of the page may have loaded it, with the same key: Odoo has one for all.
    if (!current()?.execute) {
        await loadScript(address + encodeURIComponent(siteKey));
    }
    const recaptcha = current();
    if (!recaptcha) {
        throw new Error("There is no reCAPTCHA");
    }
    await inTime(patience, new Promise<void>((resolve) => recaptcha.ready(resolve)));
    const token = await inTime(patience, recaptcha.execute(siteKey, { action }));
    if (!token) {
        throw new Error("reCAPTCHA gave nothing");
    }
    return token;
}

function current(): Recaptcha | undefined {
    return (window as { readonly grecaptcha?: Recaptcha }).grecaptcha;
}
