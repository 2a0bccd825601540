import type { Keys } from "../engine/ports";
import type { ClientKey, UploadId } from "../model/ids";

/** The part of the browser's `crypto` in use; `randomUUID` exists only on secure pages. */
export interface RandomSource {
    randomUUID?: () => string;
    getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

/** Client keys nobody can guess, also on a page without https. */
export function browserKeys(source: RandomSource = crypto): Keys {
    const uuid = () => source.randomUUID?.() ?? makeUuid(source);
    return {
        clientKey: () => uuid() as ClientKey,
        uploadId: () => uuid() as UploadId,
        random: () => Math.random(),
    };
}

/** @returns A UUID of version 4 (RFC 9562). */
function makeUuid(source: RandomSource): string {
    const bytes = source.getRandomValues(new Uint8Array(16));
    const [, , , , , , version = 0, , variant = 0] = bytes;
    bytes[6] = (version & 0x0f) | 0x40;
    bytes[8] = (variant & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
