/** One open page of one of the chats, and what is measured on it. */
import type { CDPSession } from "playwright-core";
import type { Probe, Spot } from "./probe";
import type { Climb } from "./probe_scroll";
import type { Appearance } from "./probe_watch";
import type { Selectors } from "./selectors";
import { WritingPage } from "./writing_page";

/** What `probe.ts` puts into the page. */
declare const benchProbe: Probe;

export class ScreenPage extends WritingPage<Selectors> {
    private devtools: CDPSession | undefined;

    /** Goes to an address and waits until a message is there and the page has come to rest. */
    async goto(address: string, timeout: number): Promise<void> {
        await this.page.goto(address, { timeout, waitUntil: "commit" });
        await this.page.locator(this.selectors.message).last().waitFor({ timeout });
        await this.page.locator(this.selectors.composer).waitFor({ timeout });
        await this.calm();
    }

    /** Begins to wait for the first row of the list; `row` tells of it. */
    expectRow(): Promise<void> {
        const { row } = this.selectors;
        return this.expect({ name: "row", selector: row, pattern: "", end: "first" });
    }

    /** @returns undefined when it did not come in time. */
    row(): Promise<Appearance | undefined> {
        return this.appearance("row");
    }

    /** Rows of the list that somebody could click now. */
    rowsInSight(): Promise<readonly Spot[]> {
        return this.page.evaluate(([row, name]) => benchProbe.spots(row, name), [
            this.selectors.row,
            this.selectors.rowName,
        ] as const);
    }

    async click({ x, y }: Spot): Promise<void> {
        await this.page.mouse.click(x, y);
    }

    /** Loads history by going to the top again and again. @returns the time of each step. */
    climb(task: Omit<Climb, "scroller" | "message">): Promise<readonly number[]> {
        const { scroller, message } = this.selectors;
        return this.page.evaluate((all) => benchProbe.climb(all), { ...task, scroller, message });
    }

    /** @returns the place in the channel of the uppermost message on the page. */
    oldest(pattern: string): Promise<number> {
        const { message } = this.selectors;
        return this.page.evaluate((which) => benchProbe.oldest(which), { message, pattern });
    }

    /** Scrolls down and up again. @returns the time of each frame. */
    scrollThrough(frames: number): Promise<readonly number[]> {
        return this.page.evaluate(
            ([scroller, count]) => benchProbe.scrollThrough(scroller, count),
            [this.selectors.scroller, frames] as const,
        );
    }

    /** Milliseconds of long tasks since the page's start. */
    longTasks(): Promise<number> {
        return this.page.evaluate(() => benchProbe.longTasks());
    }

    /** Bytes on the page's JavaScript heap after the garbage has been taken away. */
    async heap(): Promise<number> {
        this.devtools ??= await this.page.context().newCDPSession(this.page);
        await this.devtools.send("HeapProfiler.collectGarbage");
        await this.devtools.send("Performance.enable");
        const { metrics } = await this.devtools.send("Performance.getMetrics");
        return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
    }
}
