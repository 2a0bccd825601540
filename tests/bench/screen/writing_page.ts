/** An open page on which somebody reads messages and writes some. */
import type { Page } from "playwright-core";
import type { Probe } from "./probe";
import type { Appearance, Expectation } from "./probe_watch";
import type { Selectors } from "./selectors";

/** What takes longer counts as failed. */
const APPEARANCE_TIMEOUT_MS = 60_000;
/** A page that does nothing for so long is done with what it was doing. */
const QUIET_MS = 300;
const CALM_TIMEOUT_MS = 15_000;

/** What `probe.ts` puts into the page. */
declare const benchProbe: Probe;

export class WritingPage<
    S extends Pick<Selectors, "message" | "composer"> = Pick<Selectors, "message" | "composer">,
> {
    constructor(
        protected readonly page: Page,
        protected readonly selectors: S,
    ) {}

    /** Leaves for an address; the probe is there when this returns. */
    async leaveFor(address: string): Promise<void> {
        await this.page.goto(address, { waitUntil: "commit" });
    }

    /** When the page began to open. */
    started(): Promise<number> {
        return this.page.evaluate(() => performance.timeOrigin);
    }

    async close(): Promise<void> {
        await this.page.close();
    }

    /** Waits until the page has come to rest. */
    async calm(): Promise<void> {
        await this.page.evaluate(([quiet, most]) => benchProbe.calm(quiet, most), [
            QUIET_MS,
            CALM_TIMEOUT_MS,
        ] as const);
    }

    /** Begins to wait for a message with such a text; `message` tells of it. */
    expectMessage(pattern: string): Promise<void> {
        const { message } = this.selectors;
        return this.expect({ name: "message", selector: message, pattern, end: "last" });
    }

    /** @returns undefined when it did not come in time. */
    message(): Promise<Appearance | undefined> {
        return this.appearance("message");
    }

    /** When Enter was last pressed, or something last clicked. */
    lastInput(): Promise<number> {
        return this.page.evaluate(() => benchProbe.lastInput());
    }

    async write(text: string): Promise<void> {
        await this.page.locator(this.selectors.composer).focus();
        await this.page.keyboard.insertText(text);
    }

    async pressEnter(): Promise<void> {
        await this.page.keyboard.press("Enter");
    }

    protected appearance(name: string): Promise<Appearance | undefined> {
        return this.page.evaluate(([which, timeout]) => benchProbe.appearance(which, timeout), [
            name,
            APPEARANCE_TIMEOUT_MS,
        ] as const);
    }

    protected expect(expectation: Expectation): Promise<void> {
        return this.page.evaluate((expected) => benchProbe.expect(expected), expectation);
    }
}
