import type { Attachment } from "../../model/records";

/** How a file is shown in a conversation. */
export type FileKind = "image" | "video" | "audio" | "pdf" | "file";

/** Icons of Font Awesome by what a type of file begins with; the first that fits counts. */
const ICONS: readonly (readonly [prefix: string, icon: string])[] = [
    ["image/", "fa-file-image-o"],
    ["video/", "fa-file-video-o"],
    ["audio/", "fa-file-audio-o"],
    ["text/", "fa-file-text-o"],
    ["application/pdf", "fa-file-pdf-o"],
    ["application/zip", "fa-file-archive-o"],
    ["application/msword", "fa-file-word-o"],
    ["application/vnd.openxmlformats-officedocument.word", "fa-file-word-o"],
    ["application/vnd.oasis.opendocument.text", "fa-file-word-o"],
    ["application/vnd.ms-excel", "fa-file-excel-o"],
    ["application/vnd.openxmlformats-officedocument.spreadsheet", "fa-file-excel-o"],
    ["application/vnd.oasis.opendocument.spreadsheet", "fa-file-excel-o"],
    ["application/vnd.ms-powerpoint", "fa-file-powerpoint-o"],
    ["application/vnd.openxmlformats-officedocument.presentation", "fa-file-powerpoint-o"],
    ["application/vnd.oasis.opendocument.presentation", "fa-file-powerpoint-o"],
];

/** @returns The class of the icon for a type of file. */
export function fileIcon(mimetype: string): string {
    return ICONS.find(([prefix]) => mimetype.startsWith(prefix))?.[1] ?? "fa-file-o";
}

/** Pictures are those the server made a small one of: what else claims to be one is a file. */
export function fileKind({ mimetype, thumbnailUrl }: Attachment): FileKind {
    if (thumbnailUrl !== null) {
        return "image";
    }
    if (mimetype === "application/pdf") {
        return "pdf";
    }
    const family = mimetype.slice(0, mimetype.indexOf("/"));
    return family === "video" || family === "audio" ? family : "file";
}
