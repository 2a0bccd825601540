import {
    decodeChannel,
    decodeChannels,
    decodeCreatedDirect,
    decodeError,
    decodeMember,
    decodeMembershipNotification,
    decodeMessage,
    decodeMessageNotification,
    decodeMessages,
    decodeReadMark,
    decodeReadNotification,
    decodeSent,
    decodeSnapshot,
    decodeSync,
} from "../../ts_src/odoo/decode";
import { DecodeError } from "../../ts_src/odoo/wire_reader";
import { wireFixture, wireFixtureNames, wireNotification } from "../helpers/wire_fixtures";

const message = {
    id: 101,
    rev: 1001,
    clientKey: "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11",
    channelId: 7,
    content: "Hello <b> & welcome\nto the course",
    html: "Hello &lt;b&gt; &amp; welcome<br>to the course",
    type: "text",
    author: {
        id: 11,
        name: "Ines Instructor",
        imageUrl: "/web/image/res.partner/21/avatar_128?access_token=token",
        isAgent: false,
    },
    createdAt: Date.UTC(2026, 0, 31, 12),
    parentId: null,
    editedAt: null,
    deleted: false,
};
const member = {
    channelId: 7,
    userId: 12,
    name: "Sam Student",
    imageUrl: "/web/image/res.partner/22/avatar_128?access_token=token",
    role: "member",
    active: true,
    readMessageId: 101,
    rev: 1002,
};
const ownMember = {
    ...member,
    userId: 11,
    name: "Ines Instructor",
    imageUrl: "/web/image/res.partner/21/avatar_128?access_token=token",
    rev: 1001,
};
const snapshot = {
    channel: {
        id: 7,
        rev: 1000,
        name: "Sam Student",
        type: "direct",
        state: "active",
        imageUrl: "/web/image/res.partner/22/avatar_128?access_token=token",
        memberCount: 2,
        courseId: null,
        courseName: null,
    },
    summary: {
        channelId: 7,
        syncRev: 1002,
        lastMessageId: 101,
        lastMessageDate: Date.UTC(2026, 0, 31, 12),
        lastMessagePreview: "Hello <b> & welcome to the course",
        lastMessageAuthorId: 11,
        readMessageId: 101,
        unreadCount: 0,
    },
};
const changes = { reset: false, snapshot, syncRev: 1002, members: [member], messages: [message] };
const error = { message: "Write a message before sending.", code: "invalid_value" };

type Decode = (value: unknown) => unknown;
const payload =
    (decode: Decode): Decode =>
    (value) =>
        decode((value as { payload: unknown }).payload);

/** Every fixture, what decodes it, and what comes out. */
const expectations: Record<string, [Decode, unknown]> = {
    message: [(value) => decodeMessage(value, ""), message],
    member: [(value) => decodeMember(value, ""), member],
    channel: [(value) => decodeSnapshot(value, ""), snapshot],
    reply_channels: [
        decodeChannels,
        { channels: [snapshot], nextCursor: null, membershipsRev: 1002 },
    ],
    reply_channel: [decodeChannel, { ...snapshot, members: [ownMember, member], canSend: true }],
    reply_messages: [
        decodeMessages,
        { channelId: 7, messages: [message], hasMore: false, syncRev: 1002 },
    ],
    reply_send: [decodeSent, message],
    reply_create_direct: [decodeCreatedDirect, 7],
    reply_read: [
        decodeReadMark,
        { channelId: 7, messageId: 101, lastMessageId: 101, unreadCount: 0 },
    ],
    reply_sync: [decodeSync, { channels: [changes], gone: [8], membershipsRev: 1002 }],
    reply_sync_reset: [
        decodeSync,
        {
            channels: [{ ...changes, reset: true, members: [], messages: [] }],
            gone: [],
            membershipsRev: 1002,
        },
    ],
    reply_error: [decodeError, error],
    bus_new_message: [payload(decodeMessageNotification), { kind: "messageChanged", message }],
    bus_message_updated: [
        payload(decodeMessageNotification),
        {
            kind: "messageChanged",
            message: {
                ...message,
                rev: 1003,
                content: "Hello @Sam Student",
                html: 'Hello <span class="o-seitech-mention" data-user-id="12">@Sam Student</span>',
                editedAt: Date.UTC(2026, 0, 31, 12),
            },
        },
    ],
    reply_delete: [decodeSent, { ...message, rev: 1003, content: "", html: "", deleted: true }],
    bus_read: [
        payload(decodeReadNotification),
        { kind: "readMarked", channelId: 7, userId: 12, messageId: 101 },
    ],
    bus_read_by_visitor: [payload(decodeReadNotification), null],
    bus_membership: [payload(decodeMembershipNotification), { kind: "memberChanged", member }],
};
/** Has nothing to decode: its type says it all. */
const contentFree = ["bus_resubscribe"];
/** What the server offers to other clients, and the front end makes no use of. */
const unused = [
    "bus_channel",
    "bus_reaction",
    "bus_typing",
    "bus_typing_by_visitor",
    "reply_close",
    "reply_group",
    "reply_group_list",
    "reply_members",
    "reply_members_add",
    "reply_openings",
    "reply_people",
    "reply_preferences",
    "reply_presence",
    "reply_reaction",
    "reply_rename",
    "reply_search",
    "reply_support",
    "reply_support_close",
    "reply_support_messages",
    "reply_support_poll",
    "reply_support_read",
    "reply_support_send",
    "reply_thread",
    "reply_upload",
];

QUnit.module("odoo/decode", () => {
    QUnit.test("every fixture of the addon is understood", (assert) => {
        assert.deepEqual(
            wireFixtureNames().sort(),
            [...Object.keys(expectations), ...contentFree, ...unused].sort(),
        );
    });

    for (const [name, [decode, expected]] of Object.entries(expectations)) {
        QUnit.test(`${name}.json`, (assert) => {
            assert.deepEqual(decode(wireFixture(name)), expected);
        });
    }

    QUnit.test("a resubscription carries nothing", (assert) => {
        assert.deepEqual(wireNotification("bus_resubscribe"), {
            type: "seitech.chat/resubscribe",
            payload: {},
        });
    });

    QUnit.module("what it is not", () => {
        const changed = (change: object) => ({ ...(wireFixture("message") as object), ...change });
        const without = (name: string) => {
            const { [name]: _gone, ...rest } = wireFixture("message") as Record<string, unknown>;
            return rest;
        };
        const path = (decode: () => unknown) => {
            try {
                decode();
            } catch (caught) {
                return caught instanceof DecodeError ? caught.path : `not a DecodeError: ${caught}`;
            }
            return "understood";
        };
        const decoded = (value: unknown) => path(() => decodeMessage(value, "message"));

        QUnit.test("no field may be missing or of another type", (assert) => {
            const names = Object.keys(wireFixture("message") as object);
            // These are there for others: older clients, and what comes with later features.
            const unread = [
                "is_read",
                "attachments",
                "reactions",
                "mentions",
                "reply_count",
                "pinned_at",
            ];
            for (const name of names) {
                const expected = unread.includes(name) ? "understood" : `message.${name}`;
                assert.strictEqual(decoded(without(name)), expected, `${name} missing`);
                assert.strictEqual(decoded(changed({ [name]: [1] })), expected, `${name} a list`);
            }
        });

        QUnit.test("values out of range", (assert) => {
            const cases: [object, string][] = [
                [{ id: "101" }, "message.id"],
                [{ id: true }, "message.id"],
                [{ id: 1.5 }, "message.id"],
                [{ id: -1 }, "message.id"],
                [{ id: 2 ** 53 }, "message.id"],
                [{ id: null }, "message.id"],
                [{ content: 5 }, "message.content"],
                [{ deleted: 0 }, "message.deleted"],
                [{ type: "video" }, "message.type"],
                [{ created_at: "yesterday" }, "message.created_at"],
                [{ created_at: "2026-01-31 12:00:00" }, "message.created_at"],
                [{ created_at: "2026-13-31T12:00:00Z" }, "message.created_at"],
                [{ edited_at: "2026-01-31T12:00:00+01:00" }, "message.edited_at"],
                [{ parent_id: "1" }, "message.parent_id"],
                [{ author: null }, "message.author"],
                [{ author: [] }, "message.author"],
            ];
            for (const [change, expected] of cases) {
                assert.strictEqual(decoded(changed(change)), expected, JSON.stringify(change));
            }
        });

        QUnit.test("what may be null, and what may be more", (assert) => {
            const author = { id: null, name: "Former member", image_url: null, is_agent: true };
            const change = { author, client_key: null, parent_id: 3, later_feature: {} };
            const result = decodeMessage(changed(change), "");
            assert.deepEqual(
                [result.author.id, result.clientKey, Number(result.parentId)],
                [null, null, 3],
            );
            const edited = decodeMessage(changed({ edited_at: "2026-01-31T12:00:01.500Z" }), "");
            assert.strictEqual(edited.editedAt, Date.UTC(2026, 0, 31, 12, 0, 1, 500));
        });

        QUnit.test("the path leads to the mistake", (assert) => {
            const reply = wireFixture("reply_messages") as { messages: object[] };
            const broken = { ...reply.messages[0], author: { id: 1, name: 2 } };
            const messages = [reply.messages[0], broken];
            assert.strictEqual(
                path(() => decodeMessages({ ...reply, messages })),
                "messages[1].author.name",
            );
            assert.strictEqual(
                path(() => decodeSync({ channels: { 7: { reset: 1 } }, gone: [] })),
                "channels.7.reset",
            );
            assert.strictEqual(
                path(() => decodeSync({ channels: {}, gone: [null], memberships_rev: null })),
                "gone",
            );
            assert.strictEqual(
                path(() => decodeChannels([])),
                "",
            );
            assert.strictEqual(
                path(() => decodeChannels("<html>")),
                "",
            );
            assert.strictEqual(
                path(() => decodeChannels({ channels: {} })),
                "channels",
            );
            assert.strictEqual(new DecodeError("a.b", "a text").message, "a.b is not a text");
        });
    });
});
