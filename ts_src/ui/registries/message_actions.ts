import type { Timestamp } from "../../model/ids";
import { canDelete, canEdit, canPin, canReact } from "../../model/messages";
import { canSend } from "../../model/channels";
import type { Message } from "../../model/records";
import { _t } from "../translation";
import type { ChatView } from "../use_chat";
import { ActionRegistry } from "./action_registry";

/** What an action on a message works with. */
export interface MessageContext {
    readonly chat: ChatView;
    readonly message: Message;
    readonly now: Timestamp;
    readonly controls: MessageControls;
}

/** What the message's place on the screen can do; null where it cannot. */
export interface MessageControls {
    /** Answers it in the composer. */
    readonly reply: (() => void) | null;
    readonly openThread: (() => void) | null;
    /** Changes its text in place. */
    readonly edit: (() => void) | null;
    /** Opens the choice of emoji. */
    readonly pickReaction: (() => void) | null;
}

/** What one can do with a message. */
export const messageActions = new ActionRegistry<MessageContext>()
    .add("react", 10, {
        label: () => _t("Add a reaction"),
        icon: "fa-smile-o",
        isQuick: true,
        isShown: ({ chat, message, controls }) =>
            controls.pickReaction !== null && canReact(chat.state, message),
        run: ({ controls }) => controls.pickReaction?.(),
    })
    .add("reply", 20, {
        label: () => _t("Reply"),
        icon: "fa-reply",
        isQuick: true,
        isShown: ({ chat, message, controls }) =>
            controls.reply !== null && !message.deleted && canSend(chat.state, message.channelId),
        run: ({ controls }) => controls.reply?.(),
    })
    .add("thread", 30, {
        label: () => _t("Open the thread"),
        icon: "fa-comments-o",
        isShown: ({ message, controls }) => controls.openThread !== null && !message.deleted,
        run: ({ controls }) => controls.openThread?.(),
    })
    .add("edit", 40, {
        label: () => _t("Edit"),
        icon: "fa-pencil",
        isShown: ({ chat, message, now, controls }) =>
            controls.edit !== null && canEdit(chat.state, message, now),
        run: ({ controls }) => controls.edit?.(),
    })
    .add("copy", 50, {
        label: () => _t("Copy the text"),
        icon: "fa-copy",
        isShown: ({ message }) => !message.deleted && message.content !== "",
        run: ({ chat, message }) => copy(chat, message.content),
    })
    .add("link", 60, {
        label: () => _t("Copy a link to it"),
        icon: "fa-link",
        isShown: ({ message }) => !message.deleted,
        run: ({ chat, message }) =>
            copy(chat, chat.platform.messageLink(message.channelId, message.id)),
    })
    .add("pin", 70, {
        label: ({ message }) => (message.pinnedAt === null ? _t("Pin") : _t("Unpin")),
        icon: "fa-thumb-tack",
        isShown: ({ chat, message }) => canPin(chat.state, message),
        run: ({ chat, message }) => chat.actions.pinMessage(message.id, message.pinnedAt === null),
    })
    .add("unread", 80, {
        label: () => _t("Mark as unread from here"),
        icon: "fa-envelope-o",
        isShown: ({ message }) => !message.deleted,
        run: ({ chat, message }) => chat.actions.markUnread(message.id),
    })
    .add("delete", 90, {
        label: () => _t("Delete"),
        icon: "fa-trash-o",
        isDanger: true,
        isShown: ({ chat, message }) => canDelete(chat.state, message),
        run: ({ chat, message }) => chat.actions.deleteMessage(message.id),
    });

async function copy({ actions, platform }: ChatView, text: string): Promise<void> {
    actions.noteCopied(await platform.copyText(text));
}
