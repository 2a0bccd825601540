import { Component, onWillUnmount } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { usePageChat } from "../hooks/use_page_chat";
import type { ChatAddress } from "../messenger/chat_address";
import { Messenger } from "../messenger/messenger";
import { placeInQuery } from "../messenger/query_address";
import { type ChatEnv, useChat } from "../use_chat";
import "./chat_action.xml";

interface ChatActionProps {
    /** Odoo's own classes for the element of an action. */
    className?: string;
    /** The number at the end of the address, `/odoo/chat/7`. */
    resId?: number | false;
    /** Puts that number there, as a step of its own in the history. */
    updateActionState?: (state: { resId: number | false }) => void;
}

/** The page that was made last: what is open belongs to it. */
let latest: symbol | null = null;

/**
 * The chat as a page of the Odoo backend. When the person goes back or forward, Odoo shows the
 * action anew, with the number that belongs to the address.
 */
export class ChatAction extends Component<ChatActionProps, ChatEnv> {
    static override template = "seitech_elearning.ChatAction";
    static components = { Messenger };
    // Odoo hands every client action more than this one needs.
    static override props = ["*"];

    private readonly chat = useChat(this.env);
    readonly address: ChatAddress = {
        // Links from e-mails tell it in the query, which Odoo has forgotten a moment later.
        read: () => {
            const asked = placeInQuery("channel_id", "message_id");
            const { resId } = this.props;
            return { ...asked, channelId: resId ? (resId as ChannelId) : asked.channelId };
        },
        write: (channelId) => this.props.updateActionState?.({ resId: channelId ?? false }),
        onChange: () => () => undefined,
    };

    override setup(): void {
        usePageChat();
        const own = Symbol("page");
        latest = own;
        onWillUnmount(() => {
            // Going back, Odoo makes the next page of the chat before it takes this one away.
            if (latest === own) {
                this.chat.actions.closeChannel();
            }
        });
    }

    readonly maximise = (): void => this.chat.actions.setFullscreen(true);
}
