/** People in real browsers, each in a context of their own, with their console watched. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "./chromium";
import { ODOO_URL, OdooSession, requiredEnv } from "./odoo_session";

/** What Debian's Odoo, which leaves a bundled library out, says on every backend page. */
const SELFIE = "mail/static/lib/selfie_segmentation/selfie_segmentation.js";
const KNOWN_NOISE: ReadonlySet<string> = new Set([
    `'Could not get content for ${SELFIE}.' in file '${SELFIE}'`,
]);

/** What Odoo's website says when somebody leaves a page before all of it was loaded. */
const LEFT_EARLY = /^Couldn't load preload assets:/;

/** Outside hosts that Odoo's own website theme asks for fonts; they get an empty answer here. */
const KNOWN_HOSTS: ReadonlySet<string> = new Set(["fonts.googleapis.com", "fonts.gstatic.com"]);

export const DESKTOP = { width: 1440, height: 900 };
export const TABLET = { width: 768, height: 1024 };
export const PHONE = { width: 390, height: 844 };

let browserPromise: Promise<Browser> | undefined;

function browser(): Promise<Browser> {
    browserPromise ??= launchChromium();
    return browserPromise;
}

/** Closes the shared browser; called once, after all tests. */
export async function closeBrowser(): Promise<void> {
    await (await browserPromise)?.close();
    browserPromise = undefined;
}

export interface PersonOptions {
    readonly viewport?: { readonly width: number; readonly height: number };
    /** Pixels of the screen for each of the page; 2 stands for a zoom of 200 %. */
    readonly scale?: number;
    readonly colorScheme?: "light" | "dark";
    readonly locale?: string;
    /** Where the server is found; left out: where it really is. */
    readonly url?: string;
    /** Another server that the pages there are meant to talk to. */
    readonly alsoAt?: string;
    /** Milliseconds by which this person's clock is ahead of everybody else's. */
    readonly clockAhead?: number;
    readonly reducedMotion?: "reduce";
    readonly timezone?: string;
    /** Cookies and storage that a browser of before has left. */
    readonly storage?: Awaited<ReturnType<BrowserContext["storageState"]>>;
    readonly withoutScript?: boolean;
}

/** Somebody with a browser of their own: one cookie jar, any number of tabs. */
export class Person {
    private readonly noise: string[] = [];
    private readonly expected: RegExp[] = [];

    private constructor(
        readonly login: string,
        readonly context: BrowserContext,
        readonly page: Page,
    ) {}

    /** Opens a browser for somebody who is not signed in. */
    static async visitor(options: PersonOptions = {}): Promise<Person> {
        return Person.open("", options);
    }

    /** Opens a browser for somebody who has signed in. The password of a demo user is its login. */
    static async signIn(login: string, options: PersonOptions = {}): Promise<Person> {
        const { cookie } = await OdooSession.signIn(login);
        const person = await Person.open(login, options);
        const [name = "", value = ""] = cookie.split("=");
        await person.context.addCookies([{ name, value, url: options.url ?? ODOO_URL }]);
        return person;
    }

    private static async open(login: string, options: PersonOptions): Promise<Person> {
        const url = options.url ?? ODOO_URL;
        const context = await (
            await browser()
        ).newContext({
            baseURL: url,
            viewport: options.viewport ?? DESKTOP,
            deviceScaleFactor: options.scale ?? 1,
            locale: options.locale ?? "en-US",
            reducedMotion: options.reducedMotion ?? null,
            javaScriptEnabled: !options.withoutScript,
            ...(options.timezone && { timezoneId: options.timezone }),
            ...(options.storage && { storageState: options.storage }),
        });
        if (options.clockAhead) {
            await context.clock.install({ time: Date.now() + options.clockAhead });
        }
        if (options.colorScheme) {
            await context.addCookies([{ name: "color_scheme", value: options.colorScheme, url }]);
        }
        // The first page of a new server also compiles Odoo's assets.
        context.setDefaultNavigationTimeout(90_000);
        const page = await context.newPage();
        const person = new Person(login, context, page);
        const also = options.alsoAt ? [new URL(options.alsoAt).host] : [];
        await person.keepInside([new URL(url).host, ...also]);
        person.watch(page);
        everybody.add(person);
        return person;
    }

    /** A second tab of the same browser. */
    async newTab(): Promise<Page> {
        const page = await this.context.newPage();
        this.watch(page);
        return page;
    }

    /** Console errors, warnings and uncaught exceptions so far, without Odoo's known noise. */
    consoleNoise(): readonly string[] {
        return this.noise.filter((line) => !this.expected.some((words) => words.test(line)));
    }

    /** Forgets what a test provoked on purpose (a server that is down, for example). */
    forgiveConsole(expected: RegExp): void {
        const kept = this.noise.filter((line) => !expected.test(line));
        this.noise.splice(0, this.noise.length, ...kept);
    }

    /** What is said in the console and no fault of the page, now or later. */
    expectInConsole(expected: RegExp): void {
        this.expected.push(expected);
    }

    async close(): Promise<void> {
        everybody.delete(this);
        await this.context.close();
    }

    /** Nothing leaves this machine; a page that tries to reach an unexpected host is at fault. */
    private async keepInside(own: readonly string[]): Promise<void> {
        await this.context.route(
            (url) => url.protocol.startsWith("http") && !own.includes(url.host),
            async (route) => {
                const { host } = new URL(route.request().url());
                if (!KNOWN_HOSTS.has(host)) {
                    this.noise.push(`${this.name}: request to ${host}`);
                }
                await route.fulfill({ status: 200, contentType: "text/css", body: "" });
            },
        );
    }

    get name(): string {
        return this.login || "visitor";
    }

    private watch(page: Page): void {
        page.on("console", (message) => {
            const text = message.text();
            const loud = message.type() === "error" || message.type() === "warning";
            if (loud && !KNOWN_NOISE.has(text) && !LEFT_EARLY.test(text)) {
                this.noise.push(`${this.name}: ${message.type()}: ${text}`);
            }
        });
        page.on("pageerror", (error) => {
            this.noise.push(`${this.name}: uncaught: ${String(error)}`);
        });
    }
}

const everybody = new Set<Person>();

/** Closes every browser a test left open; returns what their consoles said. */
export async function closeEverybody(): Promise<readonly string[]> {
    const noise = [...everybody].flatMap((person) => person.consoleNoise());
    await Promise.all([...everybody].map((person) => person.close()));
    return noise;
}

/** Leaves a screenshot of every open page and every console line where the runner says. */
export async function leaveEvidence(testName: string): Promise<void> {
    const folder = join(requiredEnv("SEITECH_RESULTS"), testName.replaceAll(/\W+/g, "_"));
    mkdirSync(folder, { recursive: true });
    for (const person of everybody) {
        writeFileSync(join(folder, `${person.name}.console.txt`), person.consoleNoise().join("\n"));
        for (const [index, page] of person.context.pages().entries()) {
            await page.screenshot({
                path: join(folder, `${person.name}.${index}.png`),
            });
        }
    }
}

const cleanups: (() => Promise<unknown>)[] = [];

/** Has something tidied up after the test that is running, whatever becomes of it. */
export function afterTest(run: () => Promise<unknown>): void {
    cleanups.push(run);
}

/**
 * A test with people in browsers. Demands silent consoles; on failure leaves what they saw.
 *
 * @param name Of the test, and of the folder with the evidence.
 */
export function peopleTest(name: string, run: (assert: Assert) => Promise<void>): void {
    QUnit.test(name, async (assert) => {
        try {
            await run(assert);
        } catch (error) {
            await leaveEvidence(name);
            throw error;
        } finally {
            assert.deepEqual(await closeEverybody(), [], "the consoles are clean");
            await Promise.all(cleanups.splice(0).map((tidy) => tidy()));
        }
    });
}
