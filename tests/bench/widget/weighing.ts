/** What a visitor's browser asks for and gets, before the click and after it. */
import type { SiteBench } from "../cases/case";
import { pause } from "../odoo_server";
import { Samples } from "../screen/turns";
import { addedRatio } from "../targets";
import { Scales } from "./scales";
import type { Site } from "./site";
import { VisitorPage } from "./visitor_page";

/** What comes late comes within this time. */
const LATE_MS = 1_000;

export const CACHES = ["empty", "warm"] as const;
const MOMENTS = ["before the click", "widget open"] as const;
export type Cache = (typeof CACHES)[number];
export type Moment = (typeof MOMENTS)[number];

/** Figures of the same thing with either cache, before the click and with the widget open. */
export class Quarters {
    private readonly samples = new Map<string, Samples>();

    at(cache: Cache, moment: Moment): Samples {
        const key = `${cache} cache, ${moment}`;
        const samples = this.samples.get(key) ?? new Samples();
        this.samples.set(key, samples);
        return samples;
    }

    /** Reports them, with what each is meant to reach. */
    report(
        bench: SiteBench,
        what: string,
        limit: (cache: Cache, moment: Moment) => number,
        unit?: "bytes" | "count",
    ): void {
        for (const cache of CACHES) {
            for (const moment of MOMENTS) {
                bench.report({
                    group: "widget",
                    name: `${what}, ${cache} cache, ${moment}`,
                    results: this.at(cache, moment).results(),
                    targets: [addedRatio(limit(cache, moment))],
                    ...(unit && { unit }),
                });
            }
        }
    }
}

/** Once for each: the same is sent every time. */
export async function measureWeights(bench: SiteBench, sites: readonly Site[]): Promise<void> {
    const bytes = new Quarters();
    const requests = new Quarters();
    for (const site of sites) {
        await weigh(site, bytes, requests);
    }
    const limits = { "before the click": 0.02, "widget open": 0.2 };
    // With a warm cache only answers are left, which no file's size decides.
    const limit = (cache: Cache, moment: Moment): number =>
        cache === "empty" ? limits[moment] : Infinity;
    bytes.report(bench, "bytes", limit, "bytes");
    requests.report(bench, "requests", () => Infinity, "count");
}

async function weigh(site: Site, bytes: Quarters, requests: Quarters): Promise<void> {
    const scales = await Scales.before(site.home);
    try {
        await site.receive(async (context) => {
            for (const cache of CACHES) {
                const note = async (moment: Moment): Promise<void> => {
                    await pause(LATE_MS);
                    const weight = scales.read();
                    bytes.at(cache, moment).add(site, weight.bytes);
                    requests.at(cache, moment).add(site, weight.requests);
                };
                const page = await VisitorPage.open(context, site.chat?.widget ?? null);
                scales.empty();
                await page.visit(scales.address);
                await note("before the click");
                if (site.chat) {
                    await page.openWidget();
                }
                await note("widget open");
                await page.forget();
                await page.close();
            }
        });
    } finally {
        scales.close();
    }
}
