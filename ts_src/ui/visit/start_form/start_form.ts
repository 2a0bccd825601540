import { Component, onMounted, useRef, useState } from "@odoo/owl";

import type { Availability, FormErrors, VisitDraft } from "../../../model/visit/visit_state";
import { useNow } from "../../hooks/use_now";
import { _t } from "../../translation";
import { isNearLimit, LengthLeft } from "../composer/length_left";
import { Icon } from "../icon/icon";
import { momentName } from "../moments";
import { useVisit, type VisitEnv } from "../visit_env";
import { AwayNote } from "./away_note";
import { FieldError } from "./field_error";
import { type Field, FIELDS, idOf } from "./fields";
import { formErrors } from "./form_errors";
import "./start_form.scss";
import "./start_form.xml";
import { SubjectField } from "./subject_field";

const UNKNOWN: Availability = {
    isAvailable: true,
    reason: null,
    nextOpening: null,
    subjects: [],
    isNameRequired: false,
    consent: "",
};

/** What is asked before a conversation begins, and its first message. */
export class StartForm extends Component<Record<string, never>, VisitEnv> {
    static override template = "seitech_elearning.VisitStartForm";
    static components = { AwayNote, FieldError, Icon, LengthLeft, SubjectField };
    static override props = {};

    private readonly form = useRef<HTMLFormElement>("form");
    private readonly clock = useNow();
    private readonly visit = useVisit(this.env);
    /** Before that nobody wants to hear what is missing still. */
    readonly local = useState({ isTried: false });

    override setup(): void {
        onMounted(() => {
            // Back from an attempt that the server did not take.
            if (Object.keys(this.errors).length > 0) {
                this.focusWrong();
            }
        });
    }

    get draft(): VisitDraft {
        return this.visit.state.draft;
    }

    get availability(): Availability {
        return this.visit.state.availability ?? UNKNOWN;
    }

    get errors(): FormErrors {
        const own = this.local.isTried ? formErrors(this.draft, this.availability) : {};
        return { ...this.visit.state.formErrors, ...own };
    }

    get isLong(): boolean {
        return isNearLimit(this.draft.text);
    }

    get isAway(): boolean {
        return !this.availability.isAvailable;
    }

    /** When somebody will be there, in words; "" if nobody knows. */
    get opening(): string {
        const { nextOpening } = this.availability;
        const { clockOffset } = this.visit.state;
        return nextOpening === null ? "" : momentName(nextOpening - clockOffset, this.clock.now);
    }

    get submitLabel(): string {
        return this.isAway ? _t("Leave a message") : _t("Start the chat");
    }

    /** What belongs to a field besides its name, for `aria-describedby`. */
    describedBy(field: Field): string | undefined {
        const hint = field === "email" && this.availability.consent ? idOf(field, "hint") : "";
        const error = this.errors[field] ? idOf(field, "error") : "";
        return `${hint} ${error}`.trim() || undefined;
    }

    save(field: Field, event: Event): void {
        const { value } = event.target as HTMLInputElement;
        this.visit.actions.saveDraft({ [field]: value });
    }

    onKeydown(event: KeyboardEvent): void {
        const isCommand = event.ctrlKey || event.metaKey;
        if (event.key === "Enter" && isCommand && !event.isComposing) {
            event.preventDefault();
            this.submit();
        }
    }

    submit(): void {
        this.local.isTried = true;
        if (Object.keys(formErrors(this.draft, this.availability)).length > 0) {
            this.focusWrong();
        } else {
            void this.visit.actions.send();
        }
    }

    private focusWrong(): void {
        const wrong = FIELDS.find((field) => this.errors[field]);
        this.form.el?.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
    }
}
