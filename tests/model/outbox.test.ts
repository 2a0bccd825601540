import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import {
    newestOutgoing,
    nextToSend,
    outgoingMessages,
    outgoingReplies,
} from "../../ts_src/model/outbox";
import type { OutboxItem } from "../../ts_src/model/state";
import {
    channelId,
    clientKey,
    makeAttachment,
    makeMessage,
    makeOutboxItem,
    makeOwnMessage,
    messageId,
    noon,
    queued,
    stateAfter,
} from "../helpers/builders";

QUnit.module("model/outbox", () => {
    const id = channelId(7);
    const failure = { code: "channel_closed", message: "This conversation is closed." };
    const refused = (key: string): ChatEvent => ({
        kind: "messageRefused",
        clientKey: clientKey(key),
        failure,
    });

    QUnit.test("waits in the order it was written, per channel", (assert) => {
        const state = stateAfter(
            queued("a"),
            queued("b", { channelId: channelId(8) }),
            queued("c"),
        );
        assert.deepEqual(
            outgoingMessages(state, id).map((item) => item.clientKey),
            [clientKey("a"), clientKey("c")],
        );
        assert.strictEqual(nextToSend(state, id)?.clientKey, clientKey("a"));
    });

    QUnit.test("is settled by the message with its key, once", (assert) => {
        const sent: ChatEvent = {
            kind: "messageChanged",
            message: makeOwnMessage(5, { clientKey: clientKey("a") }),
        };
        const state = stateAfter(queued("a"), sent);
        assert.strictEqual(state.outbox.size, 0);
        assert.strictEqual(state.messages.size, 1);
        apply(state, sent);
        apply(state, refused("a"));
        assert.strictEqual(state.outbox.size, 0, "a lost reply is not missed");
    });

    QUnit.test("is not settled by somebody else's message", (assert) => {
        const message = makeMessage(5, { clientKey: clientKey("a") });
        const state = stateAfter(queued("a"), { kind: "messageChanged", message });
        assert.strictEqual(state.outbox.size, 1);
    });

    QUnit.test("refused, the next one's turn; retried, its turn again", (assert) => {
        const state = stateAfter(queued("a"), queued("b"), refused("a"));
        assert.deepEqual(outgoingMessages(state, id)[0]?.failure, failure);
        assert.strictEqual(outgoingMessages(state, id)[0]?.status, "failed");
        assert.strictEqual(nextToSend(state, id)?.clientKey, clientKey("b"));
        apply(state, { kind: "messageRequeued", clientKey: clientKey("a") });
        assert.strictEqual(outgoingMessages(state, id)[0]?.failure, null);
        assert.strictEqual(nextToSend(state, id)?.clientKey, clientKey("a"));
    });

    QUnit.test("discarded, it is gone", (assert) => {
        const state = stateAfter(queued("a"), refused("a"), {
            kind: "messageDiscarded",
            clientKey: clientKey("a"),
        });
        assert.strictEqual(state.outbox.size, 0);
        apply(state, { kind: "messageRequeued", clientKey: clientKey("a") });
        assert.strictEqual(state.outbox.size, 0);
        assert.strictEqual(nextToSend(state, id), null);
        assert.strictEqual(newestOutgoing(state, id), null);
    });

    QUnit.test("what was kept comes before what was written since, known keys stay", (assert) => {
        const restored = (...items: OutboxItem[]): ChatEvent => ({ kind: "outboxRestored", items });
        const state = stateAfter(
            queued("new", { at: noon }),
            restored(
                makeOutboxItem("old", { queuedAt: noon - 2 }),
                makeOutboxItem("older", { queuedAt: noon - 3 }),
                makeOutboxItem("new", { content: "as it was kept" }),
                makeOutboxItem("later, in another tab", { queuedAt: noon + 1 }),
            ),
        );
        assert.deepEqual(
            outgoingMessages(state, id).map(({ content }) => content),
            ["older", "old", "new", "later, in another tab"],
        );
        assert.strictEqual(newestOutgoing(state, id)?.content, "later, in another tab");
    });

    QUnit.test("a clock that jumps back does not change the order", (assert) => {
        const state = stateAfter(queued("a", { at: noon }), queued("b", { at: noon - 5000 }));
        assert.strictEqual(nextToSend(state, id)?.content, "a");
    });

    QUnit.test("keeps the answered message and the files", (assert) => {
        const attachments = [makeAttachment()];
        const state = stateAfter(queued("a", { parentId: messageId(3), attachments }), queued("b"));
        assert.deepEqual(outgoingReplies(state, id, messageId(3)), [
            makeOutboxItem("a", { parentId: messageId(3), attachments }),
        ]);
    });
});
