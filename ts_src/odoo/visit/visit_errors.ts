import type { ApiError } from "../../engine/ports";
import { ChallengeRequired, LinkUsed, RefusedForm } from "../../engine/visit/ports/api";
import { type HttpAnswer, toApiError } from "../api_errors";
import { decodeChallenge, decodeFormErrors, decodeUsedLink } from "./decode_refusal";

/** @returns What an answer with an error status means: a refusal tells what it is about. */
export function toVisitError(answer: HttpAnswer): ApiError {
    const error = toApiError(answer);
    if (error.kind !== "refused") {
        return error;
    }
    const channelId = error.code === "link_used" && read(answer, decodeUsedLink);
    if (channelId) {
        return new LinkUsed(error, channelId);
    }
    const challenge = error.code === "challenge_required" && read(answer, decodeChallenge);
    return challenge
        ? new ChallengeRequired(error, challenge)
        : new RefusedForm(error, read(answer, decodeFormErrors) ?? {});
}

/** @returns Null for what is not understood: what else the refusal says counts all the same. */
function read<Result>({ text }: HttpAnswer, decode: (value: unknown) => Result): Result | null {
    try {
        return decode(JSON.parse(text));
    } catch {
        return null;
    }
}
