import { Component } from "@odoo/owl";

import type { Notice as NoticeRecord } from "../../model/state";
import { failureText } from "../format/failure_text";
import { type ChatEnv, useChat } from "../use_chat";
import "./notice.scss";
import "./notice.xml";

/** Where screen readers are told of it: at leisure, or at once. */
interface Place {
    readonly role: "status" | "alert";
    readonly notice: NoticeRecord | null;
}

/** The one thing there is to tell, with a way back where there is one. */
export class Notice extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.Notice";
    static override props = {};

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);

    /** Both are there all the time: only then is what comes into them read out. */
    get places(): readonly Place[] {
        const { notice } = this.chat.state;
        const isCalm = notice !== null && (notice.undo !== null || notice.code === "copied");
        return [
            { role: "status", notice: isCalm ? notice : null },
            { role: "alert", notice: isCalm ? null : notice },
        ];
    }

    undo(): void {
        this.chat.actions.undoDelete();
    }

    dismiss(): void {
        this.chat.actions.dismissNotice();
    }
}
