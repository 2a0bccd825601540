/** Thirty messages of a long history. */
import { measureCalls } from "../measure";
import { timeRatio } from "../targets";
import { type Bench, contestants } from "./case";

export async function measurePage(bench: Bench): Promise<void> {
    const { paged, reader, sizes } = bench.plan;
    const person = bench.session(reader);
    const history = `30 of ${paged.messages.toLocaleString("en")} messages`;
    bench.report({
        group: "page",
        name: `${history}, newest`,
        results: await measureCalls(
            bench.server,
            contestants(bench, (system) => system.page(person, paged.no)),
            sizes.calls,
            sizes.rounds,
        ),
        targets: [timeRatio(0.5)],
    });
    bench.report({
        group: "page",
        name: `${history}, deep`,
        results: await measureCalls(
            bench.server,
            contestants(bench, (system, index) => {
                const position = deepPosition(index, paged.messages);
                return system.page(person, paged.no, bench.pagedMessageNo(position));
            }),
            sizes.calls,
            sizes.rounds,
        ),
        targets: [timeRatio(0.5)],
    });
}

/** Somewhere in the older half, never twice at the same place. */
function deepPosition(index: number, messages: number): number {
    return 100 + ((index * 7_919) % (Math.floor(messages / 2) - 100));
}
