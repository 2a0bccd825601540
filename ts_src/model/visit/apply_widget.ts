import type { VisitWidgetEvent } from "./visit_events";
import type { WritableVisitState } from "./visit_records";
import type { FormErrors, VisitDraft } from "./visit_state";

/** What is around the conversation: the widget, the form, how it is connected. */
export function applyWidget(state: WritableVisitState, event: VisitWidgetEvent): void {
    switch (event.kind) {
        case "openChanged":
            state.isOpen = event.isOpen;
            return;
        case "availabilityLoaded":
            state.availability = event.availability;
            return;
        case "draftChanged":
            state.formErrors = stillRefused(state.formErrors, state.draft, event.draft);
            state.draft = event.draft;
            return;
        case "formRefused":
            state.formErrors = event.errors;
            return;
        case "connectionChanged":
            state.connection = event.connection;
            return;
        case "soundChanged":
            state.isSoundOn = event.isOn;
            return;
        case "transcriptChanged":
            state.transcript = event.transcript;
            return;
        case "noticeChanged":
            state.notice = event.notice;
            return;
        case "clockCompared":
            state.clockOffset = event.offset;
    }
}

/** A field that was changed has not been refused yet. */
function stillRefused(errors: FormErrors, before: VisitDraft, after: VisitDraft): FormErrors {
    const rest = Object.entries(errors).filter(([name]) => {
        const field = name as keyof VisitDraft;
        return before[field] === after[field];
    });
    return Object.fromEntries(rest);
}
