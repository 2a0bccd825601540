import * as fc from "fast-check";

import { apply } from "../../ts_src/model/apply";
import { channelList, channelPreview } from "../../ts_src/model/channels";
import type { ServerEvent } from "../../ts_src/model/events";
import type { ChannelId, ClientKey, UserId } from "../../ts_src/model/ids";
import { createChatState } from "../../ts_src/model/state";
import { unreadCount } from "../../ts_src/model/unread";
import { toldByServer } from "../helpers/canonical";
import { FakeServer } from "../helpers/fake_server";

type Step =
    | { readonly kind: "post"; readonly by: number; readonly in: number }
    | { readonly kind: "edit" | "delete" | "read"; readonly by: number; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant("post" as const), by: fc.nat(2), in: fc.nat(1) }),
    fc.record({
        kind: fc.constantFrom("edit" as const, "delete" as const, "read" as const),
        by: fc.nat(2),
        which: fc.nat(30),
    }),
);

/** What one person was told of a server's history: by the bus, by replies, in order. */
interface History {
    readonly viewer: UserId;
    readonly byBus: ServerEvent[];
    readonly byReply: ServerEvent[];
    /** What somebody is told who comes at the end. */
    readonly atTheEnd: ServerEvent[];
}

function play(steps: readonly Step[]): History {
    let time = 1_000_000;
    const server = new FakeServer(() => time);
    const people = [server.addUser("a"), server.addUser("b"), server.addUser("c")] as const;
    const channels = [server.addChannel(people), server.addChannel(people)] as const;
    const byBus: ServerEvent[] = [];
    const byReply: ServerEvent[] = [];
    server.onNotification = ({ event }) => {
        if (event !== "resubscribe") {
            byBus.push(event);
        }
    };
    steps.forEach((next, index) => {
        time += 1_000;
        take(server, people, channels, next, index);
        // Somebody asks at some moments: a reply is a whole view of that moment.
        if (index % 3 === 0) {
            byReply.push(...everything(server, people[0], channels));
        }
    });
    const atTheEnd = everything(server, people[0], channels);
    return { viewer: people[0], byBus, byReply: [...byReply, ...atTheEnd], atTheEnd };
}

function take(
    server: FakeServer,
    people: readonly UserId[],
    channels: readonly ChannelId[],
    next: Step,
    index: number,
): void {
    const by = people[next.by] ?? people[0];
    if (by === undefined) {
        return;
    }
    if (next.kind === "post") {
        const channelId = channels[next.in];
        if (channelId !== undefined) {
            const clientKey = `key ${index}` as ClientKey;
            server.post(by, { channelId, clientKey, content: `text ${index}` });
        }
        return;
    }
    const all = channels.flatMap((channelId) => server.messages(channelId));
    const message = all[next.which % Math.max(1, all.length)];
    if (!message) {
        return;
    }
    if (next.kind === "edit") {
        server.edit(message.channelId, message.id, `edited ${index}`);
    } else if (next.kind === "delete") {
        server.delete(message.channelId, message.id);
    } else {
        server.markRead(by, message.channelId, message.id);
    }
}

function everything(
    server: FakeServer,
    viewer: UserId,
    channels: readonly ChannelId[],
): ServerEvent[] {
    return channels.flatMap((channelId): ServerEvent[] => {
        const { channel, summary, members } = server.details(viewer, channelId);
        return [
            { kind: "channelChanged", channel },
            { kind: "summaryChanged", summary },
            ...members.map((member) => ({ kind: "memberChanged" as const, member })),
            ...server
                .messages(channelId)
                .map((message) => ({ kind: "messageChanged" as const, message })),
        ];
    });
}

function stateAfter(viewer: UserId, events: readonly ServerEvent[]) {
    const state = createChatState({ id: viewer, name: "" });
    events.forEach((event) => apply(state, event));
    return state;
}

/** What the person sees: it follows from the state, so it has to be equal too. */
function seen(state: ReturnType<typeof stateAfter>) {
    return channelList(state).map(({ id }) => ({
        id,
        unread: unreadCount(state, id),
        preview: channelPreview(state, id)?.text,
    }));
}

QUnit.module("model/convergence", () => {
    QUnit.test("order, repetition and source of server events do not matter", (assert) => {
        assert.expect(0);
        fc.assert(
            fc.property(
                fc.array(step, { maxLength: 40 }),
                fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
                (steps, randoms) => {
                    const { viewer, byBus, byReply } = play(steps);
                    const told = [...byBus, ...byReply];
                    const repeated = told.filter(() => (randoms.next().value ?? 0) < 0.3);
                    const shuffled = [...told, ...repeated]
                        .map((event) => ({ event, at: randoms.next().value ?? 0 }))
                        .sort((a, b) => a.at - b.at)
                        .map(({ event }) => event);
                    const inOrder = stateAfter(viewer, told);
                    const anyOrder = stateAfter(viewer, shuffled);
                    equal(toldByServer(anyOrder), toldByServer(inOrder));
                    equal(seen(anyOrder), seen(inOrder));
                },
            ),
            { numRuns: 600 },
        );
    });

    QUnit.test("whatever the bus lost, the last reply makes up for it", (assert) => {
        assert.expect(0);
        fc.assert(
            fc.property(
                fc.array(step, { maxLength: 40 }),
                fc.infiniteStream(fc.boolean()),
                (steps, heard) => {
                    const { viewer, byBus, atTheEnd } = play(steps);
                    const partly = byBus.filter(() => heard.next().value ?? false);
                    const late = stateAfter(viewer, [...partly, ...atTheEnd]);
                    const early = stateAfter(viewer, [...atTheEnd, ...partly]);
                    const fresh = stateAfter(viewer, atTheEnd);
                    equal(toldByServer(late), toldByServer(fresh));
                    equal(toldByServer(early), toldByServer(fresh));
                    equal(seen(late), seen(fresh));
                },
            ),
            { numRuns: 600 },
        );
    });
});

function equal(actual: unknown, expected: unknown): void {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left !== right) {
        throw new Error(`Not equal:\n${left}\n${right}`);
    }
}
