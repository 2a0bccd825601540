import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import { nextToSend, outgoingMessages } from "../../ts_src/model/outbox";
import { createChatState } from "../../ts_src/model/state";
import { channelId, clientKey, makeMessage, makeOwnMessage, noon, self } from "../helpers/builders";

QUnit.module("model/outbox", () => {
    const id = channelId(7);
    const failure = { code: "channel_closed", message: "This conversation is closed." };
    const queued = (key: string, channel = id): ChatEvent => ({
        kind: "messageQueued",
        channelId: channel,
        clientKey: clientKey(key),
        content: `text of ${key}`,
        at: noon,
    });
    const refused = (key: string): ChatEvent => ({
        kind: "messageRefused",
        clientKey: clientKey(key),
        failure,
    });
    const after = (...events: ChatEvent[]) => {
        const state = createChatState(self);
        events.forEach((event) => apply(state, event));
        return state;
    };

    QUnit.test("waits in the order it was written, per channel", (assert) => {
        const state = after(queued("a"), queued("b", channelId(8)), queued("c"));
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
        const state = after(queued("a"), sent);
        assert.strictEqual(state.outbox.size, 0);
        assert.strictEqual(state.messages.size, 1);
        apply(state, sent);
        apply(state, refused("a"));
        assert.strictEqual(state.outbox.size, 0, "a lost reply is not missed");
    });

    QUnit.test("is not settled by somebody else's message", (assert) => {
        const message = makeMessage(5, { clientKey: clientKey("a") });
        const state = after(queued("a"), { kind: "messageChanged", message });
        assert.strictEqual(state.outbox.size, 1);
    });

    QUnit.test("refused, the next one's turn; retried, its turn again", (assert) => {
        const state = after(queued("a"), queued("b"), refused("a"));
        assert.deepEqual(outgoingMessages(state, id)[0]?.failure, failure);
        assert.strictEqual(outgoingMessages(state, id)[0]?.status, "failed");
        assert.strictEqual(nextToSend(state, id)?.clientKey, clientKey("b"));
        apply(state, { kind: "messageRequeued", clientKey: clientKey("a") });
        assert.strictEqual(outgoingMessages(state, id)[0]?.failure, null);
        assert.strictEqual(nextToSend(state, id)?.clientKey, clientKey("a"));
    });

    QUnit.test("discarded, it is gone", (assert) => {
        const state = after(queued("a"), refused("a"), {
            kind: "messageDiscarded",
            clientKey: clientKey("a"),
        });
        assert.strictEqual(state.outbox.size, 0);
        apply(state, { kind: "messageRequeued", clientKey: clientKey("a") });
        assert.strictEqual(state.outbox.size, 0);
        assert.strictEqual(nextToSend(state, id), null);
    });
});
