import { Component } from "@odoo/owl";

import { type ChatEnv, useChat } from "../use_chat";
import "./notification_ask.scss";
import "./notification_ask.xml";

/** Asks once whether the browser may tell of new messages; either answer is for good. */
export class NotificationAsk extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.NotificationAsk";
    static override props = {};

    private readonly chat = useChat(this.env);

    async agree(): Promise<void> {
        await this.chat.actions.askForNotifications();
    }

    decline(): void {
        this.chat.actions.switchNotifications(false);
    }
}
