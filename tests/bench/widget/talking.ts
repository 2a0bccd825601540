/** A visitor and an agent, each in a browser, write to each other. */
import type { SiteBench } from "../cases/case";
import { pause } from "../odoo_server";
import { send } from "../screen/sending";
import { inTurns, repeated, Samples } from "../screen/turns";
import { WritingPage } from "../screen/writing_page";
import { timeRatio } from "../targets";
import type { WebsiteChat } from "./chats";
import type { Site } from "./site";
import { VisitorPage } from "./visitor_page";

const CLAIM_TIMEOUT_MS = 60_000;
const BEGIN_TIMEOUT_MS = 60_000;

/** @param sends Messages that each of the two writes in a turn. */
export async function measureTalk(
    bench: SiteBench,
    sites: readonly Site[],
    turns: number,
    sends: number,
): Promise<void> {
    const there = new Samples();
    const back = new Samples();
    await inTurns(sites, turns, (site) =>
        site.receive(async (context) => {
            if (!site.chat) {
                return;
            }
            const visitor = await VisitorPage.open(context, site.chat.widget);
            const agent = await meet(site, site.chat, visitor);
            // The first message of a page pays for code that has not run yet.
            await send(visitor, agent);
            await send(agent, visitor);
            await repeated(sends, async () => {
                there.add(site, (await send(visitor, agent)).other);
                back.add(site, (await send(agent, visitor)).other);
            });
        }),
    );
    const row = { group: "widget", targets: [timeRatio(0.4)] };
    const name = (from: string, to: string) => `${from} presses Enter → in the ${to}'s page`;
    bench.report({ ...row, name: name("visitor", "agent"), results: there.results() });
    bench.report({ ...row, name: name("agent", "visitor"), results: back.results() });
}

/** The visitor begins, the agent opens the conversation and takes it. */
async function meet(site: Site, chat: WebsiteChat, visitor: VisitorPage): Promise<WritingPage> {
    const before = await newestChannel(site, chat);
    await visitor.visit(site.home);
    await visitor.openWidget();
    await visitor.use((page) => chat.begin(page, "Good morning"));
    const address = new URL(chat.deskPath(await channelAfter(site, chat, before)), site.home);
    await site.desk.goto(address.href);
    await chat.claim(site.desk);
    await site.desk.locator(chat.desk.composer).waitFor({ timeout: CLAIM_TIMEOUT_MS });
    const agent = new WritingPage(site.desk, chat.desk);
    await Promise.all([agent.calm(), visitor.calm()]);
    return agent;
}

/** The page shows the first message before the server has it. */
async function channelAfter(site: Site, chat: WebsiteChat, before: number): Promise<number> {
    const deadline = Date.now() + BEGIN_TIMEOUT_MS;
    for (;;) {
        const id = await newestChannel(site, chat);
        if (id > before) {
            return id;
        }
        if (Date.now() > deadline) {
            throw new Error(`${site.name}: no conversation has begun`);
        }
        await pause(200);
    }
}

/** @returns 0 for none. */
async function newestChannel(site: Site, chat: WebsiteChat): Promise<number> {
    const rows = await site.premise.database.query(chat.newestChannel);
    return Number(rows[0]?.[0] ?? 0);
}
