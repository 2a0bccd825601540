import type { SafetyView } from "../../../engine/learning/safety/safety";
import { isOwnMessage } from "../../../model/messages";
import type { Channel, ChannelType, Message } from "../../../model/records";
import type { ContextAction } from "../../registries/action_registry";
import type { HeaderContext } from "../../registries/header_actions";
import type { MessageContext } from "../../registries/message_actions";
import { _t } from "../../translation";
import type { ChatView } from "../../use_chat";

type View = () => SafetyView;

/** Where people meet others who neither teach nor help them. */
const blockingTypes: readonly (ChannelType | undefined)[] = ["direct", "group", "course"];

/** @param view Of safety, once an action is used. */
export function reportAction(view: View): ContextAction<MessageContext> {
    return {
        label: () => _t("Report"),
        icon: "fa-flag-o",
        isShown: ({ chat, message }) => isOfAnother(chat, message),
        run: ({ message: { channelId, id } }) =>
            view().actions.ask({ kind: "report", channelId, messageId: id }),
    };
}

/** @param view As above. */
export function blockAuthorAction(view: View): ContextAction<MessageContext> {
    const isBlocked = ({ author }: Message): boolean =>
        author.id !== null && view().state.blocked.has(author.id);
    return {
        label: ({ message }) =>
            isBlocked(message) ? _t("Unblock this person") : _t("Block this person"),
        icon: "fa-ban",
        isShown: ({ chat, message }) => isOfAnother(chat, message) && mayBlockAuthor(chat, message),
        run: ({ message }) => {
            const { id, name } = message.author;
            return id === null
                ? undefined
                : askOrUnblock(view(), message.channelId, { userId: id, name });
        },
    };
}

/** @param view As above. */
export function revealAction(view: View): ContextAction<MessageContext> {
    return {
        label: () => _t("Show the message"),
        icon: "fa-eye",
        isQuick: true,
        isShown: ({ message: { author, id } }) =>
            author.id !== null &&
            view().state.blocked.has(author.id) &&
            !view().state.revealed.has(id),
        run: ({ message }) => view().actions.reveal(message.id),
    };
}

/** @param view As above. */
export function blockPeerAction(view: View): ContextAction<HeaderContext> {
    const isBlocked = ({ peerId }: Channel): boolean =>
        peerId !== null && view().state.blocked.has(peerId);
    return {
        label: ({ channel }) =>
            isBlocked(channel) ? _t("Unblock this person") : _t("Block this person"),
        icon: "fa-ban",
        isShown: ({ chat, channel: { type, peerId } }) =>
            type === "direct" && peerId !== null && peerId !== chat.state.self.id,
        run: ({ channel: { id, name, peerId } }) =>
            peerId === null ? undefined : askOrUnblock(view(), id, { userId: peerId, name }),
    };
}

/** Blocking is asked about first; taking it back is not. */
function askOrUnblock(
    { state, actions }: SafetyView,
    channelId: Channel["id"],
    person: { readonly userId: NonNullable<Channel["peerId"]>; readonly name: string },
): Promise<void> | void {
    return state.blocked.has(person.userId)
        ? actions.block(person.userId, false)
        : actions.ask({ kind: "block", channelId, ...person });
}

function isOfAnother({ state }: ChatView, message: Message): boolean {
    return !message.deleted && message.type !== "system" && !isOwnMessage(state, message);
}

function mayBlockAuthor({ state }: ChatView, { author, channelId }: Message): boolean {
    const type = state.channels.get(channelId)?.type;
    return author.id !== null && !author.isAgent && blockingTypes.includes(type);
}
