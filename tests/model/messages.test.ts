import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import { newestMessage } from "../../ts_src/model/message_index";
import {
    canDelete,
    canEdit,
    canPin,
    canReact,
    isOwnMessage,
    quoteOf,
} from "../../ts_src/model/messages";
import { pinnedMessages } from "../../ts_src/model/pins";
import type { ChannelPermissions, Message } from "../../ts_src/model/records";
import {
    arrived,
    channelId,
    makeAttachment,
    makeChannel,
    makeMessage,
    makeOwnMessage,
    makePermissions,
    messageId,
    noon,
    other,
    rev,
    stateAfter,
} from "../helpers/builders";

QUnit.module("model/messages", () => {
    const id = channelId(7);
    const channel: ChatEvent = { kind: "channelChanged", channel: makeChannel() };
    const permitted = (changes: Partial<ChannelPermissions>): ChatEvent => ({
        kind: "snapshotLoaded",
        channelId: id,
        syncRev: rev(1),
        permissions: makePermissions(changes),
    });
    const minute = 60_000;

    QUnit.test("the higher revision wins", (assert) => {
        const [older, newer] = [makeMessage(1), makeMessage(1, { rev: rev(2), content: "new" })];
        for (const order of [
            [older, newer],
            [newer, older],
        ]) {
            const state = stateAfter(...arrived(...order));
            assert.strictEqual(state.messages.get(messageId(1))?.content, "new");
        }
    });

    QUnit.test("copies of one revision end equal, whichever comes first", (assert) => {
        const quote = { id: messageId(1), authorName: "Sam", preview: "before", deleted: false };
        const answer = (changes: Partial<Message>) =>
            makeMessage(5, { parentId: messageId(1), parent: quote, ...changes });
        const copies = [
            answer({}),
            answer({ parent: { ...quote, preview: "after" } }),
            answer({ parent: { ...quote, preview: "", deleted: true }, replyCount: 2 }),
        ];
        const forwards = stateAfter(...arrived(...copies));
        const backwards = stateAfter(...arrived(...copies.toReversed()));
        const known = forwards.messages.get(messageId(5));
        assert.deepEqual(known, backwards.messages.get(messageId(5)));
        assert.true(known?.parent?.deleted);
        assert.strictEqual(known?.replyCount, 2);
    });

    QUnit.test("a page of messages is as its messages one after another", (assert) => {
        const page = [
            makeMessage(2),
            makeMessage(4, { parentId: messageId(2) }),
            makeMessage(3, { pinnedAt: noon }),
            makeMessage(7, { channelId: channelId(8) }),
            makeMessage(5, { deleted: true, content: "" }),
        ];
        const before = arrived(makeMessage(1), makeMessage(3), makeMessage(6));
        assert.deepEqual(
            stateAfter(...before, { kind: "messagesReceived", messages: page }),
            stateAfter(...before, ...arrived(...page)),
        );
    });

    QUnit.test("a record in the state is a value: no reactive wrapper enters it", (assert) => {
        const state = stateAfter(...arrived(makeMessage(1)));
        const tag = Object.prototype.toString.call(state.messages.get(messageId(1)));
        assert.strictEqual(tag, "[object Value]");
    });

    QUnit.test("the newest is the newest, deleted or not", (assert) => {
        const messages = [makeMessage(2), makeMessage(1), makeMessage(3, { deleted: true })];
        const newest = newestMessage(stateAfter(...arrived(...messages)), id);
        assert.strictEqual(Number(newest?.id), 3);
        assert.strictEqual(newestMessage(stateAfter(), id), null);
    });

    QUnit.test("a quote is of the message as it is now, if it is known", (assert) => {
        const told = { id: messageId(1), authorName: "Sam", preview: "as told", deleted: false };
        const answer = makeMessage(5, { parentId: messageId(1), parent: told });
        const quote = (...events: ChatEvent[]) => quoteOf(stateAfter(...events), answer);
        assert.deepEqual(quote(), told);
        assert.strictEqual(quoteOf(stateAfter(), makeMessage(6)), null);
        assert.deepEqual(quote(...arrived(makeMessage(1, { content: "a\nb" }))), {
            id: messageId(1),
            authorName: other.name,
            preview: "a b",
            deleted: false,
        });
        const file = makeMessage(1, { content: "", attachments: [makeAttachment()] });
        assert.strictEqual(quote(...arrived(file))?.preview, "notes.pdf");
        const long = makeMessage(1, { content: "😀".repeat(300) });
        assert.strictEqual(quote(...arrived(long))?.preview, `${"😀".repeat(200)}…`);
        const gone = quote(...arrived(makeMessage(1, { deleted: true, content: "" })));
        assert.true(gone?.deleted);
        assert.strictEqual(gone?.preview, "");
    });

    QUnit.test("one's own words can be changed for a quarter of an hour", (assert) => {
        const own = makeOwnMessage(0);
        const state = stateAfter(channel);
        assert.true(isOwnMessage(state, own));
        assert.true(canEdit(state, own, noon + 15 * minute - 1));
        assert.false(canEdit(state, own, noon + 15 * minute));
        assert.false(canEdit(state, makeMessage(0), noon));
        assert.false(canEdit(state, makeOwnMessage(0, { deleted: true }), noon));
        assert.false(canEdit(state, makeOwnMessage(0, { type: "system" }), noon));
        apply(state, { kind: "clockCompared", offset: -60 * minute });
        assert.true(canEdit(state, own, noon + 70 * minute), "by the server's clock");
        const closed = makeChannel({ rev: rev(2), state: "closed" });
        apply(state, { kind: "channelChanged", channel: closed });
        assert.false(canEdit(state, own, noon));
    });

    QUnit.test("who may delete, pin and react", (assert) => {
        const [own, theirs] = [makeOwnMessage(1), makeMessage(2)];
        const member = stateAfter(channel, permitted({}));
        const moderator = stateAfter(channel, permitted({ deleteAny: true, pin: true }));
        const onlooker = stateAfter(channel, permitted({ send: false }));
        const can = (state: typeof member, message: Message) => [
            canDelete(state, message),
            canPin(state, message),
            canReact(state, message),
        ];
        assert.deepEqual(can(member, own), [true, false, true]);
        assert.deepEqual(can(member, theirs), [false, false, true]);
        assert.deepEqual(can(moderator, theirs), [true, true, true]);
        assert.deepEqual(can(onlooker, own), [false, false, false]);
        for (const changes of [{ deleted: true }, { type: "system" }] as const) {
            assert.deepEqual(can(moderator, makeMessage(1, changes)), [false, false, false]);
        }
    });

    QUnit.test("pinned ones, the newest pin first", (assert) => {
        const pinned = (number: number, pinnedAt: number | null, changes = {}) =>
            makeMessage(number, { pinnedAt, ...changes });
        const state = stateAfter(...arrived(pinned(1, 50), pinned(2, 90), pinned(3, 70)));
        const ids = () => pinnedMessages(state, id).map((message) => Number(message.id));
        assert.deepEqual(ids(), [2, 3, 1]);
        arrived(
            pinned(2, null, { rev: rev(10) }),
            pinned(3, 70, { rev: rev(11), deleted: true }),
            pinned(2, 90),
        ).forEach((event) => apply(state, event));
        assert.deepEqual(ids(), [1], "an older copy pins nothing again");
        arrived(pinned(1, null, { rev: rev(12) })).forEach((event) => apply(state, event));
        assert.strictEqual(state.pinnedIds.size, 0);
    });

    QUnit.test("new addresses are taken from a copy of the same revision only", (assert) => {
        const files = (url: string) => ({ attachments: [makeAttachment({ url })] });
        const url = (...events: ChatEvent[]) =>
            stateAfter(...events).messages.get(messageId(5))?.attachments[0]?.url;
        const renewed = (message: Message): ChatEvent => ({ kind: "addressesRenewed", message });
        const [known] = arrived(makeMessage(5, files("/old"))) as [ChatEvent];
        const copy = makeMessage(5, files("/new"));
        assert.strictEqual(url(known, renewed(copy)), "/new");
        assert.strictEqual(url(known, renewed(copy), known), "/new", "a late copy changes nothing");
        assert.strictEqual(url(known, renewed({ ...copy, rev: rev(4) })), "/old");
        assert.strictEqual(url(known, renewed({ ...copy, rev: rev(6) })), "/old");
        assert.strictEqual(url(renewed(copy)), undefined, "nothing is made known by it");
        const edited = makeMessage(5, { ...files("/edited"), rev: rev(7) });
        assert.strictEqual(url(known, renewed(copy), ...arrived(edited)), "/edited");
    });
});
