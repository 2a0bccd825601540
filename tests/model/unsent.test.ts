import type { ChatEvent } from "../../ts_src/model/events";
import { leftovers, unknownWithUnsent } from "../../ts_src/model/unsent";
import { channelId, makeChannel, queued, rev, stateAfter } from "../helpers/builders";

QUnit.module("model/unsent", () => {
    const id = channelId(7);
    const channel: ChatEvent = { kind: "channelChanged", channel: makeChannel() };
    const gone: ChatEvent = { kind: "channelGone", channelId: id };
    const drafted: ChatEvent = {
        kind: "draftChanged",
        channelId: id,
        draft: { text: "half a", replyToId: null, attachments: [] },
    };

    QUnit.test("what is left over of a channel that is gone, and only of such", (assert) => {
        assert.deepEqual(leftovers(stateAfter(channel, queued("key"), drafted)), []);
        assert.deepEqual(leftovers(stateAfter(channel, gone)), [], "nothing was written");
        const [leftover, ...others] = leftovers(stateAfter(channel, queued("key"), drafted, gone));
        assert.deepEqual(others, []);
        assert.strictEqual(leftover?.channelId, id);
        assert.deepEqual(
            leftover?.items.map(({ content }) => content),
            ["key"],
        );
        assert.strictEqual(leftover?.draft.text, "half a");
        assert.strictEqual(leftovers(stateAfter(gone, drafted)).length, 1, "written in time");
    });

    QUnit.test("a channel that is there again has it back", (assert) => {
        const again: ChatEvent = {
            kind: "channelChanged",
            channel: makeChannel(),
            asOf: rev(9),
        };
        const state = stateAfter(channel, queued("key"), drafted, gone, again);
        assert.deepEqual(leftovers(state), []);
        assert.strictEqual(state.outbox.size, 1);
        assert.strictEqual(state.drafts.size, 1);
    });

    QUnit.test("channels to be looked for: written for, and neither known nor gone", (assert) => {
        assert.deepEqual(unknownWithUnsent(stateAfter(queued("key"), drafted)), [id]);
        assert.deepEqual(unknownWithUnsent(stateAfter(drafted)), [id]);
        assert.deepEqual(unknownWithUnsent(stateAfter(channel, drafted)), []);
        assert.deepEqual(unknownWithUnsent(stateAfter(drafted, gone)), []);
        assert.deepEqual(unknownWithUnsent(stateAfter()), []);
    });
});
