import { draftOf } from "../../../model/drafts";
import type { TeachingView } from "../../../engine/learning/teaching/teaching";
import type { ContextAction } from "../../registries/action_registry";
import type { ComposerContext } from "../../registries/composer_actions";
import type { HeaderContext } from "../../registries/header_actions";
import type { MessageContext } from "../../registries/message_actions";
import { _t } from "../../translation";
import type { ChatView } from "../../use_chat";
import { announcesIn, hasCard, isAnswer, teachesIn } from "./use_teaching";

/** The chat hands out its service: beside it stands that of teaching. */
type View = () => TeachingView;

/** @param view Of teaching, once an action is used. */
export function answerAction(view: View): ContextAction<MessageContext> {
    return {
        label: ({ chat, message }) =>
            isAnswer(chat.state, message) ? _t("Not the answer") : _t("Mark as the answer"),
        icon: "fa-check-circle-o",
        isShown: ({ chat, message }) =>
            message.parentId !== null &&
            !message.deleted &&
            message.type !== "system" &&
            teachesIn(chat.state, message.channelId),
        run: ({ chat, message }) =>
            view().actions.markAnswer(
                message.channelId,
                message.id,
                !isAnswer(chat.state, message),
            ),
    };
}

/** @param view As above. */
export function faqAction(view: View): ContextAction<MessageContext> {
    return {
        label: () => _t("Suggest for the FAQ"),
        icon: "fa-book",
        isShown: ({ chat, message }) =>
            !message.deleted &&
            (message.answerId !== null || isAnswer(chat.state, message)) &&
            teachesIn(chat.state, message.channelId) &&
            chat.state.channels.get(message.channelId)?.courseId !== null,
        run: ({ message }) => view().actions.suggestForFaq(message.channelId, message.id),
    };
}

/** @param view As above. */
export function announceAction(view: View): ContextAction<ComposerContext> {
    return {
        label: () => _t("Announce to everybody"),
        icon: "fa-bullhorn",
        isQuick: true,
        // What is written in a thread, where there are no files to choose, is a reply.
        isShown: ({ chat, channelId, controls }) =>
            controls.chooseFiles !== null && mayAnnounceNext(chat, channelId),
        isChecked: ({ channelId }) => view().state.announcing.has(channelId),
        run: ({ channelId }) => {
            const { state, actions } = view();
            actions.setAnnouncing(channelId, !state.announcing.has(channelId));
        },
    };
}

/** A reply is for one person: what is written as one is announced to nobody. */
export function mayAnnounceNext(
    { state }: Pick<ChatView, "state">,
    channelId: ComposerContext["channelId"],
): boolean {
    return announcesIn(state, channelId) && draftOf(state, channelId).replyToId === null;
}

export const learnerAction: ContextAction<HeaderContext> = {
    label: () => _t("The student"),
    icon: "fa-id-card-o",
    isQuick: true,
    isShown: ({ chat, channel }) => hasCard(chat.state, channel.id),
    isChecked: ({ panel }) => panel === "person",
    run: ({ panel, controls }) => controls.showPanel(panel === "person" ? null : "person"),
};
