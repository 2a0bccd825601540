/** The list of one's channels: what a person waits for, and all of it. */
import { measureCalls } from "../measure";
import { shownRatio, timeRatio } from "../targets";
import { type Bench, contestants } from "./case";

/** By number of channels. */
const TARGETS: Readonly<Record<number, number>> = { 100: 0.15, 1_000: 0.05 };

export async function measureList(bench: Bench): Promise<void> {
    const { sizes, listers } = bench.plan;
    for (const lister of listers) {
        const person = bench.session(lister.person);
        // A long list takes Discuss seconds; a fifth of the calls is enough to see that.
        const calls = lister.channels > 100 ? Math.ceil(sizes.calls / 5) : sizes.calls;
        const limit = TARGETS[lister.channels];
        const title = `${lister.channels.toLocaleString("en")} channels`;
        bench.report({
            group: "list",
            name: `${title}, until it shows`,
            results: await measureCalls(
                bench.server,
                contestants(bench, (system) => system.list(person)),
                calls,
                sizes.rounds,
            ),
            targets: [limit === undefined ? shownRatio() : timeRatio(limit)],
        });
        bench.report({
            group: "list",
            name: `${title}, all of it`,
            results: await measureCalls(
                bench.server,
                contestants(bench, (system) => system.listAll(person)),
                Math.ceil(calls / 2),
                sizes.rounds,
            ),
            targets: [shownRatio()],
        });
    }
}
