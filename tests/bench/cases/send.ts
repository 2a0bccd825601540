/** Sending: alone, by several people in channels of their own, and by all of them in one. */
import { measureCalls, measureLoad } from "../measure";
import {
    longestLimit,
    noFailure,
    p95Ratio,
    queryLimit,
    throughputRatio,
    timeRatio,
} from "../targets";
import { type Bench, contestants, cycled } from "./case";

const TEXT = "A line of about the length people write in a chat.";

export async function measureSend(bench: Bench): Promise<void> {
    for (const members of bench.plan.sizes.memberCounts) {
        await sendAlone(bench, members);
        for (const clients of bench.plan.sizes.clientCounts) {
            await sendSpread(bench, members, clients);
            if (members > clients) {
                await sendIntoOne(bench, members, clients);
            }
        }
    }
}

async function sendAlone(bench: Bench, members: number): Promise<void> {
    const { plan, server } = bench;
    const writer = cycled(plan.writers, 0);
    const channel = plan.spread(members, writer);
    const person = bench.session(writer);
    const results = await measureCalls(
        server,
        [
            ...contestants(bench, (system, index) =>
                system.send(person, channel.no, `${TEXT} ${index}`),
            ),
            {
                name: "floor",
                call: () => person.rpc("/bench_floor/send", { content: TEXT }),
            },
        ],
        plan.sizes.calls,
        plan.sizes.rounds,
    );
    bench.report({
        group: "send",
        name: `${amount(members)} members, 1 client`,
        results,
        targets: [timeRatio(0.4), queryLimit(12)],
    });
}

async function sendSpread(bench: Bench, members: number, clients: number): Promise<void> {
    const { plan } = bench;
    const results = await measureLoad(
        contestants(bench, (system, index, client) => {
            const writer = cycled(plan.writers, client);
            const channel = plan.spread(members, writer);
            return system.send(bench.session(writer), channel.no, `${TEXT} ${index}`);
        }),
        clients,
        plan.sizes.loadSeconds,
        plan.sizes.loadRounds,
    );
    bench.report({
        group: "send",
        name: `${amount(members)} members, ${clients} clients in ${clients} channels`,
        results,
        targets: [throughputRatio(2), noFailure()],
    });
}

async function sendIntoOne(bench: Bench, members: number, clients: number): Promise<void> {
    const { plan } = bench;
    const channel = plan.shared(members);
    const results = await measureLoad(
        contestants(bench, (system, index, client) => {
            const writer = cycled(plan.writers, client);
            return system.send(bench.session(writer), channel.no, `${TEXT} ${index}`);
        }),
        clients,
        plan.sizes.loadSeconds,
        plan.sizes.loadRounds,
    );
    bench.report({
        group: "send",
        name: `${amount(members)} members, ${clients} clients in one channel`,
        results,
        targets: [throughputRatio(3), p95Ratio(0.2), longestLimit(2_000), noFailure()],
    });
}

function amount(number: number): string {
    return number.toLocaleString("en");
}
