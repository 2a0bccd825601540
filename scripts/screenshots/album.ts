/** Where the pictures go, and in which looks the chat is pictured. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";

import type { PersonOptions } from "../../tests/helpers/e2e_browser";

export type Language = "ar" | "fr";
export type Part = "backend" | "website" | "visitor" | "desk";
export const PARTS: readonly Part[] = ["backend", "website", "visitor", "desk"];

/** One way to look at the chat: a screen, a colour scheme, a direction of writing. */
export interface Look {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly isDark?: boolean;
    /** Arabic is written from right to left. */
    readonly language?: Language;
    /** The only surfaces in this look; left out: all. */
    readonly parts?: readonly Part[];
    /** 2: the page is drawn at 200 %, with half of the room. */
    readonly zoom?: number;
}

const DESKTOP = { width: 1440, height: 900 };
const TABLET = { width: 768, height: 1024 };
const PHONE = { width: 390, height: 844 };
const SMALL = { width: 320, height: 640 };
const CODES = { ar: "ar_001", fr: "fr_FR" } as const;

export const LOOKS: readonly Look[] = [
    { name: "1440", ...DESKTOP },
    { name: "768", ...TABLET },
    { name: "390", ...PHONE },
    { name: "320", ...SMALL },
    { name: "1440-zoom", width: 720, height: 450, zoom: 2 },
    { name: "1440-dark", ...DESKTOP, isDark: true },
    { name: "390-dark", ...PHONE, isDark: true },
    { name: "1440-rtl", ...DESKTOP, language: "ar" },
    { name: "390-rtl", ...PHONE, language: "ar" },
    { name: "1440-fr", ...DESKTOP, language: "fr", parts: ["visitor"] },
    { name: "390-fr", ...PHONE, language: "fr", parts: ["visitor"] },
    { name: "320-fr", ...SMALL, language: "fr", parts: ["visitor"] },
];

/** @returns Options of a browser that shows things this way. */
export function browserOf(look: Look): PersonOptions {
    return {
        viewport: { width: look.width, height: look.height },
        scale: look.zoom ?? 1,
        locale: look.language ?? "en-US",
    };
}

/** @returns How addresses of the website's pages begin in this look. */
export function rootOf({ language }: Look): string {
    return language ? `/${language}` : "";
}

/** @returns What Odoo calls a language. */
export function codeOf(language: Language): string {
    return CODES[language];
}

/** Milliseconds after which what a picture needs is given up: the others still want theirs. */
const PATIENCE = 15_000;

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
        page.setDefaultTimeout(PATIENCE);
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
