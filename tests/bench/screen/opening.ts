/** Somebody with a long list opens the page, and then one channel after the other. */
import type { Bench } from "../cases/case";
import { cycled } from "../cases/case";
import { markOf, type PlannedChannel } from "../plan";
import { timeRatio } from "../targets";
import type { ScreenPage } from "./screen_page";
import type { Stage } from "./stage";
import { inTurns, repeated, Samples } from "./turns";

export async function measureOpening(bench: Bench, stage: Stage): Promise<void> {
    const { listers, sizes } = bench.plan;
    const lister = cycled(listers, listers.length - 1);
    const rows = new Samples();
    const messages = new Samples();
    const channels = new Samples();
    await inTurns(bench.systems, sizes.screen.rounds, async (system) => {
        const list = bench.plan.listOf(lister);
        const [first] = list.values();
        if (!first) {
            throw new Error("nothing in the list");
        }
        // Somebody who was here before: the browser has the code already.
        const page = await stage.open(system, lister.person, first.no);
        await repeated(sizes.screen.opens, async () => {
            await page.leaveFor(stage.address(system, first.no));
            await Promise.all([page.expectRow(), page.expectMessage(markOf(first))]);
            const [row, message] = await Promise.all([page.row(), page.message()]);
            const started = await page.started();
            rows.add(system, row && row.painted - started);
            messages.add(system, message && message.painted - started);
            await page.calm();
        });
        const seen = new Set([first]);
        await repeated(sizes.screen.opens, async () =>
            channels.add(system, await openChannel(page, list, seen)),
        );
        await page.close();
    });
    const row = { group: "screen", targets: [timeRatio(0.25)] };
    const amount = `${lister.channels.toLocaleString("en")} channels`;
    const opening = `open the page with ${amount}`;
    bench.report({ ...row, name: `${opening} → list usable`, results: rows.results() });
    bench.report({ ...row, name: `${opening} → messages`, results: messages.results() });
    bench.report({
        ...row,
        name: `click on one of ${amount} → messages`,
        results: channels.results(),
    });
}

/** @param seen Channels whose messages the page has already; the one it opens is added. */
async function openChannel(
    page: ScreenPage,
    list: ReadonlyMap<string, PlannedChannel>,
    seen: Set<PlannedChannel>,
): Promise<number | undefined> {
    for (const spot of await page.rowsInSight()) {
        const channel = list.get(spot.text);
        if (channel && !seen.has(channel)) {
            seen.add(channel);
            await page.expectMessage(markOf(channel));
            await page.click(spot);
            const message = await page.message();
            const clicked = await page.lastInput();
            await page.calm();
            return message && message.painted - clicked;
        }
    }
    throw new Error("no row in sight that has not been opened");
}
