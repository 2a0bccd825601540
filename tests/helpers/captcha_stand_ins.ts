/**
 * What the providers of captchas answer for their scripts, as far as the widget uses them. The key
 * says what happens, as with the keys that the providers offer for tests.
 */
const turnstile = `
    let made = 0;
    const shown = new Map();
    window.turnstile = {
        render(place, options) {
            const { sitekey, size, action, appearance } = options;
            if (sitekey === "unknown") {
                throw new Error("Invalid input for parameter sitekey");
            }
            const id = "cf-" + (made += 1);
            const box = document.createElement("div");
            box.dataset.standIn = size + " " + action + " " + appearance;
            place.append(box);
            shown.set(id, box);
            setTimeout(() => {
                if (!shown.has(id)) {
                    return;
                }
                if (sitekey === "robot") {
                    options["error-callback"]("600010");
                } else if (sitekey === "asks") {
                    options["before-interactive-callback"]();
                    box.innerHTML = '<label><input type="checkbox" /> I am human</label>';
                    box.querySelector("input").onclick = () => options.callback("clicked");
                } else {
                    options.callback("token of " + sitekey);
                }
            });
            return id;
        },
        remove(id) {
            shown.get(id).remove();
            shown.delete(id);
        },
    };`;
const recaptcha = `
    window.grecaptcha = {
        ready: (run) => setTimeout(run),
        execute: async (siteKey, { action }) => {
            if (siteKey === "robot") {
                throw null;
            }
            return "token of " + siteKey + " for " + action;
        },
    };`;

const scripts: Readonly<Record<string, string>> = {
    "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit": turnstile,
    "https://www.recaptcha.net/recaptcha/api.js?render=site": recaptcha,
};

/** @returns The script at an address; null if it is none of a provider's. */
export function captchaScript(address: string): string | null {
    return scripts[address] ?? null;
}
