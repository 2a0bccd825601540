/** Somebody reads back: loading page after page, and scrolling through what is loaded. */
import type { Bench, Row } from "../cases/case";
import type { Measured } from "../measure";
import { markOf } from "../plan";
import type { System } from "../systems/system";
import { noWorseThan, shownRatio, timeRatio } from "../targets";
import type { ScreenPage } from "./screen_page";
import type { Stage } from "./stage";
import { inTurns, Samples } from "./turns";

interface Goal {
    readonly messages: number;
    /** Loading ends after so long. */
    readonly budgetMs: number;
}

/** What is measured with some messages loaded. */
class Findings {
    readonly steps = new Samples();
    readonly loadingTasks = new Samples();
    readonly heap = new Samples();
    readonly growth = new Samples();
    readonly frames = new Samples();
    readonly scrollingTasks = new Samples();
}

/** Long tasks are given for so many, so that runs of different lengths compare. */
const PER_MESSAGES = 500;
const PER_FRAMES = 100;

export async function measureHistory(bench: Bench, stage: Stage): Promise<void> {
    const { rounds, loaded, loadedMany, loadingMs, loadingManyMs } = bench.plan.sizes.screen;
    const some = new Findings();
    const goal = { messages: loaded, budgetMs: loadingMs };
    await inTurns(bench.systems, rounds, (system) => readBack(bench, stage, system, goal, some));
    reportSome(bench, loaded, some);
    // Discuss would take hours for as many.
    const ours = bench.systems.filter(({ name }) => name === "seitech");
    if (ours.length > 0) {
        const many = new Findings();
        const far = { messages: loadedMany, budgetMs: loadingManyMs };
        await inTurns(ours, 1, (system) => readBack(bench, stage, system, far, many));
        reportMany(bench, loaded, loadedMany, some, many);
    }
}

async function readBack(
    bench: Bench,
    stage: Stage,
    system: System,
    goal: Goal,
    findings: Findings,
): Promise<void> {
    const { scrolled, reader, sizes } = bench.plan;
    const page = await stage.open(system, reader, scrolled.no);
    const heapBefore = await page.heap();
    const loadingTasks = await longTasksDuring(page, async () => {
        const steps = await page.climb({
            pattern: markOf(scrolled),
            until: scrolled.messages - goal.messages + 1,
            budgetMs: goal.budgetMs,
        });
        findings.steps.add(system, ...steps);
    });
    const reached = scrolled.messages - (await page.oldest(markOf(scrolled))) + 1;
    if (reached < goal.messages) {
        findings.steps.fail(system, `time was up at ${reached} messages`);
    }
    findings.loadingTasks.add(system, (loadingTasks / reached) * PER_MESSAGES);
    const heap = await page.heap();
    findings.heap.add(system, heap);
    findings.growth.add(system, heap - heapBefore);
    let frames: readonly number[] = [];
    const scrollingTasks = await longTasksDuring(page, async () => {
        frames = await page.scrollThrough(sizes.screen.frames);
    });
    findings.frames.add(system, ...frames);
    findings.scrollingTasks.add(system, (scrollingTasks / frames.length) * PER_FRAMES);
    await page.close();
}

async function longTasksDuring(page: ScreenPage, work: () => Promise<void>): Promise<number> {
    const before = await page.longTasks();
    await work();
    return (await page.longTasks()) - before;
}

/** Names and figures of the rows, the same for both amounts. */
function rowsOf(findings: Findings, loaded: number): readonly Omit<Row, "targets" | "group">[] {
    const amount = `${loaded.toLocaleString("en")} messages`;
    const bytes = { unit: "bytes" } as const;
    return [
        { name: `at the top → older ones, up to ${amount}`, results: findings.steps.results() },
        {
            name: `long tasks per ${PER_MESSAGES} messages, loading ${amount}`,
            results: findings.loadingTasks.results(),
        },
        { name: `heap with ${amount}`, results: findings.heap.results(), ...bytes },
        { name: `heap, growth by ${amount}`, results: findings.growth.results(), ...bytes },
        { name: `frame, scrolling in ${amount}`, results: findings.frames.results() },
        {
            name: `long tasks per ${PER_FRAMES} frames, scrolling in ${amount}`,
            results: findings.scrollingTasks.results(),
        },
    ];
}

function reportSome(bench: Bench, loaded: number, findings: Findings): void {
    for (const row of rowsOf(findings, loaded)) {
        // Most of the whole heap is Odoo's own web client, the same for both.
        const isWhole = row.name.startsWith("heap with");
        const targets = [isWhole ? shownRatio() : timeRatio(0.25)];
        bench.report({ group: "screen", ...row, targets });
    }
}

function reportMany(
    bench: Bench,
    loaded: number,
    loadedMany: number,
    some: Findings,
    many: Findings,
): void {
    const before: readonly (Measured | undefined)[] = rowsOf(some, loaded).map(
        ({ results }) => results["seitech"],
    );
    for (const [index, row] of rowsOf(many, loadedMany).entries()) {
        const targets = [noWorseThan(`with ${loaded}`, before[index])];
        bench.report({ group: "screen", ...row, targets });
    }
}
