import { Component } from "@odoo/owl";

import { draftOf } from "../../model/drafts";
import type { OutboxItem } from "../../model/state";
import { failureText } from "../format/failure_text";
import { type ChatEnv, useChat } from "../use_chat";
import "./outbox_failure.scss";
import "./outbox_failure.xml";

interface OutboxFailureProps {
    item: OutboxItem;
}

/** Why a message was not sent, and what to do about it. */
export class OutboxFailure extends Component<OutboxFailureProps, ChatEnv> {
    static override template = "seitech_elearning.OutboxFailure";
    static override props = { item: Object };

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);

    retry(): void {
        this.chat.actions.retryMessage(this.props.item.clientKey);
    }

    discard(): void {
        this.chat.actions.discardMessage(this.props.item.clientKey);
    }

    /** Back into the composer, with what is being written there already. */
    takeBack(): void {
        const { channelId, content, parentId, attachments, clientKey } = this.props.item;
        const { state, actions } = this.chat;
        const draft = draftOf(state, channelId);
        if (actions.discardMessage(clientKey) !== null) {
            actions.saveDraft(channelId, {
                text: [content, draft.text].filter((text) => text !== "").join("\n"),
                replyToId: draft.replyToId ?? parentId,
                attachments: [...attachments, ...draft.attachments],
            });
        }
    }
}
