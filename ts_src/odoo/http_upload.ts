import type { UploadSignal } from "../engine/ports";
import { cancelledError, type HttpAnswer, unreachableError } from "./api_errors";

/** Nothing has moved for this long: the connection is gone, even if nobody said so. */
const STALLED_MS = 60_000;

/**
 * Sends a form and tells how far it has come, which the browser's `fetch` cannot.
 *
 * @param stalledMs How long nothing may move; a large file on a slow line may take any time.
 * @throws {ApiError} If there is no answer, or if it was stopped (code "cancelled").
 */
export function uploadForm(
    url: string,
    form: FormData,
    onProgress: (progress: number) => void,
    signal: UploadSignal,
    stalledMs = STALLED_MS,
): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
        if (signal.aborted) {
            reject(cancelledError());
            return;
        }
        const request = new XMLHttpRequest();
        const giveUp = (): void => request.abort();
        let stalled = setTimeout(giveUp, stalledMs);
        const end = (): void => clearTimeout(stalled);
        request.open("POST", url);
        request.setRequestHeader("Accept", "application/json");
        request.upload.addEventListener("progress", ({ loaded, total }) => {
            clearTimeout(stalled);
            stalled = setTimeout(giveUp, stalledMs);
            onProgress(total > 0 ? loaded / total : 0);
        });
        request.addEventListener("load", () => resolve(toAnswer(request)));
        request.addEventListener("error", () => reject(unreachableError()));
        request.addEventListener("abort", () =>
            reject(signal.aborted ? cancelledError() : unreachableError()),
        );
        request.addEventListener("loadend", end);
        signal.addEventListener("abort", giveUp);
        request.send(form);
    });
}

function toAnswer(request: XMLHttpRequest): HttpAnswer {
    return {
        status: request.status,
        text: request.responseText,
        header: (name) => request.getResponseHeader(name),
    };
}
