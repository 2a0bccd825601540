/** Runs the tests of `ui/` in a real browser: real OWL, real templates, real styles. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import type { BrowserContext, Page } from "playwright-core";

import type { TestResult } from "../../scripts/qunit_reporter";
import { captchaScript } from "./captcha_stand_ins";
import { launchChromium } from "./chromium";

export interface BrowserTestOutcome {
    readonly passed: number;
    readonly failed: number;
}

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const START = path.join(ROOT, "tests/helpers/browser_start.ts");
/** Answered by the runner itself; storage needs an origin. */
const ORIGIN = "http://seitech.test";
/** Odoo's tests may be running on the same processors. */
const LONGEST_RUN = 300_000;

/** What Bootstrap and Odoo bring to every page, as far as layout in the tests depends on it. */
const PAGE = `<!DOCTYPE html>
<html lang="en">
    <head>
        <meta charset="utf-8" />
        <title>ui tests</title>
        <style>
            *, ::before, ::after { box-sizing: border-box; }
            body { margin: 0; font: 16px/1.5 sans-serif; }
            button, textarea { font: inherit; }
            .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; }
        </style>
    </head>
    <body>
        <div id="qunit-fixture"></div>
        <script>QUnit = { config: { autostart: false } };</script>
        <script src="/qunit.js"></script>
        <script src="/tests.js"></script>
    </body>
</html>`;

/**
 * Runs `tests/ui/**\/*.test.ts` in headless Chromium.
 *
 * @param filter Part of a test file's path, or of a test's name; all tests without it.
 * @param onResult Called with each finished test, and with what went wrong outside of tests.
 * @returns How many tests passed and failed.
 * @throws {Error} When the tests do not compile or the browser does not start.
 */
export async function runBrowserTests(
    filter: string | undefined,
    onResult: (result: TestResult) => void = () => {},
): Promise<BrowserTestOutcome> {
    const { files, testName } = await chooseTests(filter);
    const script = await bundle(files);
    const browser = await launchChromium();
    try {
        const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin" });
        await serve(context, script);
        return await runPage(await context.newPage(), testName, onResult);
    } finally {
        await browser.close();
    }
}

async function chooseTests(
    filter: string | undefined,
): Promise<{ readonly files: readonly string[]; readonly testName: string | null }> {
    const { findTestFiles, selectTests } = await import("../../scripts/qunit_reporter");
    return selectTests(findTestFiles(path.join(ROOT, "tests/ui")), filter);
}

/** Imported templates register themselves for the tests, imported styles go into the page. */
const assets: esbuild.Plugin = {
    name: "assets",
    setup(build) {
        build.onLoad({ filter: /\.xml$/ }, async ({ path: file }) => ({
            contents: `(globalThis.seitechTemplates ??= []).push(${JSON.stringify(await readFile(file, "utf8"))});`,
        }));
        build.onLoad({ filter: /\.scss$/ }, async ({ path: file }) => ({
            contents: `document.head.append(Object.assign(document.createElement("style"), { textContent: ${JSON.stringify(await readFile(file, "utf8"))} }));`,
        }));
    },
};

async function bundle(files: readonly string[]): Promise<string> {
    const result = await esbuild.build({
        stdin: {
            contents: [START, ...files].map((file) => `import ${JSON.stringify(file)};`).join("\n"),
            resolveDir: ROOT,
        },
        absWorkingDir: ROOT,
        bundle: true,
        write: false,
        format: "iife",
        target: "es2022",
        charset: "utf8",
        sourcemap: "inline",
        plugins: [assets],
        logLevel: "warning",
    });
    return result.outputFiles[0]?.text ?? "";
}

async function serve(context: BrowserContext, script: string): Promise<void> {
    const qunit = await readFile(path.join(ROOT, "node_modules/qunit/qunit/qunit.js"), "utf8");
    let isBlocking = false;
    await context.exposeFunction("seitechBlock", (isBlocked: boolean) => (isBlocking = isBlocked));
    await context.route("**/*", async (route) => {
        const captcha = captchaScript(route.request().url());
        if (captcha !== null && isBlocking) {
            return route.abort("blockedbyclient");
        }
        if (captcha !== null) {
            return route.fulfill({ contentType: "text/javascript", body: captcha });
        }
        switch (new URL(route.request().url()).pathname) {
            case "/":
                return route.fulfill({ contentType: "text/html", body: PAGE });
            case "/qunit.js":
                return route.fulfill({ contentType: "text/javascript", body: qunit });
            case "/tests.js":
                return route.fulfill({ contentType: "text/javascript", body: script });
            default:
                return route.fulfill({ status: 404, body: "" });
        }
    });
}

async function runPage(
    page: Page,
    testName: string | null,
    onResult: (result: TestResult) => void,
): Promise<BrowserTestOutcome> {
    const counts = { passed: 0, failed: 0 };
    const count = (result: TestResult): void => {
        counts[result.status === "passed" ? "passed" : "failed"] += 1;
        onResult(result);
    };
    const outside = (what: string, message: string): void => {
        count({ fullName: [what], status: "failed", runtime: 0, errors: [{ message }] });
    };
    page.on("pageerror", (error) => outside("uncaught error", error.stack ?? error.message));
    page.on("console", (message) => {
        const isMissing = message.text().startsWith("Failed to load resource");
        if (["error", "warning"].includes(message.type()) && !isMissing) {
            outside(`console ${message.type()}`, message.text());
        }
    });
    // Figures that a test has measured, for people to read.
    page.on("console", (message) => {
        if (message.type() === "info") {
            process.stdout.write(`  ${message.text()}\n`);
        }
    });
    await exposeDriver(page);
    await page.exposeFunction("seitechTestEnd", count);
    const end = new Promise<void>((resolve, reject) => {
        void page.exposeFunction("seitechRunEnd", resolve).catch(reject);
        setTimeout(() => reject(new Error("the tests did not end")), LONGEST_RUN).unref();
    });
    await page.goto(`${ORIGIN}/?${new URLSearchParams(testName === null ? {} : { testName })}`);
    await end;
    return counts;
}

/** Real input for the tests: what a script dispatches does not do what a key press does. */
async function exposeDriver(page: Page): Promise<void> {
    await page.exposeFunction("seitechPress", (key: string) => page.keyboard.press(key));
    await page.exposeFunction("seitechType", (text: string) => page.keyboard.insertText(text));
    await page.exposeFunction("seitechResize", (width: number, height: number) =>
        page.setViewportSize({ width, height }),
    );
}
