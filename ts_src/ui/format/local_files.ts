import type { LocalFile } from "../../engine/ports";

/** A file of this machine: the browser's own object, which is what can be uploaded. */
export type BrowserFile = File & LocalFile;

const UNKNOWN = "application/octet-stream";

/** @returns The files that somebody has chosen, dropped or pasted. */
export function localFiles(files: FileList | null | undefined): BrowserFile[] {
    return [...(files ?? [])].map((file) =>
        Object.assign(file, { mimetype: file.type || UNKNOWN }),
    );
}
