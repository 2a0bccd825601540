import { channelPreview, type ChannelPreview } from "../../model/channels";
import { draftOf, isEmptyDraft } from "../../model/drafts";
import { newestMessage } from "../../model/message_index";
import { textOfUnsent } from "../../model/message_text";
import type { Channel, MessageType } from "../../model/records";
import { isSeen } from "../../model/seen";
import type { ChatState } from "../../model/state";
import { typists } from "../../model/typing";
import { _t } from "../translation";

/** The second line of a row: what is going on in a conversation, or was last. */
export interface RowLine {
    readonly kind: "typing" | "draft" | "message" | "nothing";
    readonly text: string;
    /** Whose words they are, apart, as both may be of different directions; "" if that is clear. */
    readonly lead: string;
    /** Class of the icon of what was sent; "" for words. */
    readonly icon: string;
    /** How far an own message has come; null for those of others. */
    readonly delivery: "pending" | "failed" | "sent" | "seen" | null;
}

const plain = { lead: "", icon: "", delivery: null };

/** @param isOpen What is written in the open conversation can be seen there. */
export function rowLine(state: ChatState, channel: Channel, isOpen: boolean): RowLine {
    const typing = typingText(state, channel);
    if (typing !== "") {
        return { ...plain, kind: "typing", text: typing };
    }
    const draft = draftOf(state, channel.id);
    if (!isOpen && !isEmptyDraft(draft)) {
        const { text: content, attachments } = draft;
        return { ...plain, kind: "draft", text: textOfUnsent({ content, attachments }) };
    }
    const preview = channelPreview(state, channel.id);
    if (!preview) {
        const text = channel.courseName ?? _t("No messages yet");
        return { ...plain, kind: "nothing", text };
    }
    return {
        kind: "message",
        text: previewText(preview),
        lead: leadOf(preview, channel),
        icon: preview.deleted ? "" : iconOf(preview.type),
        delivery: deliveryOf(state, channel, preview),
    };
}

function typingText(state: ChatState, channel: Channel): string {
    const [first, second] = typists(state, channel.id);
    if (!first) {
        return "";
    }
    if (second) {
        return _t("Several people are typing…");
    }
    return isNamed(channel) ? _t("%s is typing…", first.name) : _t("Typing…");
}

function previewText({ deleted, text, type }: ChannelPreview): string {
    return deleted ? _t("This message was deleted") : text || nameOf(type);
}

function leadOf({ deleted, type, isOwn, authorName }: ChannelPreview, channel: Channel): string {
    if (deleted || type === "system") {
        return "";
    }
    if (isOwn) {
        return _t("You: %s", "").trim();
    }
    return authorName && isNamed(channel) ? _t("%s: %s", authorName, "").trim() : "";
}

/** Between two people it can only be the other one. */
function isNamed({ memberCount }: Channel): boolean {
    return memberCount > 2;
}

/** What is said of a message that has no words, where the name of its file is not known. */
function nameOf(type: MessageType | null): string {
    switch (type) {
        case "image":
            return _t("Picture");
        case "file":
            return _t("File");
        default:
            return "";
    }
}

function iconOf(type: MessageType | null): string {
    switch (type) {
        case "image":
            return "fa-picture-o";
        case "file":
            return "fa-paperclip";
        default:
            return "";
    }
}

function deliveryOf(
    state: ChatState,
    channel: Channel,
    { isOwn, type, deleted, delivery }: ChannelPreview,
): RowLine["delivery"] {
    if (!isOwn || deleted || type === "system") {
        return null;
    }
    const newest = newestMessage(state, channel.id);
    return delivery === "sent" && newest && isSeen(state, newest) ? "seen" : delivery;
}
