/** Where the pictures go, and in which looks the chat is pictured. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";

import type { PersonOptions } from "../../tests/helpers/e2e_browser";

/** One way to look at the chat: a screen, a colour scheme, a direction of writing. */
export interface Look {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly isDark?: boolean;
    /** In Arabic, from right to left. */
    readonly isRtl?: boolean;
    /** 2: the page is drawn at 200 %, with half of the room. */
    readonly zoom?: number;
}

const DESKTOP = { width: 1440, height: 900 };
const TABLET = { width: 768, height: 1024 };
const PHONE = { width: 390, height: 844 };

export const LOOKS: readonly Look[] = [
    { name: "1440", ...DESKTOP },
    { name: "768", ...TABLET },
    { name: "390", ...PHONE },
    { name: "320", width: 320, height: 640 },
    { name: "1440-zoom", width: 720, height: 450, zoom: 2 },
    { name: "1440-dark", ...DESKTOP, isDark: true },
    { name: "390-dark", ...PHONE, isDark: true },
    { name: "1440-rtl", ...DESKTOP, isRtl: true },
    { name: "390-rtl", ...PHONE, isRtl: true },
];

/** @returns Options of a browser that shows things this way. */
export function browserOf(look: Look): PersonOptions {
    return {
        viewport: { width: look.width, height: look.height },
        scale: look.zoom ?? 1,
        locale: look.isRtl ? "ar" : "en-US",
    };
}

/** What Odoo does with its styles where the program rtlcss is installed. */
export async function turnAround(page: Page): Promise<void> {
    await page.addInitScript(() => {
        document.addEventListener("DOMContentLoaded", () => {
            const style = document.createElement("style");
            style.textContent = "body { direction: rtl !important }";
            document.head.append(style);
        });
    });
}

/** The pictures of one surface in one look, numbered in the order they are taken. */
export class Album {
    private count = 0;

    /**
     * @param folder Where they are put.
     * @param prefix Begins the name of each.
     */
    constructor(
        private readonly folder: string,
        private readonly prefix: string,
    ) {
        mkdirSync(folder, { recursive: true });
    }

    /** Takes one, once fonts and pictures have come and nothing moves any more. */
    async take(name: string, page: Page): Promise<void> {
        this.count += 1;
        await settle(page);
        const number = String(this.count).padStart(2, "0");
        const file = `${this.prefix}-${number}-${name}.png`;
        await page.screenshot({ path: join(this.folder, file), animations: "disabled" });
        console.info(file);
    }

    /** Does something for a picture and takes it; what cannot be done is told and left out. */
    async step(name: string, page: Page, prepare: () => Promise<unknown>): Promise<void> {
        try {
            await prepare();
        } catch (error) {
            process.exitCode = 1;
            console.error(`${this.prefix}: ${name}: ${String(error)}`);
        }
        await this.take(name, page);
    }
}

/** Milliseconds for what slides in, fades or is put off for a moment. */
const STILL = 350;

async function settle(page: Page): Promise<void> {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.waitForTimeout(STILL);
}

/** Clicks on something that only shows while the pointer is over its place. */
export async function hoverAndClick(place: Locator, target: Locator): Promise<void> {
    await place.hover();
    await target.click();
}
