import { Component, useEffect, useRef, useState } from "@odoo/owl";

import type { QuestionCounter } from "../../../engine/learning/teaching/teaching_ports";
import "../../kit/theme.scss";
import { type ChatEnv, useChat } from "../../use_chat";
import "./question_count.scss";
import "./question_count.xml";

/** What it finds in OWL's environment. */
export interface QuestionEnv extends ChatEnv {
    readonly services: ChatEnv["services"] & { readonly seitech_chat_questions: QuestionCounter };
}

/**
 * Above the conversations of those who teach: how many questions nobody has answered, and the way to
 * them. Counted when it is shown, and when somebody turns to another conversation: they may have
 * answered in the one before.
 */
export class QuestionCount extends Component<Record<string, unknown>, QuestionEnv> {
    static override template = "seitech_elearning.QuestionCount";
    static override props = ["*"];

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    readonly local = useState({ count: 0 });

    override setup(): void {
        useEffect(
            () => void this.load(),
            () => [this.chat.state.openChannelId],
        );
    }

    /** The list in the top bar makes way for the page that it leads to. */
    close(): void {
        this.root.el?.closest<HTMLElement>("[popover]")?.hidePopover();
    }

    private async load(): Promise<void> {
        try {
            this.local.count = await this.env.services.seitech_chat_questions.count();
        } catch {
            // The number of before is better than none; the chat itself says when it is offline.
        }
    }
}
