import { availableFilters, listSections, matchesFilter } from "../../ts_src/model/channel_sections";
import type { ChatEvent } from "../../ts_src/model/events";
import type { Channel, ChannelPreferences, ChannelType } from "../../ts_src/model/records";
import type { ChannelFilter } from "../../ts_src/model/state";
import {
    arrived,
    channelId,
    makeChannel,
    makeMember,
    makeMessage,
    makePreferences,
    makeSummary,
    messageId,
    queued,
    rev,
    stateAfter,
} from "../helpers/builders";

QUnit.module("model/channel_sections", () => {
    /** A channel whose last activity is later the higher its number. */
    const channel = (
        number: number,
        changes: Partial<Channel> = {},
        unreadCount = 0,
    ): ChatEvent[] => [
        { kind: "channelChanged", channel: makeChannel({ id: channelId(number), ...changes }) },
        {
            kind: "summaryChanged",
            summary: makeSummary({
                channelId: channelId(number),
                syncRev: rev(10),
                lastMessageId: messageId(number),
                lastMessageDate: number,
                unreadCount,
            }),
        },
    ];
    const prefer = (number: number, changes: Partial<ChannelPreferences>): ChatEvent => ({
        kind: "preferencesChanged",
        channelId: channelId(number),
        preferences: makePreferences(changes),
        asOf: rev(10),
    });
    const named = (number: number, name: string, active: boolean) =>
        makeMember({ channelId: channelId(number), name, active });
    const shape = (events: ChatEvent[], query = "", filter: ChannelFilter = "all") =>
        listSections(stateAfter(...events), filter, query).map(({ kind, channels }) => [
            kind,
            ...channels.map(({ id }) => Number(id)),
        ]);

    QUnit.test("pinned, unread, rest; newest activity first; no empty ones", (assert) => {
        const events = [
            ...[1, 2, 3].flatMap((number) => channel(number)),
            ...[4, 5, 6].flatMap((number) => channel(number, {}, 1)),
            prefer(1, { pinned: true }),
            prefer(4, { pinned: true }),
        ];
        assert.deepEqual(shape(events), [
            ["pinned", 4, 1],
            ["unread", 6, 5],
            ["rest", 3, 2],
        ]);
        assert.deepEqual(shape(channel(1)), [["rest", 1]]);
        assert.deepEqual(shape([]), []);
    });

    QUnit.test("hidden until something new is written, or it is looked for", (assert) => {
        const events = [...channel(7, { name: "Old friend" }), prefer(7, { hidden: true })];
        assert.deepEqual(shape(events), []);
        assert.deepEqual(shape(events, "friend"), [["rest", 7]]);
        const edited = arrived(makeMessage(7, { rev: rev(11) }));
        assert.deepEqual(shape([...events, ...edited]), [], "an edit is nothing new");
        const known = arrived(makeMessage(8, { rev: rev(9) }));
        assert.deepEqual(shape([...events, ...known]), [], "nor what was there before");
        const written = arrived(makeMessage(8, { rev: rev(12) }));
        assert.deepEqual(shape([...events, ...written]), [["unread", 7]]);
        assert.deepEqual(shape([...events, queued("own")]), [["rest", 7]]);
    });

    QUnit.test("a query finds names, courses and people, whatever their accents", (assert) => {
        const events = [
            ...channel(1, { name: "Zoë Ångström" }),
            ...channel(2, { name: "Group", courseName: "Élémentary Chemistry" }),
            ...channel(3, { name: "Team" }),
            { kind: "memberChanged", member: named(3, "Łukasz Nowak", true) } as const,
            { kind: "memberChanged", member: named(2, "Nowak, gone", false) } as const,
        ];
        assert.deepEqual(shape(events, "zoe ang"), [["rest", 1]]);
        assert.deepEqual(shape(events, " elementary "), [["rest", 2]]);
        assert.deepEqual(shape(events, "NOWAK"), [["rest", 3]]);
        assert.deepEqual(shape(events, "."), [], "no pattern");
        assert.deepEqual(shape(events, "  "), [["rest", 3, 2, 1]]);
    });

    QUnit.test("filters are what the server says this person can have", (assert) => {
        assert.deepEqual(availableFilters(stateAfter()), ["all"]);
        const filters: ChannelFilter[] = ["direct", "courses"];
        const state = stateAfter({ kind: "openingsLoaded", openings: [], filters });
        assert.deepEqual(availableFilters(state), ["all", "direct", "courses"]);
    });

    QUnit.test("each filter has its kinds, by one's part in them", (assert) => {
        const filters: ChannelFilter[] = [
            "direct",
            "instructors",
            "students",
            "support",
            "groups",
            "courses",
        ];
        const of = (type: ChannelType, myRole: Channel["myRole"]) =>
            filters.filter((filter) => matchesFilter(makeChannel({ type, myRole }), filter));
        assert.deepEqual(of("direct", "member"), ["direct"]);
        assert.deepEqual(of("student_instructor", "member"), ["instructors"]);
        assert.deepEqual(of("student_instructor", "moderator"), ["students"]);
        assert.deepEqual(of("student_instructor", null), []);
        assert.deepEqual(of("instructor_admin", "moderator"), ["instructors"]);
        assert.deepEqual(of("instructor_admin", "member"), []);
        assert.deepEqual(of("public_support", null), ["support"]);
        assert.deepEqual(of("student_support", "member"), ["support"]);
        assert.deepEqual(of("group", "member"), ["groups"]);
        assert.deepEqual(of("course", "moderator"), ["courses"]);
        assert.true(matchesFilter(makeChannel(), "all"));
    });

    QUnit.test("a filter and a query narrow together", (assert) => {
        const events = [
            ...channel(1, { type: "group", name: "Maths" }),
            ...channel(2, { type: "course", name: "Maths" }),
            ...channel(3, { type: "group", name: "Physics" }),
        ];
        assert.deepEqual(shape(events, "maths", "groups"), [["rest", 1]]);
    });
});
