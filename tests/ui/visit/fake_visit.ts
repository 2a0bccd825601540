/** A conversation made by hand: what is on the screen, and what was asked of it. */
import { reactive } from "@odoo/owl";

import type { VisitActions, VisitView } from "../../../ts_src/engine/visit/visit_actions";
import type { AttachmentId, ChannelId, ClientKey, MessageId, Rev } from "../../../ts_src/model/ids";
import type { Attachment } from "../../../ts_src/model/records";
import { createVisitState, noDraft } from "../../../ts_src/model/visit/visit_records";
import type {
    Availability,
    OutgoingVisitMessage,
    Visit,
    VisitDraft,
    VisitMessage,
    VisitState,
} from "../../../ts_src/model/visit/visit_state";

type Changeable<Of> = { -readonly [Key in keyof Of]: Of[Key] };

export const AVAILABLE: Availability = {
    isAvailable: true,
    reason: null,
    nextOpening: null,
    subjects: [],
    isNameRequired: false,
    consent: "",
};

export const EMPTY_DRAFT: VisitDraft = noDraft;

export function makeVisit(change: Partial<Visit> = {}): Visit {
    return {
        channelId: 7 as ChannelId,
        rev: 1 as Rev,
        state: "active",
        agent: null,
        mayAttach: false,
        hasEmail: false,
        isAnswered: false,
        rating: null,
        readMessageId: null,
        ...change,
    };
}

export function makeMessage(id: number, change: Partial<VisitMessage> = {}): VisitMessage {
    return {
        id: id as MessageId,
        rev: id as Rev,
        clientKey: null,
        html: `<p>Message ${id}</p>`,
        type: "text",
        authorName: "Alma Agent",
        authorImageUrl: null,
        isOwn: false,
        createdAt: Date.now() - 3_600_000 + id * 1_000,
        attachments: [],
        isEdited: false,
        isDeleted: false,
        ...change,
    };
}

export function makeOutgoing(
    key: string,
    change: Partial<OutgoingVisitMessage> = {},
): OutgoingVisitMessage {
    return {
        clientKey: key as ClientKey,
        text: `Text of ${key}`,
        file: null,
        progress: 0,
        createdAt: Date.now(),
        failure: null,
        ...change,
    };
}

export function makeFile(name: string, change: Partial<Attachment> = {}): Attachment {
    return {
        id: 1 as AttachmentId,
        name,
        mimetype: "application/pdf",
        size: 204_800,
        url: `/files/${name}`,
        width: null,
        height: null,
        thumbnailUrl: null,
        isHeld: false,
        ...change,
    };
}

export interface FakeVisit extends VisitView {
    readonly state: Changeable<VisitState>;
    /** What was called, with what it was given. */
    readonly calls: string[];
}

/** @returns An open widget's conversation; drafts, notices and the open state are kept up. */
export function fakeVisit(change: Partial<VisitState> = {}): FakeVisit {
    const calls: string[] = [];
    const state: Changeable<VisitState> = reactive({
        ...createVisitState(),
        isOpen: true,
        availability: AVAILABLE,
        ...change,
    });
    return { state, calls, actions: fakeActions(state, calls) };
}

function fakeActions(state: Changeable<VisitState>, calls: string[]): VisitActions {
    const note = (...words: readonly unknown[]): void => void calls.push(words.join(" "));
    const noteLater = (...words: readonly unknown[]): Promise<void> => {
        note(...words);
        return Promise.resolve();
    };
    return {
        open() {
            state.isOpen = true;
        },
        minimise() {
            state.isOpen = false;
        },
        saveDraft(change) {
            state.draft = { ...state.draft, ...change };
        },
        send() {
            const { text } = state.draft;
            state.draft = { ...state.draft, text: "" };
            return noteLater("send", text);
        },
        sendFile: ({ name }) => noteLater("file", name),
        retry: (key) => note("retry", key),
        discard: (key) => note("discard", key),
        loadOlder() {
            state.isLoadingOlder = true;
            return noteLater("older");
        },
        markRead: () => note("read", state.messages.at(-1)?.id),
        end: () => noteLater("end"),
        startAnew() {
            state.visit = null;
            state.messages = [];
            note("anew");
        },
        rate: (rating, feedback) => noteLater("rate", rating, feedback),
        mailTranscript() {
            state.transcript = "sent";
            return noteLater("mail");
        },
        mailLink() {
            state.notice = { code: "link_sent", message: "" };
            return noteLater("link");
        },
        setSound(isOn) {
            state.isSoundOn = isOn;
        },
        putNoticeAway() {
            state.notice = null;
        },
    };
}
