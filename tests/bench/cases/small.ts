/** What clients do all the time besides sending: mark read, typing, reaction. */
import { measureCalls } from "../measure";
import { timeRatio } from "../targets";
import { type Bench, contestants, cycled } from "./case";

export async function measureRead(bench: Bench): Promise<void> {
    const { paged, reader, sizes } = bench.plan;
    const person = bench.session(reader);
    // Every call moves the mark on by one message, as somebody does who reads along.
    const firstUnread = paged.messages - paged.unread + 1;
    const results = await measureCalls(
        bench.server,
        contestants(bench, (system, index) => {
            const position = Math.min(firstUnread + index, paged.messages);
            return system.read(person, paged.no, bench.pagedMessageNo(position));
        }),
        sizes.calls,
        sizes.rounds,
    );
    bench.report({ group: "read", name: "mark read", results, targets: [timeRatio(0.6)] });
}

export async function measureTyping(bench: Bench): Promise<void> {
    const { writers, sizes } = bench.plan;
    const members = sizes.memberCounts.find((count) => count > writers.length) ?? 2;
    const results = await measureCalls(
        bench.server,
        contestants(bench, (system, index) => {
            // Somebody else each time: a person who keeps typing is throttled, and a call that
            // only finds that out is not what is measured here.
            const writer = cycled(writers, index);
            return system.typing(bench.session(writer), bench.plan.spread(members, writer).no);
        }),
        sizes.calls,
        sizes.rounds,
    );
    const name = `typing, ${members} members`;
    bench.report({ group: "typing", name, results, targets: [timeRatio(0.6)] });
}

export async function measureReaction(bench: Bench): Promise<void> {
    const { paged, reader, sizes } = bench.plan;
    const person = bench.session(reader);
    const results = await measureCalls(
        bench.server,
        contestants(bench, (system, index) => {
            // On and off again on one message, then on to the next.
            const position = paged.messages - Math.floor(index / 2);
            const messageNo = bench.pagedMessageNo(position);
            return system.react(person, messageNo, index % 2 === 0);
        }),
        sizes.calls,
        sizes.rounds,
    );
    bench.report({ group: "reaction", name: "reaction", results, targets: [timeRatio(0.6)] });
}
