import { Component } from "@odoo/owl";

import type { Notice as NoticeRecord } from "../../model/state";
import { failureText } from "../format/failure_text";
import { type ChatEnv, useChat } from "../use_chat";
import "./notice.scss";
import "./notice.xml";

/** The one thing there is to tell, with a way back where there is one. */
export class Notice extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.Notice";
    static override props = {};

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);

    get notice(): NoticeRecord | null {
        return this.chat.state.notice;
    }

    undo(): void {
        this.chat.actions.undoDelete();
    }

    dismiss(): void {
        this.chat.actions.dismissNotice();
    }
}
