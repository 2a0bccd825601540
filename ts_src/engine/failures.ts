import type { Failure } from "../model/records";
import { ApiError } from "./ports";

/**
 * @returns What a caught value says of the request.
 * @throws The value itself if it is no `ApiError`: then it is a mistake in this program, which
 *   must not be taken for a server that is down.
 */
export function expectApiError(caught: unknown): ApiError {
    if (caught instanceof ApiError) {
        return caught;
    }
    throw caught;
}

/**
 * @returns What the server has said no with.
 * @throws The value itself if it is anything else, as when there was no answer.
 */
export function expectRefusal(caught: unknown): ApiError {
    if (caught instanceof ApiError && caught.kind === "refused") {
        return caught;
    }
    throw caught;
}

/** @returns The part of an error that goes into the state. */
export function toFailure(error: ApiError): Failure {
    return { code: error.code, message: error.message };
}

/** @returns Whether the server says there is no such thing, at least not for this person. */
export function isGone(error: ApiError): boolean {
    return error.code === "not_found" || error.code === "forbidden";
}
