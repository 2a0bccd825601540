/** Tests of the wires in a real browser: several tabs of one person, and a server to talk to. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import type { Browser, BrowserContext, Page } from "playwright-core";

import { launchChromium } from "./chromium";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const STAND_INS = path.join(ROOT, "tests/helpers/odoo_stand_ins.ts");
/** A page without https, where browsers offer less. */
const INSECURE = "http://seitech.test";

const PAGE = `<!DOCTYPE html>
<html lang="en">
    <head><meta charset="utf-8"><title>A page</title></head>
    <body><button>Somewhere to click</button><script src="/wires.js"></script></body>
</html>`;

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A browser with one profile, and the server its pages come from. */
export class WiresBrowser {
    /** Answers what is not the page itself. */
    answer: Answer = (_request, response) => void response.writeHead(404).end();

    private readonly server = createServer((request, response) => this.serve(request, response));
    private readonly started: { browser: Browser; context: BrowserContext }[] = [];
    private script = "";

    async start(): Promise<void> {
        this.script = await bundle();
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        const browser = await launchChromium();
        const context = await browser.newContext({ permissions: ["notifications"] });
        await context.addInitScript("globalThis.__name = (value) => value;");
        await context.route(`${INSECURE}/**`, (route) => {
            const isScript = route.request().url().endsWith(".js");
            return route.fulfill(
                isScript
                    ? { contentType: "text/javascript", body: this.script }
                    : { contentType: "text/html", body: PAGE },
            );
        });
        this.started.push({ browser, context });
    }

    async stop(): Promise<void> {
        await Promise.all(this.started.splice(0).map(({ browser }) => browser.close()));
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    /** Opens one more tab. */
    async openTab(isSecure = true): Promise<Page> {
        const [first] = this.started;
        if (!first) {
            throw new Error("the browser has not been started");
        }
        const page = await first.context.newPage();
        await page.goto(isSecure ? this.origin : INSECURE);
        return page;
    }

    /** Closes all tabs; what they have stored stays until the next page clears it. */
    async closeTabs(): Promise<void> {
        const pages = this.started.flatMap(({ context }) => context.pages());
        await Promise.all(pages.map((page) => page.close()));
    }

    private get origin(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    private serve(request: IncomingMessage, response: ServerResponse): void {
        if (request.url === "/") {
            response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
        } else if (request.url === "/wires.js") {
            response.writeHead(200, { "Content-Type": "text/javascript" }).end(this.script);
        } else {
            void this.answer(request, response);
        }
    }
}

async function bundle(): Promise<string> {
    const result = await esbuild.build({
        entryPoints: [path.join(ROOT, "tests/helpers/wires_entry.ts")],
        absWorkingDir: ROOT,
        bundle: true,
        write: false,
        format: "iife",
        target: "es2022",
        charset: "utf8",
        alias: {
            "@web/core/assets": STAND_INS,
            "@web/core/l10n/localization": STAND_INS,
            "@web/core/registry": STAND_INS,
        },
        logLevel: "warning",
    });
    return result.outputFiles[0]?.text ?? "";
}
