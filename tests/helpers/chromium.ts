/** The one browser every test uses: Debian's Chromium, headless, without calls to the outside. */
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

const ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/**
 * Starts a browser; CHROMIUM in the environment names another program.
 *
 * @param options What else a program wants; its arguments come after the ones all have.
 * @throws Error When it does not start.
 */
export function launchChromium({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
    return chromium.launch({
        ...options,
        executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
        args: [...ARGUMENTS, ...args],
    });
}
