import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type { ChannelType, Person } from "../../ts_src/model/records";
import { foundMessages } from "../../ts_src/model/search";
import {
    arrived,
    channelId,
    makeMessage,
    messageId,
    rev,
    stateAfter,
    userId,
} from "../helpers/builders";

const failure = { code: "unreachable", message: "Not there." };

QUnit.module("model/search", () => {
    const requested = (query: string, isNextPage = false): ChatEvent => ({
        kind: "searchRequested",
        query,
        channelId: null,
        isNextPage,
    });
    const loaded = (
        query: string,
        ids: number[],
        isNextPage = false,
        nextCursor: string | null = null,
    ): ChatEvent => ({
        kind: "searchLoaded",
        query,
        channelId: null,
        isNextPage,
        found: ids.map((id) => ({
            messageId: messageId(id),
            channelId: channelId(7),
            channelName: "Sam",
        })),
        nextCursor,
    });
    const known = arrived(...[1, 2, 3].map((id) => makeMessage(id)));
    const ids = (...events: ChatEvent[]) =>
        foundMessages(stateAfter(...known, ...events)).map(({ message }) => Number(message.id));

    QUnit.test("page after page, each message once", (assert) => {
        const first = [requested("a"), loaded("a", [3, 2], false, "next")];
        assert.deepEqual(ids(...first), [3, 2]);
        assert.deepEqual(ids(...first, requested("a", true)), [3, 2], "while the next one loads");
        assert.deepEqual(ids(...first, requested("a", true), loaded("a", [2, 1], true)), [3, 2, 1]);
    });

    QUnit.test("a late answer to another question is not shown", (assert) => {
        const events = [requested("a"), requested("ab"), loaded("ab", [1]), loaded("a", [1, 2, 3])];
        assert.deepEqual(ids(...events), [1]);
        assert.deepEqual(ids(requested("a"), { kind: "searchClosed" }, loaded("a", [1])), []);
    });

    QUnit.test("what was deleted since is not found", (assert) => {
        const deleted = arrived(makeMessage(2, { rev: rev(9), deleted: true }));
        assert.deepEqual(ids(requested("a"), loaded("a", [2, 1]), ...deleted), [1]);
    });

    QUnit.test("failing shows, and keeps what was found", (assert) => {
        const state = stateAfter(...known, requested("a"), loaded("a", [1]), requested("a", true), {
            kind: "searchFailed",
            query: "a",
            channelId: null,
            failure,
        });
        assert.strictEqual(state.search?.status, "failed");
        assert.strictEqual(foundMessages(state).length, 1);
        apply(state, requested("b"));
        assert.deepEqual(state.search?.found, []);
    });
});

QUnit.module("model/directory", () => {
    const asked = (search: string, channelType: ChannelType = "direct"): ChatEvent => ({
        kind: "choicesRequested",
        channelType,
        search,
    });
    const person = (id: number): Person => ({
        userId: userId(id),
        name: `Person ${id}`,
        imageUrl: null,
        courseId: null,
        courseName: null,
    });
    const answered = (search: string, ids: number[]): ChatEvent => ({
        kind: "choicesLoaded",
        channelType: "direct",
        search,
        people: ids.map((id) => person(id)),
        topics: [],
    });
    const people = (...events: ChatEvent[]) =>
        stateAfter(...events).directory.people.map((one) => Number(one.userId));

    QUnit.test("the people found stay until the next are, of the same kind", (assert) => {
        const first = [asked("a"), answered("a", [1, 2])];
        assert.deepEqual(people(...first, asked("ab")), [1, 2]);
        assert.deepEqual(people(...first, asked("ab"), answered("ab", [2])), [2]);
        assert.deepEqual(people(...first, asked("", "instructor_admin")), []);
    });

    QUnit.test("a late answer to another question is dropped", (assert) => {
        assert.deepEqual(people(asked("a"), asked("ab"), answered("a", [1])), []);
    });

    QUnit.test("courses and study groups: the answer to the last question", (assert) => {
        const topic = { id: 5, name: "Statistics" };
        const told = (search: string): ChatEvent => ({
            kind: "choicesLoaded",
            channelType: "course",
            search,
            people: [],
            topics: [topic],
        });
        const topics = (...events: ChatEvent[]) => stateAfter(...events).directory.topics;
        assert.deepEqual(topics(asked("st", "course"), told("s")), []);
        assert.deepEqual(topics(asked("s", "course"), told("s")), [topic]);
        const other = [asked("s", "course"), told("s"), asked("s", "group")];
        assert.deepEqual(topics(...other), [], "what was found is of another kind");
    });

    QUnit.test("openings and failures", (assert) => {
        const opening = { channelType: "direct", subject: "person" } as const;
        const state = stateAfter(asked("a"), { kind: "directoryFailed", failure });
        assert.strictEqual(state.directory.status, "failed");
        apply(state, { kind: "openingsLoaded", openings: [opening], filters: ["direct"] });
        assert.deepEqual(state.directory.openings, [opening]);
        assert.strictEqual(state.directory.failure, null);
        apply(state, asked("b"));
        apply(state, { kind: "openingsLoaded", openings: [], filters: [] });
        assert.strictEqual(state.directory.status, "loading", "people are still being looked for");
    });
});
