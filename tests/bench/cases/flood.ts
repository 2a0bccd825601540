/** What other people notice while one address floods the support team. */
import { Crowd } from "../flood/crowd";
import { Flooder } from "../flood/flooder";
import type { Reply } from "../http_client";
import { type Measured, summary } from "../measure";
import { MODULE } from "../premises";
import { countLimit, noFailure, p95Times } from "../targets";
import type { SiteBench } from "./case";

interface Sizes {
    readonly people: number;
    readonly rounds: number;
    readonly seconds: number;
    readonly posts: number;
}

const FULL: Sizes = { people: 8, rounds: 3, seconds: 10, posts: 1_000 };
const QUICK: Sizes = { people: 2, rounds: 1, seconds: 3, posts: 300 };
/** Of the posts of ten seconds. */
const MOST_STORED = 60;

export async function measureFlood(bench: SiteBench): Promise<void> {
    if (!bench.premises.hasModule) {
        return;
    }
    const { people, rounds, seconds, posts } = bench.isQuick ? QUICK : FULL;
    const premise = await bench.premises.open({
        suffix: "_flood",
        log: "odoo-flood.log",
        modules: [MODULE],
    });
    const crowd = await Crowd.gather(premise, people);
    const flooder = await Flooder.begin(premise.server.address);
    // What is compiled and cached at first is not what a flood costs.
    await crowd.work(2);
    const calm: Reply[] = [];
    const flooded: Reply[] = [];
    const stored: number[] = [];
    const refusals: Reply[] = [];
    for (let round = 0; round < rounds; round++) {
        calm.push(...(await crowd.work(seconds)));
        const [others, own] = await Promise.all([
            crowd.work(seconds),
            flooder.post(posts, seconds),
        ]);
        flooded.push(...others);
        stored.push(own.filter(({ status }) => status === 200).length);
        refusals.push(...own.filter(({ status }) => status !== 200));
    }
    const before = timesOf(calm);
    const name = `${people} other people`;
    const group = "flood";
    bench.report({ group, name: `${name}, calm`, results: { seitech: before }, targets: [] });
    bench.report({
        group,
        name: `${name}, while one address posts ${posts} times in ${seconds} s`,
        results: { seitech: timesOf(flooded) },
        targets: [p95Times(2, before), noFailure()],
    });
    bench.report({
        group,
        name: `posts stored in ${seconds} s`,
        results: { seitech: summary(stored) },
        targets: [countLimit(MOST_STORED)],
        unit: "count",
    });
    bench.report({
        group,
        name: "a refusal (429)",
        results: { seitech: timesOf(refusals.map(asMeant)) },
        targets: [noFailure()],
    });
}

/** To be refused for too much is what the limit is there for; anything else is a failure. */
function asMeant({ ms, bytes, status, body, failure }: Reply): Reply {
    const reply = { ms, bytes, status, body };
    return status === 429 ? reply : { ...reply, failure: failure ?? `HTTP ${status}` };
}

function timesOf(replies: readonly Reply[]): Measured {
    const failures: Record<string, number> = {};
    for (const { failure } of replies) {
        if (failure !== undefined) {
            failures[failure] = (failures[failure] ?? 0) + 1;
        }
    }
    const answered = replies.filter(({ failure }) => failure === undefined);
    return summary(
        answered.map(({ ms }) => ms),
        failures,
    );
}
