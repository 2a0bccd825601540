import { apply } from "../../ts_src/model/apply";
import { canSend, channelList, channelPreview, lastActivity } from "../../ts_src/model/channels";
import type { ChatEvent } from "../../ts_src/model/events";
import type { Channel, ChannelSummary } from "../../ts_src/model/records";
import { createChatState } from "../../ts_src/model/state";
import {
    channelId,
    clientKey,
    makeChannel,
    makeMember,
    makeMessage,
    makeOwnMessage,
    makeSummary,
    messageId,
    noon,
    other,
    rev,
    self,
} from "../helpers/builders";

QUnit.module("model/channels", () => {
    const id = channelId(7);
    const channel = (changes: Partial<Channel> = {}): ChatEvent => ({
        kind: "channelChanged",
        channel: makeChannel(changes),
    });
    const summary = (changes: Partial<ChannelSummary>): ChatEvent => ({
        kind: "summaryChanged",
        summary: makeSummary(changes),
    });
    const queued: ChatEvent = {
        kind: "messageQueued",
        channelId: id,
        clientKey: clientKey("key"),
        content: "on  its\nway",
        at: noon,
    };
    const after = (...events: ChatEvent[]) => {
        const state = createChatState(self);
        events.forEach((event) => apply(state, event));
        return state;
    };

    QUnit.test("the higher revision of a channel wins", (assert) => {
        const state = after(
            channel({ rev: rev(3), name: "new" }),
            channel({ rev: rev(2), name: "old" }),
        );
        assert.strictEqual(state.channels.get(id)?.name, "new");
    });

    QUnit.test("the higher revision of a summary wins; of equal ones the later mark", (assert) => {
        const state = after(
            summary({ syncRev: rev(5), unreadCount: 2, readMessageId: messageId(1) }),
            summary({ syncRev: rev(4), unreadCount: 9, readMessageId: messageId(2) }),
        );
        assert.strictEqual(state.summaries.get(id)?.unreadCount, 2);
        apply(state, summary({ syncRev: rev(5), unreadCount: 1, readMessageId: messageId(3) }));
        assert.strictEqual(state.summaries.get(id)?.unreadCount, 1);
        assert.strictEqual(Number(state.readMarks.get(id)?.get(self.id)), 3);
    });

    QUnit.test("newest activity first, sent or not", (assert) => {
        const at = (number: number, time: number | null) => [
            channel({ id: channelId(number) }),
            summary({ channelId: channelId(number), lastMessageDate: time }),
        ];
        const state = after(...at(1, null), ...at(2, noon - 2), ...at(7, noon - 3), ...at(4, null));
        const order = () => channelList(state).map((it) => Number(it.id));
        assert.deepEqual(order(), [2, 7, 4, 1]);
        apply(state, queued);
        assert.deepEqual(order(), [7, 2, 4, 1]);
        const message = makeMessage(9, { channelId: channelId(1), createdAt: noon + 1 });
        apply(state, { kind: "messageChanged", message });
        assert.deepEqual(order(), [1, 7, 2, 4]);
        assert.strictEqual(lastActivity(state, channelId(4)), null);
    });

    QUnit.test("writing needs an active channel and the permission", (assert) => {
        assert.false(canSend(after(), id), "unknown");
        assert.true(canSend(after(channel()), id), "not told otherwise");
        assert.false(canSend(after(channel({ state: "closed" })), id));
        const loaded = (allowed: boolean): ChatEvent => ({
            kind: "snapshotLoaded",
            channelId: id,
            syncRev: rev(1),
            canSend: allowed,
        });
        assert.false(canSend(after(channel(), loaded(false)), id));
        assert.true(canSend(after(channel(), loaded(true)), id));
    });

    QUnit.module("preview", () => {
        const lastMessage = summary({
            syncRev: rev(20),
            lastMessageId: messageId(9),
            lastMessageDate: noon,
            lastMessagePreview: "from the server",
            lastMessageAuthorId: other.id,
        });
        const text = (...events: ChatEvent[]) => channelPreview(after(...events), id)?.text;
        const message = (number: number, changes = {}): ChatEvent => ({
            kind: "messageChanged",
            message: makeMessage(number, changes),
        });

        QUnit.test("of nothing", (assert) => {
            assert.strictEqual(channelPreview(after(channel()), id), null);
            assert.strictEqual(channelPreview(after(summary({})), id), null);
        });

        QUnit.test("of the summary, with its author's name if known", (assert) => {
            assert.deepEqual(channelPreview(after(lastMessage), id), {
                text: "from the server",
                isOwn: false,
                authorName: null,
                at: noon,
                delivery: "sent",
            });
            const member: ChatEvent = { kind: "memberChanged", member: makeMember() };
            const preview = channelPreview(after(lastMessage, member), id);
            assert.strictEqual(preview?.authorName, other.name);
        });

        QUnit.test("of a newer message, on one line", (assert) => {
            assert.strictEqual(text(lastMessage, message(10, { content: "a\n b" })), "a b");
            assert.strictEqual(text(lastMessage, message(8)), "from the server");
            assert.strictEqual(text(message(8)), "message 8");
        });

        QUnit.test("of an edit that is newer than the summary", (assert) => {
            assert.strictEqual(text(lastMessage, message(9, { rev: rev(19) })), "from the server");
            assert.strictEqual(text(lastMessage, message(9, { rev: rev(21) })), "message 9");
        });

        QUnit.test("of the one before a deleted message", (assert) => {
            const deleted = message(9, { rev: rev(21), deleted: true, content: "" });
            assert.strictEqual(text(lastMessage, message(8), deleted), "message 8");
        });

        QUnit.test("of what is on its way", (assert) => {
            const state = after(lastMessage, message(10), queued);
            const preview = channelPreview(state, id);
            assert.strictEqual(preview?.text, "on its way");
            assert.strictEqual(preview?.delivery, "pending");
            assert.true(preview?.isOwn);
            const failure = { code: "conflict", message: "No." };
            apply(state, { kind: "messageRefused", clientKey: clientKey("key"), failure });
            assert.strictEqual(channelPreview(state, id)?.delivery, "failed");
        });

        QUnit.test("of one's own message", (assert) => {
            const own: ChatEvent = { kind: "messageChanged", message: makeOwnMessage(10) };
            assert.true(channelPreview(after(lastMessage, own), id)?.isOwn);
        });
    });

    QUnit.test("a channel that is gone leaves nothing but what was not sent", (assert) => {
        const state = after(
            channel(),
            summary({ readMessageId: messageId(1) }),
            { kind: "memberChanged", member: makeMember() },
            { kind: "messageChanged", message: makeMessage(3) },
            { kind: "snapshotLoaded", channelId: id, syncRev: rev(1), canSend: true },
            { kind: "channelOpened", channelId: id },
            queued,
            { kind: "channelGone", channelId: id },
        );
        const { self: _self, outbox, ...rest } = state;
        const { self: _empty, outbox: _none, ...fresh } = createChatState(self);
        assert.deepEqual(rest, fresh);
        assert.strictEqual(outbox.size, 1);
    });

    QUnit.test("a channel that is reset starts again, even at an older revision", (assert) => {
        const state = after(
            channel({ rev: rev(90) }),
            summary({ syncRev: rev(90) }),
            { kind: "snapshotLoaded", channelId: id, syncRev: rev(90), canSend: true },
            { kind: "messageChanged", message: makeMessage(3) },
            { kind: "channelOpened", channelId: id },
            { kind: "channelReset", channelId: id, syncRev: rev(40) },
            channel({ rev: rev(30), name: "restored" }),
        );
        assert.strictEqual(Number(state.syncCursors.get(id)), 40);
        assert.strictEqual(state.channels.get(id)?.name, "restored");
        assert.strictEqual(state.messages.size, 0);
        assert.strictEqual(state.openChannelId, id, "it stays open");
    });
});
