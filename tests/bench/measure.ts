/** Timing: systems take turns, so that what else the machine does hits them alike. */
import type { Reply } from "./http_client";
import { type LoggedRequest, type OdooServer, pause } from "./odoo_server";

/** What one system did in one case. */
export interface Measured {
    readonly calls: number;
    readonly p50: number;
    readonly p95: number;
    readonly max: number;
    /** Median size of an answer; absent where a browser did the asking. */
    readonly bytes?: number;
    readonly failures: Readonly<Record<string, number>>;
    readonly failed: number;
    readonly serverErrors: number;
    /** Requests one call takes, as far as they were counted. */
    readonly requests: number;
    /** Per call, as Odoo's access log counts them; absent under load. */
    readonly queries?: number;
    readonly sqlMs?: number;
    readonly otherMs?: number;
    /** Answered calls per second; only under load. */
    readonly perSecond?: number;
}

/** One contestant of a case: a system, or the floor. */
export interface Contestant {
    readonly name: string;
    /** Makes call number `index`; under load, `client` is who makes it. */
    readonly call: (index: number, client: number) => Promise<Reply>;
    /** Fewer calls for what is known to be slow; 1 when absent. */
    readonly share?: number;
}

export type Results = Readonly<Record<string, Measured>>;

const WARM_UP_CALLS = 2;
/** Who takes this long needs no second call to warm up. */
const SLOW_MS = 2_000;
/** Between two systems' turns, so that what one left running does not hit the other. */
const SETTLE_MS = 150;
/** A contestant that used up this much of a case makes no more calls in it. */
const CASE_BUDGET_MS = 40_000;

/** One after another, the systems taking turns of a few calls. */
export async function measureCalls(
    server: OdooServer,
    contestants: readonly Contestant[],
    calls: number,
    rounds: number,
): Promise<Results> {
    const tracks = await warmedUp(contestants);
    for (let round = 0; round < rounds; round++) {
        // There and back again: nobody is always the first or always after the same one.
        for (const track of round % 2 ? tracks.toReversed() : tracks) {
            const start = server.logPosition();
            const turn = Math.ceil((calls * (track.contestant.share ?? 1)) / rounds);
            for (let call = 0; call < turn && track.spentMs < CASE_BUDGET_MS; call++) {
                track.add(await track.contestant.call(track.next(), 0));
            }
            track.log.push(...server.requestsBetween(start, server.logPosition()));
            await pause(SETTLE_MS);
        }
    }
    return collected(tracks);
}

/** Many clients at once for some seconds each turn. */
export async function measureLoad(
    contestants: readonly Contestant[],
    clients: number,
    seconds: number,
    rounds: number,
): Promise<Results> {
    const tracks = await warmedUp(contestants);
    for (let round = 0; round < rounds; round++) {
        for (const track of round % 2 ? tracks.toReversed() : tracks) {
            await loadTurn(track, clients, seconds * 1000);
            await pause(SETTLE_MS);
        }
    }
    return collected(tracks);
}

async function loadTurn(track: Track, clients: number, duration: number): Promise<void> {
    const started = performance.now();
    const client = async (number: number) => {
        while (performance.now() - started < duration) {
            const reply = await track.contestant.call(track.next(), number);
            track.add(reply, performance.now() - started <= duration);
        }
    };
    await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
    track.loadMs += duration;
}

/** Leaves out who cannot do this at all, which the first call shows. */
async function warmedUp(contestants: readonly Contestant[]): Promise<readonly Track[]> {
    const tracks: Track[] = [];
    for (const contestant of contestants) {
        const track = new Track(contestant);
        let { status, ms } = await contestant.call(track.next(), 0);
        for (let call = 1; call < WARM_UP_CALLS && ms < SLOW_MS; call++) {
            ({ status, ms } = await contestant.call(track.next(), 0));
        }
        if (status !== 404 && status !== 405) {
            tracks.push(track);
        }
    }
    return tracks;
}

function collected(tracks: readonly Track[]): Results {
    return Object.fromEntries(tracks.map((track) => [track.contestant.name, track.result()]));
}

class Track {
    readonly log: LoggedRequest[] = [];
    loadMs = 0;
    spentMs = 0;
    private answeredInTime = 0;
    private readonly replies: Pick<Reply, "ms" | "bytes" | "status" | "failure">[] = [];
    private index = 0;

    constructor(readonly contestant: Contestant) {}

    next(): number {
        return this.index++;
    }

    /** @param isInTime whether the answer came before the turn was over. The rate counts only
     * those; how long the others had to wait counts like any wait. */
    add({ ms, bytes, status, failure }: Reply, isInTime = true): void {
        this.spentMs += ms;
        this.answeredInTime += isInTime && failure === undefined ? 1 : 0;
        this.replies.push({ ms, bytes, status, ...(failure === undefined ? {} : { failure }) });
    }

    result(): Measured {
        const answered = this.replies.filter(({ failure }) => failure === undefined);
        const times = this.replies.map(({ ms }) => ms).toSorted((a, b) => a - b);
        const requests = this.log.length / Math.max(1, this.replies.length);
        return {
            calls: this.replies.length,
            p50: percentile(times, 0.5),
            p95: percentile(times, 0.95),
            max: times.at(-1) ?? 0,
            bytes: percentile(
                answered.map(({ bytes }) => bytes).toSorted((a, b) => a - b),
                0.5,
            ),
            failures: countBy(this.replies.flatMap(({ failure }) => failure ?? [])),
            failed: this.replies.length - answered.length,
            serverErrors: this.replies.filter(({ status }) => status >= 500).length,
            requests,
            ...this.loggedPart("queries", requests),
            ...this.loggedPart("sqlMs", requests),
            ...this.loggedPart("otherMs", requests),
            ...(this.loadMs ? { perSecond: this.answeredInTime / (this.loadMs / 1000) } : {}),
        };
    }

    /** Per call. A call of several requests has no median request, so there the mean is taken. */
    private loggedPart(
        name: "queries" | "sqlMs" | "otherMs",
        requests: number,
    ): Partial<Record<typeof name, number>> {
        const values = this.log.flatMap((line) => line[name] ?? []).toSorted((a, b) => a - b);
        if (values.length === 0) {
            return {};
        }
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return { [name]: requests > 1 ? mean * requests : percentile(values, 0.5) };
    }
}

/**
 * Figures that come from elsewhere than timed requests.
 *
 * @param failures What kept others from coming, and how often.
 */
export function summary(
    values: readonly number[],
    failures: Readonly<Record<string, number>> = {},
): Measured {
    const sorted = values.toSorted((a, b) => a - b);
    const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
    return {
        calls: sorted.length + failed,
        p50: percentile(sorted, 0.5),
        p95: percentile(sorted, 0.95),
        max: sorted.at(-1) ?? 0,
        failures,
        failed,
        serverErrors: 0,
        requests: 0,
    };
}

/** @param sorted in ascending order. @returns 0 when there is none. */
export function percentile(sorted: readonly number[], part: number): number {
    const index = Math.ceil(sorted.length * part) - 1;
    return sorted[Math.max(0, index)] ?? 0;
}

function countBy(words: readonly string[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const word of words) {
        counts[word] = (counts[word] ?? 0) + 1;
    }
    return counts;
}
