import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import { activeMembers, readMark } from "../../ts_src/model/members";
import { isSeen, seenBy } from "../../ts_src/model/seen";
import type { Member } from "../../ts_src/model/records";
import { createChatState } from "../../ts_src/model/state";
import {
    channelId,
    makeMember,
    makeMessage,
    makeOwnMessage,
    messageId,
    other,
    rev,
    self,
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
    const after = (...events: ChatEvent[]) => {
        const state = createChatState(self);
        events.forEach((event) => apply(state, event));
        return state;
    };

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

    QUnit.test("seen by who has read up to a message, without its author", (assert) => {
        const state = after(
            member({ userId: self.id, name: self.name, readMessageId: messageId(9) }),
            member({ userId: other.id, name: other.name }),
            read(12, 5),
        );
        const names = (number: number) =>
            seenBy(state, makeOwnMessage(number)).map(({ name }) => name);
        assert.deepEqual(names(5), [other.name]);
        assert.deepEqual(names(6), []);
        assert.true(isSeen(state, makeOwnMessage(4)));
        assert.false(isSeen(state, makeOwnMessage(6)));
        assert.true(isSeen(state, makeMessage(6)), "this person has read the other's");
    });

    QUnit.test("who has left does not count as having seen", (assert) => {
        const state = after(member({ active: false, readMessageId: messageId(9) }));
        assert.false(isSeen(state, makeOwnMessage(5)));
    });
});
