import { Component } from "@odoo/owl";

import { Messenger } from "../messenger/messenger";
import "./chat_action.xml";

interface ChatActionProps {
    /** Odoo's own classes for the element of an action. */
    className?: string;
}

/** The chat as a page of the Odoo backend. */
export class ChatAction extends Component<ChatActionProps> {
    static override template = "seitech_elearning.ChatAction";
    static components = { Messenger };
    // Odoo hands every client action more than this one needs.
    static override props = ["*"];
}
