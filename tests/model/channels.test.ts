import { apply } from "../../ts_src/model/apply";
import {
    canSend,
    channelList,
    channelPreview,
    isMuted,
    lastActivity,
    permissions,
    preferences,
} from "../../ts_src/model/channels";
import type { ChatEvent } from "../../ts_src/model/events";
import type {
    Attachment,
    Channel,
    ChannelPreferences,
    ChannelSummary,
} from "../../ts_src/model/records";
import { createChatState } from "../../ts_src/model/state";
import {
    arrived,
    channelId,
    clientKey,
    historyLoaded,
    makeChannel,
    makeAttachment,
    makeChannelRecord,
    makeMember,
    makeMessage,
    makeOwnMessage,
    makePermissions,
    makePreferences,
    makeReaction,
    makeSummary,
    messageId,
    noon,
    other,
    queued,
    rev,
    self,
    stateAfter as after,
} from "../helpers/builders";

QUnit.module("model/channels", () => {
    const id = channelId(7);
    const channel = (changes: Partial<Channel> = {}): ChatEvent => ({
        kind: "channelChanged",
        channel: makeChannel(changes),
    });
    const summary = (changes: Partial<ChannelSummary>) => ({
        kind: "summaryChanged" as const,
        summary: makeSummary(changes),
    });
    const preferred = (changes: Partial<ChannelPreferences>, asOf = 1): ChatEvent => ({
        kind: "preferencesChanged",
        channelId: id,
        preferences: makePreferences(changes),
        asOf: rev(asOf),
    });
    const written = queued("key", { content: "on  its\nway" });

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

    QUnit.test("the bus tells of a channel, a reply what this person alone sees", (assert) => {
        const reply = (changes: Partial<Channel>, asOf: number): ChatEvent => ({
            kind: "channelChanged",
            channel: makeChannel(changes),
            asOf: rev(asOf),
        });
        const byBus: ChatEvent = {
            kind: "channelRecordChanged",
            record: makeChannelRecord({ rev: rev(10), state: "closed", memberCount: 3 }),
        };
        const mine = { name: "Sam Student", imageUrl: "/sam", myRole: "moderator" } as const;
        const orders: ChatEvent[][] = [
            [byBus, reply({ rev: rev(5) }, 6), reply({ rev: rev(5), ...mine }, 8)],
            [reply({ rev: rev(5), ...mine }, 8), byBus, reply({ rev: rev(5) }, 6)],
        ];
        for (const events of orders) {
            assert.deepEqual(
                after(...events).channels.get(id),
                makeChannel({ ...mine, rev: rev(10), state: "closed", memberCount: 3 }),
            );
        }
        assert.strictEqual(after(byBus).channels.size, 0, "the bus alone brings no channel");
        const later = reply({ rev: rev(10), state: "closed", memberCount: 9 }, 12);
        assert.strictEqual(after(byBus, later).channels.get(id)?.memberCount, 9);
        const renamed = makeChannelRecord({ rev: rev(11), name: "Study group" });
        const state = after(...(orders[0] ?? []), {
            kind: "channelRecordChanged",
            record: renamed,
        });
        assert.strictEqual(state.channels.get(id)?.name, "Study group");
    });

    QUnit.test("of preferences the later count", (assert) => {
        assert.deepEqual(
            preferences(after(), id),
            makePreferences(),
            "as long as nothing is known",
        );
        const state = after(preferred({ pinned: true }, 5), preferred({ hidden: true }, 4));
        assert.true(preferences(state, id).pinned);
        assert.false(preferences(state, id).hidden);
    });

    QUnit.test("muted until a moment of the server's clock", (assert) => {
        const state = after(preferred({ mutedUntil: noon }));
        assert.true(isMuted(state, id, noon - 1));
        assert.false(isMuted(state, id, noon));
        apply(state, { kind: "clockCompared", offset: -60_000 });
        assert.true(isMuted(state, id, noon + 59_000), "this machine is a minute ahead");
        assert.false(isMuted(after(), id, noon));
    });

    QUnit.test("newest activity first, sent or not", (assert) => {
        const at = (number: number, time: number | null) => [
            channel({ id: channelId(number) }),
            summary({ channelId: channelId(number), lastMessageDate: time }),
        ];
        const state = after(...at(1, null), ...at(2, noon - 2), ...at(7, noon - 3), ...at(4, null));
        const order = () => channelList(state).map((it) => Number(it.id));
        assert.deepEqual(order(), [2, 7, 4, 1]);
        apply(state, written);
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
            permissions: makePermissions({ send: allowed }),
        });
        assert.false(canSend(after(channel(), loaded(false)), id));
        assert.true(canSend(after(channel(), loaded(true)), id));
        assert.false(canSend(after(channel({ state: "closed" }), loaded(true)), id));
    });

    QUnit.test("the other permissions have to be told", (assert) => {
        const unknown = permissions(after(channel()), id);
        assert.deepEqual(unknown, makePermissions({ leave: false }));
        const told: ChatEvent = {
            kind: "snapshotLoaded",
            channelId: id,
            syncRev: rev(1),
            permissions: makePermissions({ pin: true }),
        };
        const silent: ChatEvent = { ...told, permissions: null };
        assert.true(permissions(after(channel(), told, silent), id).pin);
    });

    QUnit.test("the clock of this machine does not change the order", (assert) => {
        const state = after(
            channel(),
            channel({ id: channelId(8) }),
            summary({ channelId: channelId(8), lastMessageDate: noon + 1000 }),
            queued("key", { at: noon + 3_600_000 }),
            { kind: "clockCompared", offset: -3_600_000 },
        );
        assert.deepEqual(
            channelList(state).map((it) => Number(it.id)),
            [8, 7],
        );
        assert.strictEqual(channelPreview(state, id)?.at, noon);
    });

    QUnit.module("preview", () => {
        const lastMessage = summary({
            syncRev: rev(20),
            lastMessageId: messageId(9),
            lastMessageDate: noon,
            lastMessagePreview: "from the server",
            lastMessageType: "text",
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
                type: "text",
                deleted: false,
                at: noon,
                delivery: "sent",
            });
            const member: ChatEvent = { kind: "memberChanged", member: makeMember() };
            const preview = channelPreview(after(lastMessage, member), id);
            assert.strictEqual(preview?.authorName, other.name);
        });

        QUnit.test("of a newer message, on one line", (assert) => {
            assert.strictEqual(text(lastMessage, message(10, { content: "a\n b" })), "a b");
            const html = "<em>a</em><br>b";
            assert.strictEqual(text(lastMessage, message(10, { content: "*a*\nb", html })), "a b");
            assert.strictEqual(text(lastMessage, message(8)), "from the server");
            assert.strictEqual(text(message(8)), "message 8");
        });

        QUnit.test("of an edit that is newer than the summary", (assert) => {
            assert.strictEqual(text(lastMessage, message(9, { rev: rev(19) })), "from the server");
            assert.strictEqual(text(lastMessage, message(9, { rev: rev(21) })), "message 9");
        });

        QUnit.test("of a deleted message, whoever tells of it", (assert) => {
            const deleted = message(9, { rev: rev(21), deleted: true, content: "" });
            const byBus = channelPreview(after(lastMessage, message(8), deleted), id);
            assert.true(byBus?.deleted);
            const summaryOfDeleted: ChatEvent = {
                ...lastMessage,
                summary: {
                    ...lastMessage.summary,
                    syncRev: rev(21),
                    lastMessagePreview: "",
                    lastMessageDeleted: true,
                },
            };
            const byList = channelPreview(after(summaryOfDeleted), id);
            assert.deepEqual([byList?.deleted, byList?.text], [true, ""]);
            assert.strictEqual(text(summaryOfDeleted, message(8)), "");
        });

        QUnit.test("of a message that is about to be deleted", (assert) => {
            const planned: ChatEvent = {
                kind: "deletionPlanned",
                messageId: messageId(9),
                at: noon,
            };
            const told = channelPreview(after(lastMessage, planned), id);
            assert.deepEqual([told?.deleted, told?.text], [true, ""]);
            const known = channelPreview(after(message(9), planned), id);
            assert.deepEqual([known?.deleted, known?.text], [true, ""]);
            const ended: ChatEvent = { kind: "deletionEnded", messageId: messageId(9) };
            assert.strictEqual(text(lastMessage, planned, ended), "from the server");
        });

        QUnit.test("of what was refused, also after newer messages of others", (assert) => {
            const refused: ChatEvent = {
                kind: "messageRefused",
                clientKey: clientKey("key"),
                failure: { code: "forbidden", message: "No." },
            };
            assert.strictEqual(text(written, refused, lastMessage, message(10)), "on its way");
        });

        QUnit.test("of what is on its way", (assert) => {
            const state = after(lastMessage, message(10), written);
            const preview = channelPreview(state, id);
            assert.strictEqual(preview?.text, "on its way");
            assert.strictEqual(preview?.delivery, "pending");
            assert.true(preview?.isOwn);
            const failure = { code: "conflict", message: "No." };
            apply(state, { kind: "messageRefused", clientKey: clientKey("key"), failure });
            assert.strictEqual(channelPreview(state, id)?.delivery, "failed");
        });

        QUnit.test("of files, by the first one's name", (assert) => {
            const picture = makeAttachment({ name: "cat.png", mimetype: "image/png" });
            const files = [picture, makeAttachment()];
            assert.strictEqual(
                text(message(10, { content: "", type: "image", attachments: files })),
                "cat.png",
            );
            const preview = (attachments: Attachment[]) =>
                channelPreview(after(queued("key", { content: "", attachments })), id);
            assert.strictEqual(preview([picture])?.type, "image");
            assert.strictEqual(preview(files)?.type, "file");
            assert.strictEqual(preview(files)?.text, "cat.png");
        });

        QUnit.test("with the author's name that the server told", (assert) => {
            const visitor = summary({
                lastMessageId: messageId(9),
                lastMessageAuthorName: "A visitor",
                lastMessageType: "file",
            });
            const preview = channelPreview(after(visitor), id);
            assert.strictEqual(preview?.authorName, "A visitor");
            assert.strictEqual(preview?.type, "file");
        });

        QUnit.test("of one's own message", (assert) => {
            const own: ChatEvent = { kind: "messageChanged", message: makeOwnMessage(10) };
            assert.true(channelPreview(after(lastMessage, own), id)?.isOwn);
        });
    });

    QUnit.test("a channel that is gone leaves nothing but what was not sent", (assert) => {
        const state = after(
            channel(),
            { kind: "channelRecordChanged", record: makeChannelRecord({ rev: rev(2) }) },
            summary({ readMessageId: messageId(1) }),
            preferred({ pinned: true }),
            { kind: "unreadHere", channelId: id, messageId: messageId(3) },
            { kind: "memberChanged", member: makeMember() },
            ...arrived(
                makeMessage(2, { pinnedAt: noon }),
                makeMessage(3, { parentId: messageId(2) }),
            ),
            {
                kind: "reactionChanged",
                channelId: id,
                reaction: makeReaction({ messageId: messageId(3) }),
            },
            { kind: "deletionPlanned", messageId: messageId(3), at: noon },
            historyLoaded(),
            {
                kind: "threadLoaded",
                parentId: messageId(2),
                beforeId: null,
                oldestId: messageId(3),
                hasOlder: false,
            },
            { kind: "detailListRequested", list: "members", channelId: id },
            { kind: "detailListRequested", list: "pins", channelId: id },
            {
                kind: "typingChanged",
                channelId: id,
                userId: other.id,
                name: other.name,
                until: noon,
            },
            {
                kind: "stageChanged",
                stage: { windows: [{ channelId: id, isMinimised: false }], isFullscreen: false },
            },
            {
                kind: "snapshotLoaded",
                channelId: id,
                syncRev: rev(1),
                permissions: makePermissions(),
            },
            { kind: "channelOpened", channelId: id },
            written,
            { kind: "channelGone", channelId: id },
        );
        const { outbox, outboxKeys, goneChannels } = state;
        const rest = { outbox, outboxKeys, goneChannels };
        assert.deepEqual(state, { ...createChatState(self), ...rest });
        assert.strictEqual(outbox.size, 1);
        assert.deepEqual([...goneChannels], [id]);
    });

    QUnit.test("a channel that is reset starts again, even at an older revision", (assert) => {
        const state = after(
            channel({ rev: rev(90) }),
            summary({ syncRev: rev(90) }),
            {
                kind: "snapshotLoaded",
                channelId: id,
                syncRev: rev(90),
                permissions: makePermissions(),
            },
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
