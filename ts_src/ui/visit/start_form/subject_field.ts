import { Component } from "@odoo/owl";

import { FieldError } from "./field_error";
import "./subject_field.xml";

interface SubjectFieldProps {
    subjects: readonly string[];
    chosen: string;
    error: string;
    describedBy: string | undefined;
    onChange: (event: Event) => void;
}

/** What it is about. By itself: where there are no subjects, no browser compiles it. */
export class SubjectField extends Component<SubjectFieldProps> {
    static override template = "seitech_elearning.VisitSubjectField";
    static components = { FieldError };
    static override props = {
        subjects: Array,
        chosen: String,
        error: String,
        describedBy: { type: String, optional: true },
        onChange: Function,
    };
}
