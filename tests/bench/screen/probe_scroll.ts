/** The part of the probe that scrolls as a person does who reads back. */
import { frame, now, pause } from "./probe_time";

/** Loading history by going to the top again and again. */
export interface Climb {
    readonly scroller: string;
    readonly message: string;
    /** Of a message's text; its group is the message's place in the channel. */
    readonly pattern: string;
    /** Ends when the message at this place is there, */
    readonly until: number;
    /** or after this long. */
    readonly budgetMs: number;
}

/** A page of history that takes longer ends the climb. */
const STEP_TIMEOUT_MS = 30_000;
/** Quiet between two steps, so that one does not pay for the other. */
const QUIET_MS = 60;
/** Pixels a frame: fast, but with every message in sight once. */
const SPEED = 100;
/** Scrolling ends after so long. */
const SCROLLING_MS = 40_000;
/** Nearer to the top both chats load more, which is not what is measured here. */
const MARGIN = 450;

/** @returns milliseconds from each arrival at the top until older messages were painted. */
export async function climb(task: Climb): Promise<readonly number[]> {
    const deadline = now() + task.budgetMs;
    const times: number[] = [];
    while (oldest(task) > task.until && now() < deadline) {
        const time = await step(task);
        if (time === undefined) {
            break;
        }
        times.push(time);
        await settled(task);
    }
    return times;
}

async function step(task: Climb): Promise<number | undefined> {
    const scroller = scrollerOf(task.scroller);
    if (scroller.scrollTop < MARGIN) {
        // Arriving at the top needs somewhere to come from.
        scroller.scrollTop = MARGIN;
        await frame();
        await frame();
    }
    const before = oldest(task);
    const started = now();
    scroller.scrollTop = 0;
    do {
        const painted = await frame();
        if (oldest(task) < before) {
            return painted - started;
        }
    } while (now() - started < STEP_TIMEOUT_MS);
    return undefined;
}

/** Until what a step has brought has stayed the same for a little while. */
async function settled(task: Climb): Promise<void> {
    let seen = -1;
    for (;;) {
        const before = seen;
        seen = oldest(task) + scrollerOf(task.scroller).scrollHeight;
        if (seen === before) {
            return;
        }
        await pause(QUIET_MS);
        await frame();
    }
}

/** @returns the place in the channel of the uppermost message on the page. */
export function oldest({ message, pattern }: Pick<Climb, "message" | "pattern">): number {
    const text = document.querySelector(message)?.textContent ?? "";
    return Number(new RegExp(pattern).exec(text)?.[1] ?? Number.NaN);
}

/**
 * Scrolls down for half of the frames and up again for the other half; fewer frames where they take
 * very long.
 *
 * @returns milliseconds of each frame.
 */
export async function scrollThrough(selector: string, frames: number): Promise<readonly number[]> {
    const scroller = scrollerOf(selector);
    scroller.scrollTop = MARGIN;
    const started = await frame();
    let last = started;
    const times: number[] = [];
    while (times.length < frames && last - started < SCROLLING_MS) {
        const isOnWayDown = times.length < frames / 2 && last - started < SCROLLING_MS / 2;
        const way = isOnWayDown ? SPEED : -SPEED;
        scroller.scrollTop = Math.max(MARGIN, scroller.scrollTop + way);
        const painted = await frame();
        times.push(painted - last);
        last = painted;
    }
    return times;
}

function scrollerOf(selector: string): Element {
    const scroller = document.querySelector(selector);
    if (!scroller) {
        throw new Error(`nothing to scroll: ${selector}`);
    }
    return scroller;
}
