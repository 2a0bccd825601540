import { decodeError, decodeMessageReply } from "../../../ts_src/odoo/decode";
import {
    decodeAgentNotification,
    decodeAvailability,
    decodeBlock,
    decodeNoteReply,
    decodeNotes,
    decodePerson,
    decodeQueue,
    decodeSetup,
    decodeSupportReply,
} from "../../../ts_src/odoo/desk/decode_desk";
import { makeNoFacts, noon } from "../../helpers/builders";

type Decode = (value: unknown) => unknown;

const payload =
    (decode: Decode): Decode =>
    (value) =>
        decode((value as { payload: unknown }).payload);

const ada = { id: 14, name: "Ada Agent" };
const waiting = {
    id: 31,
    rev: 2001,
    channelId: 6,
    stage: "waiting",
    name: "Support Chat #CHAT00001",
    type: "public_support",
    visitorName: "Vera",
    waitingSince: noon,
    assignedAt: null,
    firstResponseAt: null,
    resolvedAt: null,
    language: "fr",
    page: "https://www.example.com/shop",
    referrer: "https://search.example.com/",
    subject: "Payment",
    agent: null,
    team: null,
    isMissed: false,
    isSpam: false,
    tags: [],
    mayAttach: false,
};
const assigned = { ...waiting, stage: "assigned", assignedAt: noon, agent: ada };
const me = { userId: 14, name: "Ada Agent", state: "online", isAvailable: true, load: 0 };
const tag = { id: 51, name: "Refund", color: 3 };
const note = {
    id: 41,
    rev: 2001,
    clientKey: "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11",
    channelId: 6,
    afterMessageId: 201,
    html: "<em>Careful</em>",
    authorId: 14,
    authorName: "Ada Agent",
    authorImageUrl: "/web/image/res.partner/24/avatar_128?access_token=token",
    createdAt: noon,
};
const accepted = {
    message: {
        id: 201,
        rev: 2001,
        clientKey: null,
        channelId: 6,
        content: "",
        html: "",
        type: "file",
        author: { id: null, name: "Vera", imageUrl: null, isAgent: false, isVisitor: true },
        createdAt: noon,
        parentId: null,
        parent: null,
        replyCount: 0,
        attachments: [
            {
                id: 81,
                name: "notes.txt",
                mimetype: "text/plain",
                size: 14,
                url: "/seitech_chat/file/81/notes.txt?token=token",
                width: null,
                height: null,
                thumbnailUrl: null,
                isHeld: false,
            },
        ],
        previews: [],
        mentions: [],
        ...makeNoFacts(),
    },
    reactions: [],
};

/** Every fixture that agents' clients see, what decodes it, and what comes out. */
export const deskExpectations: Readonly<Record<string, readonly [Decode, unknown]>> = {
    reply_desk_setup: [
        decodeSetup,
        {
            me,
            agents: [{ ...me, userId: 15, name: "Abel Agent", isAvailable: false }, me],
            teams: [{ id: 61, name: "Accounting" }],
            tags: [tag],
            isManager: false,
            cannedResponses: [{ id: 71, source: "hi", substitution: "Hello!" }],
        },
    ],
    reply_desk_queue: [
        decodeQueue,
        {
            supports: [waiting],
            nextCursor: null,
            counts: { waiting: 1, mine: 0, assigned: 0 },
        },
    ],
    reply_desk_claim: [decodeSupportReply, assigned],
    reply_desk_claimed: [
        decodeError,
        { message: "Ada Agent has this conversation.", code: "already_claimed" },
    ],
    reply_desk_release: [decodeSupportReply, waiting],
    reply_desk_transfer: [decodeSupportReply, { ...waiting, team: { id: 61, name: "Accounting" } }],
    reply_desk_tags: [decodeSupportReply, { ...waiting, tags: [tag] }],
    reply_desk_files: [decodeSupportReply, { ...waiting, mayAttach: true }],
    reply_desk_accept_files: [decodeMessageReply, accepted],
    reply_desk_spam: [
        decodeSupportReply,
        { ...waiting, stage: "closed", resolvedAt: noon, isMissed: true, isSpam: true },
    ],
    reply_desk_person: [
        decodePerson,
        {
            support: waiting,
            person: {
                name: "Vera",
                email: "vera@example.com",
                blockedUntil: null,
                earlier: [],
                courses: [],
            },
        },
    ],
    reply_desk_note: [decodeNoteReply, note],
    reply_desk_notes: [decodeNotes, { notes: [note], hasMore: false }],
    reply_desk_block: [decodeBlock, noon],
    reply_desk_unblock: [decodeBlock, null],
    reply_desk_availability: [decodeAvailability, "busy"],
    bus_support: [payload(decodeSupportReply), assigned],
    bus_note: [payload(decodeNoteReply), note],
    bus_agent: [payload(decodeAgentNotification), { ...me, state: "busy", isAvailable: false }],
};
