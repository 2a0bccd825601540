import { toRaw, useState } from "@odoo/owl";

import type { ChatActions } from "../engine/chat_actions";
import type { Changes } from "../engine/chat_store";
import type { ChatState } from "../model/state";
import type { Platform } from "./platform";

/** What components see of the chat: state to read, actions to call, the place they run in. */
export interface ChatView {
    readonly state: ChatState;
    readonly changes: Changes;
    readonly actions: ChatActions;
    readonly platform: Platform;
}

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
    const { state, changes, actions, platform } = env.services.seitech_chat;
    return { state: useState(state), changes: useState(changes), actions, platform };
}

/**
 * The whole state for a component that reads nearly all of it: every change makes the component
 * render again, and none of its thousands of records is subscribed to by itself.
 */
export function bareState({ state, changes }: ChatView): ChatState {
    // Reading it is subscribing to it.
    return changes.count < 0 ? state : toRaw(state);
}
