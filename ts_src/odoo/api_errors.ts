import { ApiError } from "../engine/ports";
import { decodeError } from "./decode";
import { DecodeError } from "./wire_reader";

const unreachable = "The server cannot be reached.";
const notUnderstood = "The server's answer cannot be understood.";
/** What a proxy means that refuses a body before our server sees it, mostly a large file. */
const refusedByProxy: Readonly<Record<number, { message: string; code: string }>> = {
    413: { message: "This is too large for the server.", code: "too_large" },
    415: { message: "The server does not take this.", code: "unsupported_media_type" },
};

/** An answer of whatever status. */
export interface HttpAnswer {
    readonly status: number;
    readonly text: string;
    header(name: string): string | null;
}

/** @returns What it means that no answer came. */
export function unreachableError(): ApiError {
    return new ApiError("unreachable", unreachable, "unreachable");
}

/** @returns What it means that the person did not want to wait for the answer. */
export function cancelledError(): ApiError {
    return new ApiError("refused", "The upload was stopped.", "cancelled");
}

/** @returns What an answer with an error status means. */
export function toApiError(answer: HttpAnswer): ApiError {
    const { status } = answer;
    const said = decodeRefusal(answer.text) ?? refusedByProxy[status];
    if (status === 401) {
        return new ApiError("refused", said?.message ?? "Please log in again.", "unauthenticated");
    }
    const isBusy = status === 429 || status >= 500;
    // Without our own words it was not our server that said no, but a proxy or a page of the
    // website: while the server restarts, for example. Later it may be there again.
    if (isBusy || !said) {
        const { message, code } = said ?? { message: unreachable, code: "unreachable" };
        return new ApiError("unreachable", message, code, retryAfter(answer));
    }
    return new ApiError("refused", said.message, said.code);
}

/**
 * A login page instead of JSON comes here too: as if the server were not there.
 *
 * @param route What was asked, for whoever looks into it.
 */
export function misunderstood(route: string, error: unknown): ApiError {
    if (error instanceof DecodeError) {
        console.warn(`seitech_elearning: answer of ${route}: ${error.message}`);
    }
    return new ApiError("unreachable", notUnderstood, "unreachable");
}

function decodeRefusal(text: string): { message: string; code: string } | null {
    try {
        return decodeError(JSON.parse(text));
    } catch {
        return null;
    }
}

/** @returns Seconds to wait, if the server says so in seconds. */
function retryAfter(answer: HttpAnswer): number | null {
    const value = answer.header("Retry-After") ?? "";
    return /^\d+$/.test(value) ? Number(value) : null;
}
