import type { DraftEvent } from "./events";
import type { ChannelId, UploadId } from "./ids";
import type { Attachment } from "./records";
import type { ChatState, Draft, Upload, WritableChatState } from "./state";

export function applyDraft(state: WritableChatState, event: DraftEvent): void {
    switch (event.kind) {
        case "draftChanged":
            return setDraft(state, event.channelId, event.draft);
        case "uploadStarted": {
            const { uploadId: id, channelId, name, mimetype, size } = event;
            const upload = { id, channelId, name, mimetype, size, followedBy: [], ...started };
            state.uploads.set(id, upload);
            return;
        }
        case "uploadProgressed":
            return changeUpload(state, event.uploadId, { progress: event.progress });
        case "uploadFinished":
            return finishUpload(state, event.uploadId, event.attachment);
        case "uploadFailed":
            return changeUpload(state, event.uploadId, {
                status: "failed",
                failure: event.failure,
            });
        case "uploadRetried":
            return changeUpload(state, event.uploadId, started);
        case "uploadCancelled":
            state.uploads.delete(event.uploadId);
            return;
    }
}

const started = { progress: 0, status: "uploading", failure: null } as const;
const nothing: Draft = { text: "", replyToId: null, attachments: [] };

function setDraft(state: WritableChatState, channelId: ChannelId, draft: Draft): void {
    if (isEmptyDraft(draft)) {
        state.drafts.delete(channelId);
    } else {
        state.drafts.set(channelId, draft);
    }
}

/**
 * Files stand in the order they were chosen, whichever is there first. Nothing is done for one that
 * was cancelled while its last bytes were on their way.
 */
function finishUpload(state: WritableChatState, id: UploadId, attachment: Attachment): void {
    const upload = state.uploads.get(id);
    if (!upload) {
        return;
    }
    for (const earlier of uploadsOf(state, upload.channelId)) {
        if (earlier.id === id) {
            break;
        }
        changeUpload(state, earlier.id, { followedBy: [...earlier.followedBy, attachment.id] });
    }
    state.uploads.delete(id);
    const draft = draftOf(state, upload.channelId);
    const attachments = draft.attachments.toSpliced(placeOf(upload, draft), 0, attachment);
    state.drafts.set(upload.channelId, { ...draft, attachments });
}

/** @returns How many of a draft's files were chosen before this one. */
function placeOf({ followedBy }: Upload, { attachments }: Draft): number {
    const index = attachments.findIndex(({ id }) => followedBy.includes(id));
    return index < 0 ? attachments.length : index;
}

function changeUpload(state: WritableChatState, id: UploadId, change: Partial<Upload>): void {
    const upload = state.uploads.get(id);
    if (upload) {
        state.uploads.set(id, { ...upload, ...change });
    }
}

/** @returns What somebody has begun to write in a channel; an empty draft if nothing. */
export function draftOf(state: ChatState, channelId: ChannelId): Draft {
    return state.drafts.get(channelId) ?? nothing;
}

/** @returns Whether there is nothing in a draft worth to be kept. */
export function isEmptyDraft({ text, replyToId, attachments }: Draft): boolean {
    return text === "" && replyToId === null && attachments.length === 0;
}

/** @returns The files of a channel that are not there yet, in the order they were chosen. */
export function uploadsOf(state: ChatState, channelId: ChannelId): Upload[] {
    return [...state.uploads.values()].filter((upload) => upload.channelId === channelId);
}

/** A file of a draft: there, or on its way. */
export type DraftFile = { readonly attachment: Attachment } | { readonly upload: Upload };

/** @returns The files that go with a channel's draft, in the order they were chosen. */
export function draftFiles(state: ChatState, channelId: ChannelId): DraftFile[] {
    const draft = draftOf(state, channelId);
    const uploads = uploadsOf(state, channelId);
    const uploadsBefore = (place: number) =>
        uploads.flatMap((upload) => (placeOf(upload, draft) === place ? { upload } : []));
    return [
        ...draft.attachments.flatMap((attachment, index) => [
            ...uploadsBefore(index),
            { attachment },
        ]),
        ...uploadsBefore(draft.attachments.length),
    ];
}

/** The server refuses longer messages; it counts characters, not UTF-16 units. */
export const maxMessageLength = 10_000;

/** What is wrong with something that somebody wants to send. */
export type DraftProblem = "empty" | "too_long";

/**
 * @param attachments The files that go with the text: with them, it may be empty.
 * @returns Null when it can be sent.
 */
export function draftProblem(
    content: string,
    attachments: readonly Attachment[] = [],
): DraftProblem | null {
    if (content.trim() === "" && attachments.length === 0) {
        return "empty";
    }
    return draftLength(content) > maxMessageLength ? "too_long" : null;
}

/** @returns The length of a text as the server counts it. */
export function draftLength(content: string): number {
    let length = 0;
    for (const _character of content) {
        length += 1;
    }
    return length;
}
