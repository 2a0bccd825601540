import { useState } from "@odoo/owl";

import type { Chat } from "../engine/create_chat";

/** What components see of the chat: state to read, actions to call. */
export type ChatView = Pick<Chat, "state" | "actions">;

/** The part of OWL's environment that this chat puts there. */
export interface ChatEnv {
    readonly services: { readonly seitech_chat: ChatView };
}

/**
 * Subscribes the component under construction to the chat.
 *
 * @param env `this.env`; OWL's own `useEnv` does not work yet in a field's initialiser.
 * @returns State whose every part that the component reads makes it render again when it changes.
 */
export function useChat(env: ChatEnv): ChatView {
    const { state, actions } = env.services.seitech_chat;
    return { state: useState(state), actions };
}
