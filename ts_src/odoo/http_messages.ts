import type {
    LocalFile,
    MessagePage,
    MessagePageQuery,
    OutgoingMessage,
    ReceivedMessage,
    SearchPage,
    ThreadPage,
    UploadSignal,
} from "../engine/ports";
import type { ChannelId, MessageId } from "../model/ids";
import type { Attachment, Reaction } from "../model/records";
import {
    decodeMessageReply,
    decodeMessages,
    decodePins,
    decodeReactions,
    decodeSearch,
    decodeThread,
    decodeUpload,
} from "./decode";
import { uploadForm } from "./http_upload";
import { given, HttpRoutes } from "./http_routes";

/** Messages: reading, writing and what is attached to them. */
export class HttpMessages extends HttpRoutes {
    fetchMessages(query: MessagePageQuery): Promise<MessagePage> {
        const { channelId, limit, beforeId, afterId, aroundId } = query;
        const position = { before_id: beforeId, after_id: afterId, around_id: aroundId };
        const body = { channel_id: channelId, limit, ...given(position) };
        return this.client.post("messages", body, decodeMessages);
    }

    fetchThread(parentId: MessageId, beforeId: MessageId | null): Promise<ThreadPage> {
        const body = { message_id: parentId, ...given({ before_id: beforeId }) };
        return this.client.post("thread", body, decodeThread);
    }

    fetchPins(channelId: ChannelId): Promise<readonly ReceivedMessage[]> {
        return this.client.post("pins", { channel_id: channelId }, decodePins);
    }

    search(query: string, channelId: ChannelId | null, cursor: string | null): Promise<SearchPage> {
        const body = { query, ...given({ channel_id: channelId, cursor }) };
        return this.client.post("search", body, decodeSearch);
    }

    send(message: OutgoingMessage): Promise<ReceivedMessage> {
        const { channelId, clientKey, content, parentId, attachments, extra } = message;
        const files = attachments.length > 0 ? attachments.map(({ id }) => id) : null;
        const body = {
            channel_id: channelId,
            client_key: clientKey,
            content,
            ...given({
                parent_id: parentId,
                attachment_ids: files,
                lesson_id: extra.lessonId,
                lesson_position: extra.lessonPosition,
                announcement: extra.isAnnouncement,
            }),
        };
        return this.client.post("send", body, decodeMessageReply);
    }

    editMessage(messageId: MessageId, content: string): Promise<ReceivedMessage> {
        return this.client.post("edit", { message_id: messageId, content }, decodeMessageReply);
    }

    deleteMessage(messageId: MessageId): Promise<ReceivedMessage> {
        const body = { message_id: messageId };
        // Also done when the person leaves the page before the time to undo is over.
        return this.client.post("delete", body, decodeMessageReply, true);
    }

    pinMessage(messageId: MessageId, pinned: boolean): Promise<ReceivedMessage> {
        return this.client.post("pin", { message_id: messageId, pinned }, decodeMessageReply);
    }

    acceptFiles(channelId: ChannelId, messageId: MessageId): Promise<ReceivedMessage> {
        const body = { channel_id: channelId, message_id: messageId };
        return this.client.post("desk/accept_files", body, decodeMessageReply);
    }

    fetchLinkPreviews(messageId: MessageId): Promise<ReceivedMessage> {
        return this.client.post("link-previews", { message_id: messageId }, decodeMessageReply);
    }

    removeLinkPreview(messageId: MessageId, url: string): Promise<ReceivedMessage> {
        const body = { message_id: messageId, url };
        return this.client.post("link-previews/remove", body, decodeMessageReply);
    }

    react(
        messageId: MessageId,
        emoji: string,
        action: "add" | "remove",
    ): Promise<readonly Reaction[]> {
        const body = { message_id: messageId, emoji, action };
        return this.client.post("reaction", body, decodeReactions);
    }

    async upload(
        channelId: ChannelId,
        file: LocalFile,
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ): Promise<Attachment> {
        const form = new FormData();
        form.append("channel_id", String(channelId));
        // Whoever chooses a file in a browser hands in the browser's own object.
        if (file instanceof Blob) {
            form.append("file", file, file.name);
        }
        const answer = await uploadForm(`${this.client.baseUrl}/upload`, form, onProgress, signal);
        return this.client.understand("upload", answer, decodeUpload);
    }
}
