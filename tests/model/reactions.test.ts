import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type { Reaction } from "../../ts_src/model/records";
import { reactionGroups } from "../../ts_src/model/reactions";
import {
    arrived,
    channelId,
    makeMessage,
    makeReaction,
    messageId,
    other,
    rev,
    self,
    stateAfter,
    userId,
} from "../helpers/builders";

QUnit.module("model/reactions", () => {
    const id = messageId(1);
    const reacted = (changes: Partial<Reaction> = {}): ChatEvent => ({
        kind: "reactionChanged",
        channelId: channelId(7),
        reaction: makeReaction(changes),
    });
    const mine = { userId: self.id, userName: self.name };

    QUnit.test("by emoji, in the order they came, whatever order they are told in", (assert) => {
        const events = [
            reacted({ emoji: "🎉", rev: rev(4), ...mine }),
            reacted({ emoji: "👍", rev: rev(3), userId: userId(13), userName: "Third" }),
            reacted({ emoji: "👍", rev: rev(2) }),
        ];
        const expected = [
            { emoji: "👍", count: 2, names: [other.name, "Third"], isOwn: false },
            { emoji: "🎉", count: 1, names: [self.name], isOwn: true },
        ];
        assert.deepEqual(reactionGroups(stateAfter(...events), id), expected);
        assert.deepEqual(reactionGroups(stateAfter(...events.toReversed()), id), expected);
        assert.deepEqual(reactionGroups(stateAfter(), id), []);
    });

    QUnit.test("the higher revision wins: what was taken back stays so", (assert) => {
        const put = reacted({ rev: rev(2) });
        const taken = reacted({ rev: rev(3), active: false });
        assert.deepEqual(reactionGroups(stateAfter(put, taken), id), []);
        assert.deepEqual(reactionGroups(stateAfter(taken, put), id), []);
        const again = stateAfter(taken, reacted({ rev: rev(4) }));
        assert.strictEqual(reactionGroups(again, id)[0]?.count, 1);
    });

    QUnit.test("go with a deleted message, in any order", (assert) => {
        const deleted = arrived(makeMessage(1, { deleted: true }));
        assert.strictEqual(stateAfter(reacted(), ...deleted).reactions.size, 0);
        const state = stateAfter(...deleted, reacted());
        assert.strictEqual(state.reactions.size, 0);
        apply(state, reacted({ messageId: messageId(2) }));
        assert.strictEqual(state.reactions.size, 1);
    });
});
