/** Searching a large archive: a rare word, a common one, one that is nowhere. */
import { measureCalls } from "../measure";
import { medianLimit, shownRatio } from "../targets";
import type { System } from "../systems/system";
import { type Bench, contestants } from "./case";

const QUERIES = [
    ["rare word", "needle"],
    ["common word", "lesson"],
    ["two words, in the other order", "needle lesson"],
    ["word that is nowhere", "xylophone"],
] as const;

/** Discuss takes seconds for a search; few are enough. */
const CALLS = 0.2;

export async function measureSearch(bench: Bench): Promise<void> {
    const { searched, reader, sizes } = bench.plan;
    const person = bench.session(reader);
    const calls = Math.ceil(sizes.calls * CALLS);
    const rounds = Math.min(sizes.rounds, calls);
    const size = searched.messages.toLocaleString("en");
    for (const [what, query] of QUERIES) {
        bench.report({
            group: "search",
            name: `${what} in a channel of ${size} messages`,
            results: await measureCalls(
                bench.server,
                contestants(bench, (system) => system.search(person, query, searched.no)),
                calls,
                rounds,
            ),
            targets: [medianLimit(200), shownRatio()],
        });
        bench.report({
            group: "search",
            name: `${what} across one's channels`,
            results: await measureCalls(
                bench.server,
                bench.systems.filter(searchesEverywhere).map((system) => ({
                    name: system.name,
                    call: () => system.searchEverywhere(person, query),
                })),
                calls,
                rounds,
            ),
            targets: [medianLimit(200)],
        });
    }
}

function searchesEverywhere(
    system: System,
): system is System & Required<Pick<System, "searchEverywhere">> {
    return system.searchEverywhere !== undefined;
}
