import { useState } from "@odoo/owl";

import type { LessonView } from "../../../engine/learning/lessons/lesson_view";
import type { ChatEnv } from "../../use_chat";

/** What the components about lessons find in OWL's environment. */
export interface LessonEnv extends ChatEnv {
    readonly services: ChatEnv["services"] & { readonly seitech_chat_lessons: LessonView };
}

/** @param env `this.env`, as for `useDesk`. */
export function useLessons(env: LessonEnv): LessonView {
    const { state, actions } = env.services.seitech_chat_lessons;
    return { state: useState(state), actions };
}
