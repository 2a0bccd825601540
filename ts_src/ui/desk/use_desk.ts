import { useState } from "@odoo/owl";

import type { DeskView } from "../../engine/desk/desk_actions";
import type { Support } from "../../model/desk/desk_state";
import type { ChannelId } from "../../model/ids";
import type { ChannelType } from "../../model/records";
import type { ChatState } from "../../model/state";
import type { ChatEnv } from "../use_chat";

/** What the components of the desk find in OWL's environment. */
export interface DeskEnv extends ChatEnv {
    readonly services: ChatEnv["services"] & { readonly seitech_chat_desk: DeskView };
}

const supportTypes: readonly (ChannelType | undefined)[] = ["public_support", "student_support"];

/**
 * Subscribes the component under construction to the desk.
 *
 * @param env `this.env`; OWL's own `useEnv` does not work yet in a field's initialiser.
 */
export function useDesk(env: DeskEnv): DeskView {
    const { state, actions } = env.services.seitech_chat_desk;
    return { state: useState(state), actions };
}

/** @returns Whether people ask for support in this conversation. */
export function isSupport(state: ChatState, channelId: ChannelId): boolean {
    return supportTypes.includes(state.channels.get(channelId)?.type);
}

/** @returns Whether the request is in the hands of the agent in front of the screen. */
export function isMine(state: ChatState, support: Support): boolean {
    return support.stage === "assigned" && support.agent?.id === state.self.id;
}
