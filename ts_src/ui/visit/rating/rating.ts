import { Component, useRef, useState } from "@odoo/owl";

import { _t } from "../../translation";
import { Icon } from "../icon/icon";
import { useVisit, type VisitEnv } from "../visit_env";
import "./rating.scss";
import "./rating.xml";

interface Step {
    readonly value: number;
    readonly face: string;
    readonly label: string;
}

/** How the conversation was: five steps, and words for who has some. */
export class Rating extends Component<Record<string, never>, VisitEnv> {
    static override template = "seitech_elearning.VisitRating";
    static components = { Icon };
    static override props = {};

    private readonly words = useRef<HTMLTextAreaElement>("words");
    private readonly visit = useVisit(this.env);
    readonly local = useState<{ value: number | null; isSending: boolean }>({
        value: null,
        isSending: false,
    });

    get steps(): readonly Step[] {
        return [
            { value: 1, face: "😞", label: _t("Very bad") },
            { value: 2, face: "😕", label: _t("Bad") },
            { value: 3, face: "😐", label: _t("Fair") },
            { value: 4, face: "😊", label: _t("Good") },
            { value: 5, face: "😍", label: _t("Very good") },
        ];
    }

    get isRated(): boolean {
        return (this.visit.state.visit?.rating ?? null) !== null;
    }

    get chosenLabel(): string {
        return this.steps.find(({ value }) => value === this.local.value)?.label ?? "";
    }

    async send(): Promise<void> {
        const { value, isSending } = this.local;
        if (value !== null && !isSending) {
            this.local.isSending = true;
            await this.visit.actions.rate(value, this.words.el?.value.trim() ?? "");
            this.local.isSending = false;
        }
    }
}
