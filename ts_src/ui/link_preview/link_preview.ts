import { Component } from "@odoo/owl";

import type { LinkPreview as LinkPreviewRecord } from "../../model/records";
import "./link_preview.scss";
import "./link_preview.xml";

interface LinkPreviewProps {
    preview: LinkPreviewRecord;
    /** Takes the preview away for everybody; left out for those who may not. */
    onRemove?: () => void;
    /** Told the address of the picture when it could not be loaded. */
    onExpired?: (address: string) => void;
}

/** What is behind a link, as the server saw it. */
export class LinkPreview extends Component<LinkPreviewProps> {
    static override template = "seitech_elearning.LinkPreview";
    static override props = {
        preview: Object,
        onRemove: { type: Function, optional: true },
        onExpired: { type: Function, optional: true },
    };

    onImageError(): void {
        const { preview, onExpired } = this.props;
        if (preview.imageUrl !== null) {
            onExpired?.(preview.imageUrl);
        }
    }

    /** Only addresses of the web are followed. */
    get url(): string | false {
        const { url } = this.props.preview;
        return /^https?:\/\//i.test(url) && url;
    }

    get siteName(): string {
        const { siteName, url } = this.props.preview;
        return siteName || (URL.canParse(url) ? new URL(url).host : "");
    }
}
