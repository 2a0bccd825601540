import type { Failure } from "../../model/records";
import { _t } from "../translation";

/**
 * What this program says by itself; all else comes from the server, in the person's language.
 * A test looks for each of them in the sources of `engine/` and `odoo/`, which know no language.
 */
const ownSentences: Readonly<Record<string, () => string>> = {
    "The server cannot be reached.": () => _t("The server cannot be reached."),
    "The server's answer cannot be understood.": () =>
        _t("The server's answer cannot be understood."),
    "This is too large for the server.": () => _t("This is too large for the server."),
    "The server does not take this.": () => _t("The server does not take this."),
    "The upload was stopped.": () => _t("The upload was stopped."),
    "Please log in again.": () => _t("Please log in again."),
    "Copied to the clipboard.": () => _t("Copied to the clipboard."),
    "This could not be copied.": () => _t("This could not be copied."),
    "Message deleted.": () => _t("Message deleted."),
    "This conversation is no longer available.": () =>
        _t("This conversation is no longer available."),
};

/** The sentences as `engine/` and `odoo/` have them. */
export const sentencesOfTheProgram: readonly string[] = Object.keys(ownSentences);

/** @returns Why something did not work, in the person's language. */
export function failureText({ message }: Pick<Failure, "message">): string {
    return ownSentences[message]?.() ?? message;
}
