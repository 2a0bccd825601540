import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type { UserId } from "../../ts_src/model/ids";
import { channelPresence, presenceOf } from "../../ts_src/model/presence";
import { typists } from "../../ts_src/model/typing";
import {
    arrived,
    channelId,
    makeAuthor,
    makeChannel,
    makeMessage,
    noon,
    other,
    self,
    stateAfter,
    userId,
} from "../helpers/builders";

QUnit.module("model/typing and presence", () => {
    const id = channelId(7);
    const typing = (who: UserId | null, name: string, until: number | null = noon): ChatEvent => ({
        kind: "typingChanged",
        channelId: id,
        userId: who,
        name,
        until,
    });
    const sam = typing(other.id, other.name);
    const names = (...events: ChatEvent[]) =>
        typists(stateAfter(...events), id).map(({ name }) => name);

    QUnit.test("who writes, never oneself; each once", (assert) => {
        const visitor = typing(null, "Visitor");
        const events = [sam, typing(self.id, self.name), visitor, typing(userId(13), "Third"), sam];
        assert.deepEqual(names(...events), [other.name, "Visitor", "Third"]);
        assert.deepEqual(names(...events, typing(other.id, other.name, null)), [
            "Visitor",
            "Third",
        ]);
        assert.deepEqual(names(), []);
    });

    QUnit.test("ends when they fall silent", (assert) => {
        const longer = typing(userId(13), "Third", noon + 1);
        const state = stateAfter(sam, longer, { kind: "typingExpired", now: noon });
        assert.deepEqual(
            typists(state, id).map(({ name }) => name),
            ["Third"],
        );
        apply(state, { kind: "typingExpired", now: noon + 1 });
        assert.strictEqual(state.typing.size, 0);
    });

    QUnit.test("ends with the message that was being written, not with an old one", (assert) => {
        assert.deepEqual(names(sam, ...arrived(makeMessage(5))), []);
        assert.deepEqual(names(...arrived(makeMessage(5)), sam, ...arrived(makeMessage(4))), [
            other.name,
        ]);
        assert.deepEqual(names(...arrived(makeMessage(5)), sam, ...arrived(makeMessage(5))), [
            other.name,
        ]);
        const visitor = makeAuthor({ id: null, name: "Visitor", isVisitor: true });
        const theirs = arrived(makeMessage(5, { author: visitor }));
        assert.deepEqual(names(typing(null, "Visitor"), sam, ...theirs), [other.name]);
    });

    QUnit.test("nothing of people one wants to hear nothing of, until one does again", (assert) => {
        const state = stateAfter(sam, typing(null, "Visitor"));
        const told = () => typists(state, id).map(({ name }) => name);
        apply(state, { kind: "ignoredChanged", userIds: [other.id] });
        assert.deepEqual(told(), ["Visitor"]);
        apply(state, { kind: "ignoredChanged", userIds: [] });
        assert.deepEqual(told(), [other.name, "Visitor"]);
    });

    QUnit.test("presence of a person and of a channel's other person", (assert) => {
        const state = stateAfter({ kind: "channelChanged", channel: makeChannel() });
        assert.strictEqual(channelPresence(state, id), null);
        apply(state, { kind: "presenceChanged", userId: other.id, presence: "online" });
        apply(state, { kind: "presenceChanged", userId: other.id, presence: "away" });
        assert.strictEqual(presenceOf(state, other.id), "away");
        assert.strictEqual(channelPresence(state, id), "away");
        const group = makeChannel({ id: channelId(8), peerId: null });
        apply(state, { kind: "channelChanged", channel: group });
        assert.strictEqual(channelPresence(state, channelId(8)), null);
    });
});
