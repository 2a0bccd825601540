/** The website's home page as a visitor sees it, and what it costs the browser. */
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import type { Probe } from "../screen/probe";
import { FIRST_PAGE_TIMEOUT_MS } from "../screen/stage";
import { WritingPage } from "../screen/writing_page";
import type { WidgetSelectors } from "./selectors";

/** What `probe.ts` puts into the page. */
declare const benchProbe: Probe;

/** Milliseconds that the page's main thread has worked since the page was opened. */
export interface Work {
    readonly script: number;
    /** All of it: style, layout and painting as well. */
    readonly task: number;
}

/** For pages that have no chat. */
const NOTHING: WidgetSelectors = { button: "", field: "", message: "", composer: "" };

export class VisitorPage extends WritingPage<WidgetSelectors> {
    private constructor(
        page: Page,
        widget: WidgetSelectors,
        private readonly devtools: CDPSession,
    ) {
        super(page, widget);
    }

    /** @param widget null where there is none. */
    static async open(
        context: BrowserContext,
        widget: WidgetSelectors | null,
    ): Promise<VisitorPage> {
        const page = await context.newPage();
        const devtools = await context.newCDPSession(page);
        // The processor's time, not the clock's: what else the machine does is no work of the page.
        await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
        return new VisitorPage(page, widget ?? NOTHING, devtools);
    }

    /**
     * Goes to a page and waits until it has come to rest.
     *
     * @returns milliseconds until the button could be clicked, undefined without one.
     */
    async visit(address: URL): Promise<number | undefined> {
        await this.page.goto(address.href, { waitUntil: "commit", timeout: FIRST_PAGE_TIMEOUT_MS });
        const { button } = this.selectors;
        if (button !== "") {
            await this.expect({ name: "button", selector: button, pattern: "", end: "last" });
        }
        await this.rest();
        const shown = button === "" ? undefined : await this.appearance("button");
        return shown && shown.painted - (await this.started());
    }

    /** @returns milliseconds from the click until one can type, undefined if that never came. */
    async openWidget(): Promise<number | undefined> {
        const { button, field } = this.selectors;
        await this.expect({ name: "field", selector: field, pattern: "", end: "last" });
        // What playwright brings into the page to click on an element would count as the page's work.
        const [spot] = await this.page.evaluate((all) => benchProbe.spots(all, "*"), button);
        if (!spot) {
            throw new Error(`nothing to click: ${button}`);
        }
        await this.page.mouse.click(spot.x, spot.y);
        const shown = await this.appearance("field");
        const clicked = await this.lastInput();
        await this.rest();
        return shown && shown.painted - clicked;
    }

    /** Makes the next visit the first again, but for the browser's cache. */
    async forget(): Promise<void> {
        await this.page.evaluate(() => localStorage.clear());
    }

    async work(): Promise<Work> {
        const { metrics } = await this.devtools.send("Performance.getMetrics");
        const milliseconds = (wanted: string): number =>
            1_000 * (metrics.find(({ name }) => name === wanted)?.value ?? 0);
        return { script: milliseconds("ScriptDuration"), task: milliseconds("TaskDuration") };
    }

    /** For what is done as any visitor does it. */
    async use(work: (page: Page) => Promise<void>): Promise<void> {
        await work(this.page);
    }

    private async rest(): Promise<void> {
        await this.page.waitForLoadState("networkidle", { timeout: FIRST_PAGE_TIMEOUT_MS });
        await this.calm();
    }
}
