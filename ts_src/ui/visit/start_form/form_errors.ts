import { draftLength, maxMessageLength } from "../../../model/drafts";
import type { Availability, FormErrors, VisitDraft } from "../../../model/visit/visit_state";
import { _t } from "../../translation";

/** As far as it can be said without writing to it. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** @returns What keeps a conversation from being opened with what is in the form. */
export function formErrors(draft: VisitDraft, availability: Availability): FormErrors {
    const name = nameError(draft.name.trim(), availability);
    const email = emailError(draft.email.trim(), availability);
    const text = textError(draft.text);
    return { ...(name && { name }), ...(email && { email }), ...(text && { text }) };
}

function nameError(name: string, { isNameRequired }: Availability): string {
    return isNameRequired && name === "" ? _t("Please tell us your name.") : "";
}

function emailError(email: string, { isAvailable }: Availability): string {
    if (email === "") {
        return isAvailable ? "" : _t("Without an address our answer cannot reach you.");
    }
    return ADDRESS.test(email) ? "" : _t("This does not look like an e-mail address.");
}

function textError(text: string): string {
    if (text.trim() === "") {
        return _t("Please write a message.");
    }
    return draftLength(text) > maxMessageLength ? _t("This message is too long.") : "";
}
