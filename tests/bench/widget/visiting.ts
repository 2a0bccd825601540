/** How long a visitor waits for the button and for the field, and what the page costs the browser. */
import type { SiteBench } from "../cases/case";
import { inTurns, Samples } from "../screen/turns";
import { shownRatio, timeRatio } from "../targets";
import type { Site } from "./site";
import { VisitorPage, type Work } from "./visitor_page";
import { CACHES, type Moment, Quarters } from "./weighing";

class Findings {
    readonly script = new Quarters();
    readonly task = new Quarters();
    readonly button = { empty: new Samples(), warm: new Samples() };
    readonly ready = { empty: new Samples(), warm: new Samples() };
}

/** @param visits How many visitors come to each site. */
export async function measureVisits(
    bench: SiteBench,
    sites: readonly Site[],
    visits: number,
): Promise<void> {
    const findings = new Findings();
    await inTurns(sites, visits, (site) => visit(site, findings));
    const { script, task, button, ready } = findings;
    script.report(bench, "script time", () => 0.2);
    task.report(bench, "main thread", () => Infinity);
    for (const cache of CACHES) {
        const row = { group: "widget", targets: [shownRatio()] };
        const name = `open the page, ${cache} cache → button`;
        bench.report({ ...row, name, results: button[cache].results() });
    }
    for (const cache of CACHES) {
        const row = { group: "widget", targets: [timeRatio(0.5)] };
        const name = `click, ${cache} cache → ready to type`;
        bench.report({ ...row, name, results: ready[cache].results() });
    }
}

/** A visitor who comes for the first time, and then a second. */
async function visit(site: Site, findings: Findings): Promise<void> {
    await site.receive(async (context) => {
        for (const cache of CACHES) {
            const note = (moment: Moment, { script, task }: Work): void => {
                findings.script.at(cache, moment).add(site, script);
                findings.task.at(cache, moment).add(site, task);
            };
            const page = await VisitorPage.open(context, site.chat?.widget ?? null);
            const shown = await page.visit(site.home);
            note("before the click", await page.work());
            if (site.chat) {
                findings.button[cache].add(site, shown);
                findings.ready[cache].add(site, await page.openWidget());
            }
            note("widget open", await page.work());
            await page.forget();
            await page.close();
        }
    });
}
