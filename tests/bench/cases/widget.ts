/** The website without a chat, with ours, and with Odoo's Live Chat, as a visitor meets them. */
import { withBrowser } from "../screen/stage";
import type { SiteBench } from "./case";
import { LIVE_CHAT, SEITECH_CHAT, type WebsiteChat } from "../widget/chats";
import { Site } from "../widget/site";
import { measureTalk } from "../widget/talking";
import { measureVisits } from "../widget/visiting";
import { measureWeights } from "../widget/weighing";

interface Sizes {
    /** Visitors of each site. */
    readonly visits: number;
    /** Conversations on each, and messages that either side sends in one. */
    readonly turns: number;
    readonly sends: number;
}

const FULL: Sizes = { visits: 6, turns: 2, sends: 12 };
const QUICK: Sizes = { visits: 1, turns: 1, sends: 2 };

export async function measureWidget(bench: SiteBench): Promise<void> {
    const { visits, turns, sends } = bench.isQuick ? QUICK : FULL;
    await withBrowser(async (browser, probe) => {
        const chats: Readonly<Record<string, WebsiteChat | null>> = {
            page: null,
            ...(bench.premises.hasModule && { seitech: SEITECH_CHAT }),
            livechat: LIVE_CHAT,
        };
        const started = performance.now();
        const opening = Object.entries(chats).map(async ([name, chat]) => {
            const premise = await bench.premises.open({
                suffix: `_${name}`,
                log: `odoo-${name}.log`,
                modules: chat ? [chat.module] : [],
            });
            const site = new Site(name, browser, probe, premise, chat);
            await site.begin();
            return site;
        });
        // All of them, before anything is cleaned up because one of them failed.
        await Promise.allSettled(opening);
        const sites = await Promise.all(opening);
        bench.say(`websites open after ${((performance.now() - started) / 1000).toFixed(1)} s`);
        bench.note({
            Websites:
                "one Odoo each on a copy of the same database; weights by a proxy that compresses, script and main thread in time of the processor",
        });
        await measureWeights(bench, sites);
        await measureVisits(bench, sites, visits);
        const talking = sites.filter(({ chat }) => chat !== null);
        await measureTalk(bench, talking, turns, sends);
    });
}
