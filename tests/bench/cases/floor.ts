/** What any request, and any message, costs in this Odoo whatever the chat. */
import { measureCalls } from "../measure";
import type { Bench } from "./case";

export async function measureFloor(bench: Bench): Promise<void> {
    const { calls, rounds } = bench.plan.sizes;
    const person = bench.session(bench.plan.reader);
    const results = await measureCalls(
        bench.server,
        [
            { name: "nothing", call: () => person.rpc("/bench_floor/nothing", {}) },
            { name: "floor", call: () => person.rpc("/bench_floor/send", { content: "floor" }) },
        ],
        calls,
        rounds,
    );
    const { nothing, floor } = results;
    if (nothing && floor) {
        const row = { group: "floor", targets: [] };
        bench.report({ ...row, name: "a request that does nothing", results: { floor: nothing } });
        bench.report({ ...row, name: "one insert, one bus row", results: { floor } });
    }
}
