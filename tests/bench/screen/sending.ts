/** Two people, each in a browser, write to each other. */
import type { Bench } from "../cases/case";
import { cycled } from "../cases/case";
import { pause } from "../odoo_server";
import { medianLimit, p95Limit, p95Ratio, timeRatio } from "../targets";
import type { System } from "../systems/system";
import type { ScreenPage } from "./screen_page";
import type { Stage } from "./stage";
import { inTurns, repeated, Samples } from "./turns";
import type { WritingPage } from "./writing_page";

/** From the last letter to Enter: what a client sends when somebody types is over by then. */
const BEFORE_ENTER_MS = 300;
/** After a message, so that one does not pay for the other. */
const SETTLE_MS = 200;

/** Milliseconds from Enter; undefined where it did not come. */
export interface Sent {
    /** Until the own page has shown it. */
    readonly own: number | undefined;
    /** Until the other page has it. */
    readonly other: number | undefined;
}

let texts = 0;

export async function measureSending(bench: Bench, stage: Stage): Promise<void> {
    const { rounds, sends } = bench.plan.sizes.screen;
    const own = new Samples();
    const there = new Samples();
    const back = new Samples();
    await inTurns(bench.systems, rounds, async (system) => {
        const [one, two] = await bothPages(bench, stage, system);
        // The first message of a page pays for code that has not run yet.
        await send(one, two);
        await send(two, one);
        await repeated(sends, async () => {
            const first = await send(one, two);
            const second = await send(two, one);
            own.add(system, first.own, second.own);
            there.add(system, first.other);
            back.add(system, second.other);
        });
        await Promise.all([one.close(), two.close()]);
    });
    const ratios = [timeRatio(0.4), p95Ratio(0.4)];
    bench.report({
        group: "screen",
        name: "Enter → own bubble painted",
        results: own.results(),
        targets: [medianLimit(34), p95Limit(34)],
    });
    const rows = { group: "screen", targets: ratios };
    const other = "Enter → in the other person's page";
    bench.report({ ...rows, name: `${other}, there`, results: there.results() });
    bench.report({ ...rows, name: `${other}, and back`, results: back.results() });
}

async function bothPages(
    { plan }: Bench,
    stage: Stage,
    system: System,
): Promise<[ScreenPage, ScreenPage]> {
    const one = await stage.open(system, cycled(plan.writers, 0), plan.pair.no);
    const two = await stage.open(system, cycled(plan.writers, 1), plan.pair.no);
    return [one, two];
}

/** Writes a line on one page and waits for it on both. */
export async function send(from: WritingPage, to: WritingPage): Promise<Sent> {
    const text = `said${++texts}so`;
    await from.write(`A line of about the length people write in a chat, ${text}`);
    await pause(BEFORE_ENTER_MS);
    await Promise.all([from.expectMessage(text), to.expectMessage(text)]);
    await from.pressEnter();
    const [own, other] = await Promise.all([from.message(), to.message()]);
    const pressed = await from.lastInput();
    await pause(SETTLE_MS);
    return { own: own && own.painted - pressed, other: other && other.inDom - pressed };
}
