import { decodeNothing } from "../../../ts_src/odoo/decode";
import { decodeChallenge, decodeUsedLink } from "../../../ts_src/odoo/visit/decode_refusal";
import {
    decodeAccess,
    decodeAvailability,
    decodeNews,
    decodeOpened,
    decodePage,
    decodeSent,
    decodeVisitReply,
} from "../../../ts_src/odoo/visit/decode_visit";

const noon = Date.UTC(2026, 0, 31, 12);
const key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11";
const ada = {
    name: "Ada Agent",
    imageUrl: "/web/image/res.partner/24/avatar_128?access_token=token",
};
const own = {
    id: 201,
    rev: 2001,
    clientKey: key,
    html: "Hello",
    type: "text",
    authorName: "Vera",
    authorImageUrl: null,
    isOwn: true,
    createdAt: noon,
    attachments: [],
    isEdited: false,
    isDeleted: false,
};
const answer = {
    ...own,
    id: 202,
    rev: 2002,
    clientKey: null,
    html: "How can I help?",
    authorName: ada.name,
    authorImageUrl: ada.imageUrl,
    isOwn: false,
};
const begun = {
    channelId: 6,
    rev: 2001,
    state: "active",
    agent: null,
    mayAttach: false,
    hasEmail: true,
    isAnswered: false,
    rating: null,
    readMessageId: null,
};
const answered = { ...begun, agent: ada, hasEmail: false, isAnswered: true };
const access = { channelId: 6, token: "token", visit: begun };

/** Every fixture for visitors, what decodes it, and what comes out. */
export const visitExpectations: Record<string, [(value: unknown) => unknown, unknown]> = {
    reply_support_challenge: [
        decodeChallenge,
        { provider: "turnstile", siteKey: "1x00000000000000000000AA" },
    ],
    reply_support_link_used: [decodeUsedLink, 6],
    reply_support_availability: [
        decodeAvailability,
        {
            isAvailable: true,
            reason: null,
            nextOpening: null,
            subjects: ["Payment"],
            isNameRequired: false,
            consent: "You may write to me.",
        },
    ],
    reply_support_opened: [decodeOpened, { ...access, message: own }],
    reply_support_bind: [decodeAccess, access],
    reply_support_resume: [decodeAccess, access],
    reply_support_send: [decodeSent, own],
    reply_support_upload: [
        decodeSent,
        {
            ...own,
            clientKey: null,
            html: "",
            type: "file",
            attachments: [
                {
                    id: 81,
                    name: "notes.txt",
                    mimetype: "text/plain",
                    size: 14,
                    isHeld: true,
                    url: "",
                    width: null,
                    height: null,
                    thumbnailUrl: null,
                },
            ],
        },
    ],
    reply_support_messages: [
        decodePage,
        { messages: [own, answer], hasMore: false, visit: answered },
    ],
    reply_support_poll: [
        decodeNews,
        { messages: [answer], hasMore: false, visit: answered, isAgentTyping: false },
    ],
    reply_support_close: [decodeVisitReply, { ...answered, state: "closed" }],
    reply_support_rate: [
        decodeVisitReply,
        { ...answered, hasEmail: true, rating: 5, readMessageId: 201 },
    ],
    reply_support_read: [decodeNothing, undefined],
    reply_support_transcript: [decodeNothing, undefined],
};

/** What the notifications are to a visitor; null for nothing. */
export const visitNotifications: Record<string, unknown> = {
    bus_visit: {
        channelId: 6,
        notification: {
            kind: "visitChanged",
            visit: { ...begun, agent: ada, readMessageId: 201 },
        },
    },
    bus_channel: {
        channelId: 7,
        notification: { kind: "stateChanged", rev: 1003, state: "closed" },
    },
    bus_read: { channelId: 7, notification: { kind: "agentRead", messageId: 101 } },
    bus_read_by_visitor: { channelId: 6, notification: { kind: "ownRead", messageId: 202 } },
    bus_typing: { channelId: 7, notification: { kind: "agentTyping", name: "Sam Student" } },
    bus_typing_by_visitor: null,
    bus_resubscribe: null,
    bus_note: null,
};
