import * as fc from "fast-check";

import { ApiError } from "../../ts_src/engine/ports";
import { changesEvents, detailsEvents, messageEvents } from "../../ts_src/engine/received";
import { apply } from "../../ts_src/model/apply";
import { listSections } from "../../ts_src/model/channel_sections";
import { channelList, channelPreview } from "../../ts_src/model/channels";
import type { ChatEvent, ServerEvent } from "../../ts_src/model/events";
import type { ChannelId, ClientKey, Rev, UserId } from "../../ts_src/model/ids";
import { quoteOf } from "../../ts_src/model/messages";
import { pinnedMessages } from "../../ts_src/model/pins";
import { reactionGroups } from "../../ts_src/model/reactions";
import type { Message } from "../../ts_src/model/records";
import { isSeen } from "../../ts_src/model/seen";
import { createChatState } from "../../ts_src/model/state";
import { replyCount } from "../../ts_src/model/threads";
import { totalUnread, unreadCount } from "../../ts_src/model/unread";
import { toldByServer } from "../helpers/canonical";
import type { BusNotification } from "../helpers/fake_channels";
import { FakeServer } from "../helpers/fake_server";

const kinds = [
    "post",
    "reply",
    "edit",
    "delete",
    "pin",
    "unpin",
    "read",
    "unread",
    "react",
    "takeBack",
    "prefer",
    "rename",
    "close",
    "reopen",
    "setRole",
    "leave",
    "join",
] as const;

/** Somebody does something in a channel, with one of its messages if that is what it takes. */
interface Step {
    readonly kind: (typeof kinds)[number];
    readonly by: number;
    readonly in: number;
    readonly which: number;
}

const step: fc.Arbitrary<Step> = fc.record({
    // Mostly messages to do the other things with, and what undoes each other.
    kind: fc.oneof(
        fc.constant("post" as const),
        fc.constantFrom("react" as const, "takeBack" as const),
        fc.constantFrom(...kinds),
    ),
    by: fc.nat(2),
    in: fc.nat(1),
    which: fc.nat(3),
});

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
    const [viewer] = people;
    const byBus: ServerEvent[] = [];
    const byReply: ServerEvent[] = [];
    server.onNotification = ({ to, event }) => {
        if (server.addresses(viewer).includes(to) && isLasting(event)) {
            byBus.push(event);
        }
    };
    steps.forEach((next, index) => {
        time += 1_000;
        tryTo(() => take(server, people, channels, next, index));
        // Somebody asks at some moments: a reply is a whole view of that moment.
        if (index % 3 === 0) {
            byReply.push(...everything(server, viewer, channels));
        }
    });
    const cursors = new Map(channels.map((channelId) => [channelId, 0 as Rev]));
    const changes = server.sync(viewer, cursors).channels.flatMap(changesEvents);
    const atTheEnd = [...everything(server, viewer, channels), ...changes.filter(isServerEvent)];
    return { viewer, byBus, byReply: [...byReply, ...atTheEnd], atTheEnd };
}

function isLasting(event: BusNotification["event"] | ChatEvent): event is ServerEvent {
    const passing = ["typingChanged", "typingExpired", "presenceChanged"];
    return event !== "resubscribe" && !passing.includes(event.kind);
}

/** Not everything is allowed at every moment. */
function tryTo(run: () => void): void {
    try {
        run();
    } catch (error) {
        if (!(error instanceof ApiError)) {
            throw error;
        }
    }
}

function take(
    server: FakeServer,
    people: readonly UserId[],
    channels: readonly ChannelId[],
    { kind, by, in: where, which }: Step,
    index: number,
): void {
    const userId = people[by];
    const channelId = channels[where];
    if (userId === undefined || channelId === undefined) {
        return;
    }
    const messages = server.messages(channelId);
    const message = messages[which % Math.max(1, messages.length)];
    if (isAboutMessage(kind)) {
        return message && changeMessage(server, userId, message, kind, index);
    }
    const content = `text ${index}`;
    const outgoing = { channelId, content, clientKey: `key ${index}` as ClientKey, extra: {} };
    switch (kind) {
        case "post":
            server.post(userId, { ...outgoing, parentId: null, attachments: [] });
            return;
        case "reply":
            server.post(
                userId,
                { ...outgoing, parentId: message?.id ?? null, attachments: [] },
                { mentions: [people[0] ?? userId] },
            );
            return;
        case "prefer":
            server.setPreferences(userId, channelId, {
                pinned: index % 2 === 0,
                notificationLevel: which % 2 === 0 ? "all" : "mentions",
            });
            return;
        case "rename":
            return server.rename(channelId, `name ${index}`);
        case "close":
        case "reopen":
            return server.changeState(channelId, kind);
        case "setRole":
            return server.setRole(channelId, userId, which % 2 === 0 ? "moderator" : "member");
        case "leave":
        case "join":
            // The one whose view is looked at stays.
            return by === 0 ? undefined : server[kind](channelId, userId);
    }
}

const aboutMessages = [
    "edit",
    "delete",
    "pin",
    "unpin",
    "read",
    "unread",
    "react",
    "takeBack",
] as const;
type AboutMessage = (typeof aboutMessages)[number];

function isAboutMessage(kind: Step["kind"]): kind is AboutMessage {
    return aboutMessages.some((one) => one === kind);
}

function changeMessage(
    server: FakeServer,
    userId: UserId,
    { id, channelId }: Message,
    kind: AboutMessage,
    index: number,
): void {
    switch (kind) {
        case "edit":
            return server.edit(channelId, id, `edited ${index}`);
        case "delete":
            return server.delete(channelId, id);
        case "pin":
        case "unpin":
            return server.pin(id, kind === "pin");
        case "read":
            server.markRead(userId, channelId, id);
            return;
        case "unread":
            return server.markUnread(userId, channelId, id);
        case "react":
        case "takeBack":
            server.react(userId, id, "👍", kind === "react");
    }
}

/** What a reply tells: of reactions only those that are there. */
function everything(
    server: FakeServer,
    viewer: UserId,
    channels: readonly ChannelId[],
): ServerEvent[] {
    return channels.flatMap((channelId): ServerEvent[] => [
        ...detailsEvents(server.details(viewer, channelId)).filter(isServerEvent),
        ...messageEvents(server.messages(channelId).map(({ id }) => server.received(id))).filter(
            isServerEvent,
        ),
    ]);
}

function isServerEvent(event: ChatEvent): event is ServerEvent {
    return isLasting(event) && (event as ChatEvent).kind !== "snapshotLoaded";
}

function stateAfter(viewer: UserId, events: readonly ServerEvent[]) {
    const state = createChatState({ id: viewer, name: "" });
    events.forEach((event) => apply(state, event));
    return state;
}

/** What the person sees: it follows from the state, so it has to be equal too. */
function seen(state: ReturnType<typeof stateAfter>) {
    return {
        total: totalUnread(state, 0),
        sections: listSections(state, "all", "").map(({ kind, channels }) => [
            kind,
            ...channels.map(({ id }) => id),
        ]),
        channels: channelList(state).map(({ id }) => ({
            id,
            unread: unreadCount(state, id),
            preview: channelPreview(state, id)?.text,
            pins: pinnedMessages(state, id).map((message) => message.id),
        })),
        messages: [...state.messages.values()]
            .sort((a, b) => a.id - b.id)
            .map((message) => [
                replyCount(state, message),
                quoteOf(state, message),
                reactionGroups(state, message.id),
                isSeen(state, message),
            ]),
    };
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
