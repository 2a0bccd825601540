import { Component } from "@odoo/owl";

import type { Attachment } from "../../../model/records";
import { formatBytes } from "../../format/bytes";
import { _t } from "../../translation";
import { Icon } from "../icon/icon";
import "./visit_files.scss";
import "./visit_files.xml";

interface VisitFilesProps {
    attachments: readonly Attachment[];
}

/** A picture is shown at most this large, in pixels. */
const MOST_WIDTH = 240;
const MOST_HEIGHT = 220;

/**
 * The files of a message: pictures to look at, the others by their names. A file that the server
 * keeps back has no address yet: there is nothing to open, and to its sender it is simply sent.
 */
export class VisitFiles extends Component<VisitFilesProps> {
    static override template = "seitech_elearning.VisitFiles";
    static components = { Icon };
    static override props = { attachments: Array };

    readonly formatBytes = formatBytes;

    openLabel({ name }: Attachment): string {
        return _t("Open %s", name);
    }

    /** The place is kept before the picture is there, so that nothing moves when it comes. */
    pictureStyle({ width, height }: Attachment): string {
        if (!width || !height) {
            return "";
        }
        const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
        return `inline-size: ${Math.round(width * scale)}px; aspect-ratio: ${width} / ${height}`;
    }
}
