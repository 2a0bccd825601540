import { Component } from "@odoo/owl";

import { Icon } from "../icon/icon";
import "./field_error.xml";
import { type Field, idOf } from "./fields";

interface FieldErrorProps {
    field: Field;
    text: string;
}

/**
 * What is wrong with a field. By itself: most visitors never need it, and until it is shown no
 * browser compiles it.
 */
export class FieldError extends Component<FieldErrorProps> {
    static override template = "seitech_elearning.VisitFieldError";
    static components = { Icon };
    static override props = { field: String, text: String };

    get id(): string {
        return idOf(this.props.field, "error");
    }
}
