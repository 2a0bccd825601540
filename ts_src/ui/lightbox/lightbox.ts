import { Component, onMounted, onPatched, onWillUnmount, useRef, useState } from "@odoo/owl";

import type { AttachmentId } from "../../model/ids";
import type { Attachment } from "../../model/records";
import { fileKind } from "../format/files";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./lightbox.scss";
import "./lightbox.xml";
import { useDragToScroll } from "./use_drag_to_scroll";

interface LightboxProps {
    attachments: readonly Attachment[];
    startId: AttachmentId;
    onClose: () => void;
}

const MOST_ZOOM = 6;
const STEP = 1.5;

/** Pictures and documents in large, above everything: arrow keys, zoom, Escape. */
export class Lightbox extends Component<LightboxProps, ChatEnv> {
    static override template = "seitech_elearning.Lightbox";
    static override props = { attachments: Array, startId: Number, onClose: Function };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLDialogElement>("root");
    private readonly stage = useRef<HTMLElement>("stage");
    private readonly close = useRef<HTMLElement>("close");
    readonly local = useState({
        index: Math.max(
            0,
            this.props.attachments.findIndex(({ id }) => id === this.props.startId),
        ),
        zoom: 1,
        isBroken: false,
    });

    override setup(): void {
        const before = document.activeElement;
        useDragToScroll(this.stage);
        onMounted(() => this.root.el?.showModal());
        // The zoom goes away with the pictures; the keys must not be lost with it.
        onPatched(() => {
            if (document.activeElement === document.body) {
                this.close.el?.focus();
            }
        });
        onWillUnmount(() => {
            this.root.el?.close();
            if (before instanceof HTMLElement && before.isConnected) {
                before.focus();
            }
        });
    }

    get attachment(): Attachment | undefined {
        return this.props.attachments[this.local.index];
    }

    get isPicture(): boolean {
        return this.attachment !== undefined && fileKind(this.attachment) === "image";
    }

    get viewerUrl(): string | null {
        return this.attachment ? this.chat.platform.loadPdfViewerUrl(this.attachment.url) : null;
    }

    get place(): string {
        return _t("%s of %s", this.local.index + 1, this.props.attachments.length);
    }

    get hasMany(): boolean {
        return this.props.attachments.length > 1;
    }

    get isRtl(): boolean {
        return this.chat.platform.direction === "rtl";
    }

    /** At the smallest zoom the picture fits the window; from there it grows and can be moved. */
    get pictureStyle(): string {
        return `--o-seitech-Lightbox-zoom: ${this.local.zoom}`;
    }

    go(step: number): void {
        const count = this.props.attachments.length;
        const index = (this.local.index + step + count) % count;
        Object.assign(this.local, { index, zoom: 1, isBroken: false });
    }

    zoomBy(factor: number): void {
        const { el } = this.stage;
        const before = this.local.zoom;
        this.local.zoom = Math.min(MOST_ZOOM, Math.max(1, before * factor));
        const grown = this.local.zoom / before;
        // What was in the middle stays there; the new size is laid out at the next frame.
        const middle = el && [
            el.scrollLeft + el.clientWidth / 2,
            el.scrollTop + el.clientHeight / 2,
        ];
        requestAnimationFrame(() => {
            const [x = 0, y = 0] = middle ?? [];
            el?.scrollTo(x * grown - el.clientWidth / 2, y * grown - el.clientHeight / 2);
        });
    }

    zoomIn(): void {
        this.zoomBy(STEP);
    }

    zoomOut(): void {
        this.zoomBy(1 / STEP);
    }

    toggleZoom(): void {
        this.zoomBy(this.local.zoom > 1 ? 1 / MOST_ZOOM : 2);
    }

    onWheel(event: WheelEvent): void {
        // Without a modifier the wheel moves a picture that is larger than the window.
        if (event.ctrlKey || this.local.zoom === 1) {
            event.preventDefault();
            this.zoomBy(event.deltaY < 0 ? 1.2 : 1 / 1.2);
        }
    }

    onError(): void {
        this.local.isBroken = true;
    }

    /** Keys pressed in here mean nothing to what lies below. */
    onKeydown(event: KeyboardEvent): void {
        event.stopPropagation();
        const forward = this.isRtl ? -1 : 1;
        const run = {
            ArrowRight: () => this.go(forward),
            ArrowLeft: () => this.go(-forward),
            "+": () => this.zoomIn(),
            "=": () => this.zoomIn(),
            "-": () => this.zoomOut(),
            "0": () => this.zoomBy(1 / MOST_ZOOM),
        }[event.key];
        if (run && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            run();
        }
    }

    onCancel(event: Event): void {
        event.preventDefault();
        this.props.onClose();
    }

    onStageClick(event: MouseEvent): void {
        if (event.target === this.stage.el) {
            this.props.onClose();
        }
    }
}
