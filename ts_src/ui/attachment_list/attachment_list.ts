import { Component, useState } from "@odoo/owl";

import type { Attachment } from "../../model/records";
import { formatBytes } from "../format/bytes";
import { fileIcon, fileKind } from "../format/files";
import { lazy } from "../kit/lazy/lazy";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./attachment_list.scss";
import "./attachment_list.xml";

interface AttachmentListProps {
    attachments: readonly Attachment[];
    /** Told the address of a picture or film that could not be loaded. */
    onExpired?: (address: string) => void;
    /** Accepts the files that are held; only for those who may. */
    onAccept?: (() => Promise<void>) | undefined;
}

interface LocalState {
    shown: Attachment | null;
    isAccepting: boolean;
}

/** A single picture is shown at most this large, in pixels. */
const MOST_WIDTH = 320;
const MOST_HEIGHT = 260;

/** The files of a message: pictures, films and sounds to look at, all of them to download. */
export class AttachmentList extends Component<AttachmentListProps, ChatEnv> {
    static override template = "seitech_elearning.AttachmentList";
    static components = { Lightbox: lazy("Lightbox") };
    static override props = {
        attachments: Array,
        onExpired: { type: Function, optional: true },
        onAccept: { type: Function, optional: true },
    };

    private readonly chat = useChat(this.env);
    readonly local = useState<LocalState>({ shown: null, isAccepting: false });
    readonly fileIcon = fileIcon;
    readonly formatBytes = formatBytes;

    get pictures(): readonly Attachment[] {
        return this.ofKind("image");
    }

    get videos(): readonly Attachment[] {
        return this.ofKind("video");
    }

    get audios(): readonly Attachment[] {
        return this.ofKind("audio");
    }

    get files(): readonly Attachment[] {
        return this.given.filter((one) => ["pdf", "file"].includes(fileKind(one)));
    }

    /** Nobody gets what is in these yet, whatever they are. */
    get held(): readonly Attachment[] {
        return this.props.attachments.filter(({ isHeld }) => isHeld);
    }

    /** What the arrow keys walk through in the large view. */
    get viewable(): readonly Attachment[] {
        return this.given.filter((one) => this.isViewable(one));
    }

    isViewable(attachment: Attachment): boolean {
        const kind = fileKind(attachment);
        return kind === "image" || (kind === "pdf" && this.pdfViewer(attachment) !== null);
    }

    pdfViewer(attachment: Attachment): string | null {
        return this.chat.platform.loadPdfViewerUrl(attachment.url);
    }

    /** The place is kept before the picture is there, so that nothing moves when it comes. */
    pictureStyle({ width, height }: Attachment): string {
        if (this.pictures.length > 1 || !width || !height) {
            return "";
        }
        const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
        return `inline-size: ${Math.round(width * scale)}px; aspect-ratio: ${width} / ${height}`;
    }

    showLabel(attachment: Attachment): string {
        return _t("Show %s", attachment.name);
    }

    downloadLabel(attachment: Attachment): string {
        return _t("Download %s", attachment.name);
    }

    onMediaError(address: string | null): void {
        if (address !== null) {
            this.props.onExpired?.(address);
        }
    }

    show(attachment: Attachment): void {
        this.local.shown = attachment;
    }

    readonly close = (): void => {
        this.local.shown = null;
    };

    async accept(): Promise<void> {
        this.local.isAccepting = true;
        await this.props.onAccept?.();
        this.local.isAccepting = false;
    }

    private get given(): readonly Attachment[] {
        return this.props.attachments.filter(({ isHeld }) => !isHeld);
    }

    private ofKind(kind: string): readonly Attachment[] {
        return this.given.filter((one) => fileKind(one) === kind);
    }
}
