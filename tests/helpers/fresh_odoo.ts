/** An Odoo with courses and without this module, as somebody has who begins. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "playwright-core";

const run = promisify(execFile);
const SCRIPT = new URL("../../scripts/e2e_fresh.sh", import.meta.url).pathname;

/**
 * Makes the database and starts the server; {@link stopFreshOdoo} takes both away.
 *
 * @returns Its address; login and password of the administrator are "admin".
 * @throws Error with the script's output when it does not start.
 */
export async function startFreshOdoo(): Promise<string> {
    const { stdout } = await run(SCRIPT, ["start"], { maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim().split("\n").at(-1) ?? "";
}

export async function stopFreshOdoo(): Promise<void> {
    await run(SCRIPT, ["stop"]);
}

/** Signs in by the form, as everybody does. */
export async function signInAt(page: Page, login: string, password = login): Promise<void> {
    await page.goto("/web/login");
    await page.locator("#login").fill(login);
    await page.locator("#password").fill(password);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.startsWith("/web/login"));
}

/**
 * Calls a method of a model as whoever is signed in on the page.
 *
 * @throws Error with Odoo's own words.
 */
export async function callAt<T>(
    page: Page,
    model: string,
    method: string,
    ...args: readonly unknown[]
): Promise<T> {
    const reply = await page.request.post("/web/dataset/call_kw", {
        data: { jsonrpc: "2.0", params: { model, method, args, kwargs: {} } },
    });
    const { result, error } = (await reply.json()) as { result: T; error?: unknown };
    if (error) {
        throw new Error(`${model}.${method}: ${JSON.stringify(error)}`);
    }
    return result;
}
