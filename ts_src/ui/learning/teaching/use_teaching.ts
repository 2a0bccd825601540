import { useState } from "@odoo/owl";

import type { TeachingView } from "../../../engine/learning/teaching/teaching";
import { permissions } from "../../../model/channels";
import type { ChannelId } from "../../../model/ids";
import type { Message } from "../../../model/records";
import type { ChatState } from "../../../model/state";
import type { ChatEnv } from "../../use_chat";

/** What the components of teaching find in OWL's environment. */
export interface TeachingEnv extends ChatEnv {
    readonly services: ChatEnv["services"] & { readonly seitech_chat_teaching: TeachingView };
}

/**
 * Subscribes the component under construction to what those who teach do.
 *
 * @param env `this.env`; OWL's own `useEnv` does not work yet in a field's initialiser.
 */
export function useTeaching(env: TeachingEnv): TeachingView {
    const { state, actions } = env.services.seitech_chat_teaching;
    return { state: useState(state), actions };
}

/** @returns Whether this person presides over what is taught in a conversation. */
export function teachesIn(state: ChatState, channelId: ChannelId): boolean {
    const type = state.channels.get(channelId)?.type;
    const isTaught = type === "course" || type === "student_instructor";
    return isTaught && permissions(state, channelId).pin;
}

/** @returns Whether there is a student in a conversation whose card this person may see. */
export function hasCard(state: ChatState, channelId: ChannelId): boolean {
    return (permissions(state, channelId).learnerId ?? null) !== null;
}

/** @returns Whether this person can announce something in a conversation. */
export function announcesIn(state: ChatState, channelId: ChannelId): boolean {
    return state.channels.get(channelId)?.type === "course" && teachesIn(state, channelId);
}

/** @returns Whether a message is the answer to the question it was written to, as far as known. */
export function isAnswer(state: ChatState, { id, parentId }: Message): boolean {
    return parentId !== null && state.messages.get(parentId)?.answerId === id;
}
