/** What our chat is meant to reach, as ratios to Odoo's own in the same run. Figures, not assertions. */
import type { Measured } from "./measure";

export interface Target {
    /** `≤ 0.4`, as shown. */
    readonly text: string;
    /** What was reached, as shown, and whether that is enough. */
    readonly judge: (
        ours: Measured,
        theirs: Measured | undefined,
        /** The same without any chat. */
        without: Measured | undefined,
    ) => Verdict;
}

export interface Verdict {
    readonly reached: string;
    readonly isMet: boolean | undefined;
}

/** Our p50 against Discuss's. */
export function timeRatio(limit: number): Target {
    return ratioTarget(`p50 ≤ ${limit}`, limit, "at most", ({ p50 }) => p50);
}

/** Our p95 against Discuss's. */
export function p95Ratio(limit: number): Target {
    return ratioTarget(`p95 ≤ ${limit}`, limit, "at most", ({ p95 }) => p95);
}

/** Our answered calls per second against Discuss's. */
export function throughputRatio(limit: number): Target {
    return ratioTarget(`rate ≥ ${limit}×`, limit, "at least", ({ perSecond }) => perSecond ?? 0);
}

/** What ours adds to the p50 without any chat, against what Odoo's own adds. */
export function addedRatio(limit: number): Target {
    return {
        text: limit === Infinity ? "p50 added" : `p50 added ≤ ${limit}`,
        judge: (ours, theirs, without) => {
            const added = theirs && without ? theirs.p50 - without.p50 : 0;
            if (!without || added <= 0) {
                return { reached: "–", isMet: undefined };
            }
            const ratio = (ours.p50 - without.p50) / added;
            const isMet = limit === Infinity ? undefined : ratio <= limit;
            return { reached: ratio.toPrecision(2), isMet };
        },
    };
}

/** Shown only: how our p50 relates to Discuss's. */
export function shownRatio(): Target {
    return ratioTarget("p50", Infinity, "at most", ({ p50 }) => p50);
}

export function queryLimit(limit: number): Target {
    return {
        text: `≤ ${limit} queries`,
        judge: ({ queries }) => ({
            reached: queries === undefined ? "–" : String(Math.round(queries)),
            isMet: queries === undefined ? undefined : Math.round(queries) <= limit,
        }),
    };
}

export function medianLimit(ms: number): Target {
    return {
        text: `p50 ≤ ${ms} ms`,
        judge: ({ p50 }) => ({ reached: `${Math.round(p50)} ms`, isMet: p50 <= ms }),
    };
}

export function p95Limit(ms: number): Target {
    return {
        text: `p95 ≤ ${ms} ms`,
        judge: ({ p95 }) => ({ reached: `${Math.round(p95)} ms`, isMet: p95 <= ms }),
    };
}

/** Ours against the same in calm. */
export function p95Times(limit: number, calm: Measured): Target {
    return {
        text: `p95 ≤ ${limit} × calm`,
        judge: ({ p95 }) => ({
            reached: (p95 / calm.p95).toPrecision(2),
            isMet: p95 <= limit * calm.p95,
        }),
    };
}

export function countLimit(limit: number): Target {
    return {
        text: `at most ${limit}`,
        judge: ({ max }) => ({ reached: String(max), isMet: max <= limit }),
    };
}

/** Ours with little against ours with much; the tenth is what two equal runs may differ by. */
export function noWorseThan(what: string, before: Measured | undefined): Target {
    return {
        text: `p50 ≤ 1.1 × ${what}`,
        judge: ({ p50 }) =>
            before === undefined
                ? { reached: "–", isMet: undefined }
                : {
                      reached: before.p50 === 0 ? "–" : (p50 / before.p50).toPrecision(2),
                      isMet: p50 <= 1.1 * before.p50,
                  },
    };
}

export function weightLimit(kilobytes: number): Target {
    return {
        text: `≤ ${kilobytes} KB`,
        judge: ({ p50 }) => ({
            reached: `${(p50 / 1_024).toFixed(1)} KB`,
            isMet: p50 <= kilobytes * 1_024,
        }),
    };
}

export function longestLimit(ms: number): Target {
    return {
        text: `no wait over ${ms / 1000} s`,
        judge: ({ max }) => ({ reached: `${(max / 1000).toFixed(1)} s`, isMet: max <= ms }),
    };
}

export function noFailure(): Target {
    return {
        text: "no failure",
        judge: ({ failed }) => ({ reached: String(failed), isMet: failed === 0 }),
    };
}

function ratioTarget(
    text: string,
    limit: number,
    sense: "at most" | "at least",
    value: (measured: Measured) => number,
): Target {
    return {
        text,
        judge: (ours, discuss) => {
            const theirs = discuss && value(discuss);
            if (!theirs) {
                return { reached: "–", isMet: undefined };
            }
            const ratio = value(ours) / theirs;
            const isMet = sense === "at most" ? ratio <= limit : ratio >= limit;
            return { reached: ratio.toPrecision(2), isMet: limit === Infinity ? undefined : isMet };
        },
    };
}
