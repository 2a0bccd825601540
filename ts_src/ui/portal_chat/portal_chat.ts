import { Component, onMounted } from "@odoo/owl";

import { FloatingChat } from "../floating_chat/floating_chat";
import { usePageChat } from "../hooks/use_page_chat";
import type { ChatAddress } from "../messenger/chat_address";
import { Messenger } from "../messenger/messenger";
import { queryAddress } from "../messenger/query_address";
import { type ChatEnv, useChat } from "../use_chat";
import { openAsked } from "./asked_conversation";
import "./portal_chat.xml";

/** The chat as a page of the portal. */
export class PortalChat extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.PortalChat";
    static components = { FloatingChat, Messenger };
    static override props = {};

    private readonly chat = useChat(this.env);
    readonly address: ChatAddress = queryAddress;

    override setup(): void {
        usePageChat();
        onMounted(() => void openAsked(this.chat.actions));
    }

    readonly maximise = (): void => this.chat.actions.setFullscreen(true);
}
