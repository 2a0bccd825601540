/** The browser of the benchmark: people signed in by cookie, pages that carry the probe. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, BrowserContext } from "playwright-core";
import { launchChromium } from "../../helpers/chromium";
import type { Bench } from "../cases/case";
import type { System } from "../systems/system";
import { ScreenPage } from "./screen_page";

export const VIEWPORT = { width: 1440, height: 900 };
/** The first page of all makes Odoo compile its assets. */
export const FIRST_PAGE_TIMEOUT_MS = 240_000;

export class Stage {
    private readonly contexts = new Map<number, BrowserContext>();

    private constructor(
        private readonly bench: Bench,
        private readonly browser: Browser,
        private readonly probe: string,
    ) {}

    /** Starts the browser, does the work, and ends the browser whatever happens. */
    static async use(bench: Bench, work: (stage: Stage) => Promise<void>): Promise<void> {
        await withBrowser((browser, probe) => work(new Stage(bench, browser, probe)));
    }

    /**
     * Opens a system's page in a new tab of a person's browser.
     *
     * @param channelNo The channel to open there, by its number in the plan.
     */
    async open(system: System, person: number, channelNo: number): Promise<ScreenPage> {
        const context = this.contexts.get(person) ?? (await this.newContext(person));
        this.contexts.set(person, context);
        const page = new ScreenPage(await context.newPage(), system.selectors);
        await page.goto(this.address(system, channelNo), FIRST_PAGE_TIMEOUT_MS);
        return page;
    }

    address(system: System, channelNo: number): string {
        return new URL(system.pagePath(channelNo), this.bench.server.address).href;
    }

    private async newContext(person: number): Promise<BrowserContext> {
        const context = await this.browser.newContext({ viewport: VIEWPORT, locale: "en-US" });
        const [name = "", value = ""] = this.bench.session(person).cookie.split("=");
        await context.addCookies([{ name, value, url: this.bench.server.address.href }]);
        await context.addInitScript({ content: this.probe });
        return context;
    }
}

/**
 * Starts the browser, does the work, and ends the browser whatever happens.
 *
 * @param work Gets the script that has to be in each page that is measured.
 */
export async function withBrowser(
    work: (browser: Browser, probe: string) => Promise<void>,
): Promise<void> {
    const probe = await bundledProbe();
    const browser = await launchChromium({
        // Nothing leaves this machine. (Intercepting requests would switch the cache off.)
        args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        // The benchmark has a way out of its own, which also removes the databases.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
    });
    try {
        await work(browser, probe);
    } finally {
        await browser.close();
    }
}

async function bundledProbe(): Promise<string> {
    const { outputFiles } = await build({
        entryPoints: [fileURLToPath(new URL("./probe.ts", import.meta.url))],
        bundle: true,
        write: false,
        format: "iife",
        target: "es2022",
    });
    return outputFiles[0]?.text ?? "";
}
