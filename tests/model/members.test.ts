import type { ChatEvent } from "../../ts_src/model/events";
import { visitorUserId } from "../../ts_src/model/ids";
import { activeMembers, memberName, readMark } from "../../ts_src/model/members";
import { isSeen, seenHere, seenUpTo } from "../../ts_src/model/seen";
import type { Member } from "../../ts_src/model/records";
import {
    arrived,
    channelId,
    historyLoaded,
    makeMember,
    makeMessage,
    makeOwnMessage,
    messageId,
    noon,
    other,
    rev,
    self,
    stateAfter as after,
    userId,
} from "../helpers/builders";

QUnit.module("model/members and seen", () => {
    const id = channelId(7);
    const member = (changes: Partial<Member>): ChatEvent => ({
        kind: "memberChanged",
        member: makeMember(changes),
    });
    const read = (user: number, message: number): ChatEvent => ({
        kind: "readMarked",
        channelId: id,
        userId: userId(user),
        messageId: messageId(message),
    });

    QUnit.test("the higher revision of a member wins, the highest mark counts", (assert) => {
        const state = after(
            member({ rev: rev(5), role: "moderator", readMessageId: messageId(3) }),
            member({ rev: rev(4), role: "member", readMessageId: messageId(9) }),
            read(12, 8),
        );
        assert.strictEqual(state.members.get(id)?.get(other.id)?.role, "moderator");
        assert.strictEqual(Number(readMark(state, id, other.id)), 9);
        assert.strictEqual(readMark(state, id, self.id), null);
    });

    QUnit.test("only who is in the channel now, by name", (assert) => {
        const state = after(
            member({ userId: userId(1), name: "Zoe" }),
            member({ userId: userId(2), name: "Abe" }),
            member({ userId: userId(3), name: "Gone", active: false }),
        );
        assert.deepEqual(
            activeMembers(state, id).map(({ name }) => name),
            ["Abe", "Zoe"],
        );
    });

    QUnit.test("seen is what somebody other than its author has read up to", (assert) => {
        const state = after(
            member({ userId: self.id, name: self.name, readMessageId: messageId(9) }),
            member({ userId: other.id, name: other.name }),
            read(12, 5),
        );
        assert.true(isSeen(state, makeOwnMessage(5)));
        assert.false(isSeen(state, makeOwnMessage(6)));
        assert.true(isSeen(state, makeMessage(6)), "this person has read the other's");
    });

    QUnit.test("seen by the channel's visitor, who is no member with an account", (assert) => {
        const state = after(member({ userId: self.id, name: self.name }), read(visitorUserId, 5));
        assert.true(isSeen(state, makeOwnMessage(5)));
        assert.false(isSeen(state, makeOwnMessage(6)));
        assert.strictEqual(Number(seenUpTo(state, id)), 5);
    });

    QUnit.test("names, also of who has left", (assert) => {
        const state = after(member({ userId: userId(3), name: "Gone", active: false }));
        assert.strictEqual(memberName(state, id, userId(3)), "Gone");
        assert.strictEqual(memberName(state, id, self.id), self.name);
        assert.strictEqual(memberName(state, id, userId(99)), null);
    });

    QUnit.module("seen here", () => {
        const people = [
            member({ userId: self.id, name: self.name }),
            member({ userId: userId(1), name: "Zoe" }),
            member({ userId: userId(2), name: "Abe" }),
            member({ userId: userId(3), name: "Gone", active: false }),
        ];
        const messages = arrived(...[10, 20, 30, 40].map((number) => makeMessage(number)));
        const places = (...events: ChatEvent[]) =>
            [...seenHere(after(...people, ...messages, ...events), id)]
                .map(([at, members]) => [Number(at), ...members.map(({ name }) => name)])
                .sort(([a], [b]) => Number(a) - Number(b));

        QUnit.test("each of the others at the newest message they have read", (assert) => {
            const marks = [read(1, 20), read(2, 20), read(3, 30), read(11, 40)];
            assert.deepEqual(places(...marks, historyLoaded()), [[20, "Abe", "Zoe"]]);
            const between = [read(1, 25), read(2, 99), historyLoaded()];
            assert.deepEqual(places(...between), [
                [20, "Zoe"],
                [40, "Abe"],
            ]);
            assert.deepEqual(places(...marks), [], "nothing is on show yet");
        });

        QUnit.test("nobody who has not come as far, or is further on", (assert) => {
            const window = historyLoaded({
                position: { at: "around", messageId: messageId(20) },
                oldestId: messageId(20),
                newestId: messageId(30),
                hasNewer: true,
            });
            assert.deepEqual(places(read(1, 10), read(2, 35), window), []);
            assert.deepEqual(places(read(1, 30), window), [[30, "Zoe"]]);
        });

        QUnit.test("not at a message that is being deleted", (assert) => {
            const planned = (number: number): ChatEvent => ({
                kind: "deletionPlanned",
                messageId: messageId(number),
                at: noon,
            });
            const events = [read(1, 40), planned(40), planned(30), historyLoaded()];
            assert.deepEqual(places(...events), [[20, "Zoe"]]);
        });
    });

    QUnit.test("who has left does not count as having seen", (assert) => {
        const state = after(member({ active: false, readMessageId: messageId(9) }));
        assert.false(isSeen(state, makeOwnMessage(5)));
    });
});
