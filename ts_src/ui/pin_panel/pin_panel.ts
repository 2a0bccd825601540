import { Component, onWillStart } from "@odoo/owl";

import type { ChannelId, MessageId } from "../../model/ids";
import { canPin } from "../../model/messages";
import { pinnedMessages } from "../../model/pins";
import type { Message } from "../../model/records";
import type { PagedList } from "../../model/state";
import { failureText } from "../format/failure_text";
import { useNow } from "../hooks/use_now";
import { MessageExcerpt } from "../message_excerpt/message_excerpt";
import { SidePanel } from "../side_panel/side_panel";
import { type ChatEnv, useChat } from "../use_chat";
import "./pin_panel.xml";

interface PinPanelProps {
    channelId: ChannelId;
    onJump: (messageId: MessageId) => void;
    onClose: () => void;
}

/** The pinned messages of a conversation. */
export class PinPanel extends Component<PinPanelProps, ChatEnv> {
    static override template = "seitech_elearning.PinPanel";
    static components = { MessageExcerpt, SidePanel };
    static override props = { channelId: Number, onJump: Function, onClose: Function };

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);
    readonly clock = useNow();

    override setup(): void {
        onWillStart(() => this.load());
    }

    get list(): PagedList | undefined {
        return this.chat.state.pinLists.get(this.props.channelId);
    }

    get messages(): readonly Message[] {
        return pinnedMessages(this.chat.state, this.props.channelId);
    }

    isRemovable(message: Message): boolean {
        return canPin(this.chat.state, message);
    }

    /** Not waited for: the panel shows what is known meanwhile. */
    load(): void {
        void this.chat.actions.loadPins(this.props.channelId);
    }

    async unpin(message: Message): Promise<void> {
        await this.chat.actions.pinMessage(message.id, false);
    }
}
