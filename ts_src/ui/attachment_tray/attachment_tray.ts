import { Component } from "@odoo/owl";

import { draftFiles, draftOf } from "../../model/drafts";
import type { AttachmentId, ChannelId, UploadId } from "../../model/ids";
import type { Attachment } from "../../model/records";
import type { Upload } from "../../model/state";
import { failureText } from "../format/failure_text";
import { formatBytes } from "../format/bytes";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./attachment_tray.scss";
import "./attachment_tray.xml";

interface AttachmentTrayProps {
    channelId: ChannelId;
    /** Something was taken away, and its button with it. */
    onRemoved: () => void;
}

/** A file as the tray shows it: one of both is there. */
interface TrayFile {
    readonly key: AttachmentId | UploadId;
    readonly attachment: Attachment | null;
    readonly upload: Upload | null;
}

const ICONS: readonly (readonly [start: string, icon: string])[] = [
    ["image/", "fa-file-image-o"],
    ["video/", "fa-file-video-o"],
    ["audio/", "fa-file-audio-o"],
    ["application/pdf", "fa-file-pdf-o"],
    ["text/", "fa-file-text-o"],
];

/** The files of a message that is being written: on their way, there, or refused. */
export class AttachmentTray extends Component<AttachmentTrayProps, ChatEnv> {
    static override template = "seitech_elearning.AttachmentTray";
    static override props = { channelId: Number, onRemoved: Function };

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);

    getFiles(): readonly TrayFile[] {
        return draftFiles(this.chat.state, this.props.channelId).map((file) =>
            "upload" in file
                ? { key: file.upload.id, attachment: null, upload: file.upload }
                : { key: file.attachment.id, attachment: file.attachment, upload: null },
        );
    }

    iconOf(mimetype: string): string {
        return ICONS.find(([start]) => mimetype.startsWith(start))?.[1] ?? "fa-file-o";
    }

    sizeOf(bytes: number): string {
        return formatBytes(bytes);
    }

    percentOf(upload: Upload): number {
        return Math.round(upload.progress * 100);
    }

    removeLabel(name: string): string {
        return _t("Remove %s", name);
    }

    cancelLabel(name: string): string {
        return _t("Cancel the upload of %s", name);
    }

    progressLabel(name: string): string {
        return _t("Uploading %s", name);
    }

    remove(id: AttachmentId): void {
        const { attachments } = draftOf(this.chat.state, this.props.channelId);
        const left = attachments.filter((attachment) => attachment.id !== id);
        this.chat.actions.saveDraft(this.props.channelId, { attachments: left });
        this.props.onRemoved();
    }

    retry(id: UploadId): void {
        this.chat.actions.retryUpload(id);
    }

    cancel(id: UploadId): void {
        this.chat.actions.cancelUpload(id);
        this.props.onRemoved();
    }
}
