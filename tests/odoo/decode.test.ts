import { visitorUserId } from "../../ts_src/model/ids";
import {
    decodeChannel,
    decodeChannels,
    decodeError,
    decodeMembers,
    decodeMessageReply,
    decodeMessages,
    decodeNothing,
    decodePreferencesReply,
    decodeReactions,
    decodeReadMark,
    decodeSearch,
    decodeSync,
    decodeThread,
    decodeUpload,
} from "../../ts_src/odoo/decode";
import { decodeMember, decodeSnapshot } from "../../ts_src/odoo/decode_channels";
import {
    decodeFounded,
    decodeOpened,
    decodeOpenings,
    decodePeople,
    decodePresences,
    decodeTopics,
} from "../../ts_src/odoo/decode_directory";
import { decodeMessage } from "../../ts_src/odoo/decode_messages";
import {
    decodeChannelNotification,
    decodeMembershipNotification,
    decodeMessageNotification,
    decodeReactionNotification,
    decodeReadNotification,
    decodeTypingNotification,
} from "../../ts_src/odoo/decode_notifications";
import { decodeReplyHours } from "../../ts_src/odoo/learning/hours_api";
import { makeNoFacts } from "../helpers/builders";
import { wireFixture, wireFixtureNames, wireNotification } from "../helpers/wire_fixtures";
import { deskExpectations } from "./desk/desk_expectations";
import { visitExpectations } from "./visit/visit_expectations";

const noon = Date.UTC(2026, 0, 31, 12);
const ines = "/web/image/res.partner/21/avatar_128?access_token=token";
const sam = "/web/image/res.partner/22/avatar_128?access_token=token";
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
        imageUrl: ines,
        isAgent: false,
        isVisitor: false,
    },
    createdAt: noon,
    parentId: null,
    parent: null,
    replyCount: 0,
    attachments: [],
    previews: [],
    mentions: [],
    ...makeNoFacts(),
};
const received = { message, reactions: [] };
const edited = {
    ...message,
    rev: 1003,
    content: "Hello @Sam Student",
    html: 'Hello <span class="o-seitech-mention" data-user-id="12">@Sam Student</span>',
    mentions: [12],
    editedAt: noon,
};
const reply = {
    ...message,
    id: 102,
    clientKey: null,
    content: "https://www.example.com/page",
    html:
        '<a href="https://www.example.com/page" target="_blank"' +
        ' rel="nofollow noopener noreferrer">https://www.example.com/page</a>',
    author: { ...message.author, id: 12, name: "Sam Student", imageUrl: sam },
    parentId: 101,
    parent: {
        id: 101,
        authorName: "Ines Instructor",
        preview: "Hello <b> & welcome to the course",
        deleted: false,
    },
    previews: [
        {
            url: "https://www.example.com/page",
            title: "A page",
            description: "About it",
            siteName: "Example",
            imageUrl: null,
        },
    ],
};
const reaction = {
    messageId: 101,
    emoji: "👍",
    userId: 12,
    userName: "Sam Student",
    rev: 1002,
    active: true,
};
const member = {
    channelId: 7,
    userId: 12,
    name: "Sam Student",
    imageUrl: sam,
    role: "member",
    active: true,
    readMessageId: 101,
    rev: 1002,
};
const ownMember = { ...member, userId: 11, name: "Ines Instructor", imageUrl: ines, rev: 1001 };
const preferences = {
    notificationLevel: "all",
    mutedUntil: null,
    pinned: false,
    hidden: false,
};
const snapshot = {
    channel: {
        id: 7,
        rev: 1000,
        name: "Sam Student",
        type: "direct",
        state: "active",
        imageUrl: sam,
        peerId: 12,
        myRole: "member",
        memberCount: 2,
        courseId: null,
        courseName: null,
        personName: null,
    },
    summary: {
        channelId: 7,
        syncRev: 1002,
        lastMessageId: 101,
        lastMessageDate: noon,
        lastMessagePreview: "Hello <b> & welcome to the course",
        lastMessageType: "text",
        lastMessageDeleted: false,
        lastMessageAuthorId: 11,
        lastMessageAuthorName: "Ines Instructor",
        readMessageId: 101,
        visitorReadMessageId: null,
        unreadFromId: null,
        unreadCount: 0,
        unreadMentionCount: 0,
    },
    preferences,
};
const permissions = {
    send: true,
    join: false,
    leave: false,
    addMembers: false,
    removeMembers: false,
    setRoles: false,
    rename: false,
    close: false,
    pin: true,
    deleteAny: false,
    refusal: null,
    learnerId: 12,
};
const changes = {
    reset: false,
    snapshot,
    syncRev: 1002,
    members: [member],
    messages: [received],
    reactions: [],
};
const person = { userId: 12, name: "Sam Student", imageUrl: sam };
const error = { message: "Write a message before sending.", code: "invalid_value" };

type Decode = (value: unknown) => unknown;
const payload =
    (decode: Decode): Decode =>
    (value) =>
        decode((value as { payload: unknown }).payload);
const typing = payload((value) => decodeTypingNotification(value, 1_000));

/** Every fixture, what decodes it, and what comes out. */
const expectations: Record<string, [Decode, unknown]> = {
    reply_reply_hours: [
        decodeReplyHours,
        [
            {
                userId: 11,
                isOpen: false,
                nextOpening: noon,
                sentence: "Usually answers Mon–Fri 9:00 AM–5:00 PM; next: tomorrow 9:00 AM",
            },
        ],
    ],
    message: [(value) => decodeMessage(value, ""), received],
    member: [(value) => decodeMember(value, ""), member],
    channel: [(value) => decodeSnapshot(value, ""), snapshot],
    reply_channels: [
        decodeChannels,
        { channels: [snapshot], nextCursor: null, membershipsRev: 1002, unreadTotal: 0 },
    ],
    reply_channel: [decodeChannel, { ...snapshot, members: [ownMember, member], permissions }],
    reply_members: [decodeMembers, { members: [ownMember, member], nextCursor: null }],
    reply_messages: [
        decodeMessages,
        { channelId: 7, messages: [received], hasMore: false, syncRev: 1002 },
    ],
    reply_thread: [decodeThread, { messages: [{ message: reply, reactions: [] }], hasMore: false }],
    reply_search: [
        decodeSearch,
        {
            found: [{ messageId: 101, channelId: 7, channelName: "Sam Student" }],
            messages: [received],
            nextCursor: null,
        },
    ],
    reply_send: [decodeMessageReply, received],
    reply_delete: [
        decodeMessageReply,
        { ...received, message: { ...message, rev: 1003, content: "", html: "", deleted: true } },
    ],
    reply_reaction: [decodeReactions, [reaction]],
    reply_upload: [
        decodeUpload,
        {
            id: 51,
            name: "notes.txt",
            mimetype: "text/plain",
            size: 14,
            url: "/seitech_chat/file/51/notes.txt?token=token",
            width: null,
            height: null,
            thumbnailUrl: null,
            isHeld: false,
        },
    ],
    reply_create_direct: [decodeOpened, 7],
    reply_group: [decodeFounded, 9],
    reply_openings: [
        decodeOpenings,
        {
            openings: [
                { channelType: "student_instructor", subject: "person" },
                { channelType: "student_support", subject: "nothing" },
                { channelType: "group", subject: "name" },
                { channelType: "direct", subject: "person" },
            ],
            filters: ["direct", "instructors", "support", "groups", "courses"],
        },
    ],
    reply_people: [decodePeople, [{ ...person, courseId: 5, courseName: "Statistics" }]],
    reply_topics: [decodeTopics, [{ id: 5, name: "Statistics" }]],
    reply_presence: [
        decodePresences,
        [
            {
                userId: 11,
                partnerId: 21,
                presence: "offline",
                busChannel: "odoo-presence-res.partner_21-token",
            },
            {
                userId: 12,
                partnerId: 22,
                presence: "offline",
                busChannel: "odoo-presence-res.partner_22-token",
            },
        ],
    ],
    reply_preferences: [
        decodePreferencesReply,
        {
            ...member,
            preferences: {
                notificationLevel: "mentions",
                mutedUntil: noon,
                pinned: true,
                hidden: false,
            },
        },
    ],
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
    reply_close: [decodeNothing, undefined],
    reply_rename: [decodeNothing, undefined],
    reply_members_add: [decodeNothing, undefined],
    reply_error: [decodeError, error],
    bus_new_message: [payload(decodeMessageNotification), [{ kind: "messageChanged", message }]],
    bus_message_updated: [
        payload(decodeMessageNotification),
        [
            { kind: "messageChanged", message: edited },
            { kind: "reactionChanged", channelId: 7, reaction },
        ],
    ],
    bus_reaction: [
        payload(decodeReactionNotification),
        [{ kind: "reactionChanged", channelId: 7, reaction }],
    ],
    bus_channel: [
        payload(decodeChannelNotification),
        [
            {
                kind: "channelRecordChanged",
                record: {
                    id: 7,
                    rev: 1003,
                    name: null,
                    type: "direct",
                    state: "closed",
                    memberCount: 2,
                    courseId: null,
                    courseName: null,
                },
            },
        ],
    ],
    bus_read: [
        payload(decodeReadNotification),
        [{ kind: "readMarked", channelId: 7, userId: 12, messageId: 101 }],
    ],
    bus_read_by_visitor: [
        payload(decodeReadNotification),
        [{ kind: "readMarked", channelId: 6, userId: visitorUserId, messageId: 202 }],
    ],
    bus_membership: [
        payload(decodeMembershipNotification),
        [
            { kind: "memberChanged", member },
            { kind: "preferencesChanged", channelId: 7, preferences, asOf: 1002 },
        ],
    ],
    bus_typing: [
        typing,
        [
            {
                kind: "typingChanged",
                channelId: 7,
                userId: 12,
                name: "Sam Student",
                until: 7_000,
            },
        ],
    ],
    bus_typing_by_visitor: [
        typing,
        [{ kind: "typingChanged", channelId: 6, userId: null, name: "Vera", until: 7_000 }],
    ],
};
/** Has nothing to decode: its type says it all. */
const contentFree = ["bus_resubscribe"];
/** The visitors' part; some notifications are for everybody. */
const visitOnly = [...Object.keys(visitExpectations), "bus_visit"];
/** Decoded in `learning/`. */
const learningOnly = ["reply_faq", "reply_learner", "reply_lesson_questions", "reply_notices"];
/** What the server offers to visitors and to other clients; nobody here asks for it. */
const unused = ["reply_group_list", "reply_support"];

QUnit.module("odoo/decode", () => {
    QUnit.test("every fixture of the addon is understood", (assert) => {
        assert.deepEqual(
            wireFixtureNames().sort(),
            [
                ...Object.keys(expectations),
                ...Object.keys(deskExpectations),
                ...visitOnly,
                ...contentFree,
                ...learningOnly,
                ...unused,
            ].sort(),
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
});
