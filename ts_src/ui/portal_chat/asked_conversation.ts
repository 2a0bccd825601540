import type { ChatActions } from "../../engine/chat_actions";
import type { CourseId, UserId } from "../../model/ids";
import { numberIn } from "../messenger/query_address";

type Openings = Pick<ChatActions, "startConversation" | "createStudentInstructor" | "openChannel">;

const NAMES = ["course", "instructor", "about"] as const;

/**
 * Opens what the page's address asks for by something else than a conversation: the discussion of a
 * course (`?course=…`), or the conversation with an instructor (`?instructor=…`), mostly about a
 * course (`&about=…`). Once it is open, the address names the conversation instead.
 */
export async function openAsked(actions: Openings): Promise<void> {
    const url = new URL(window.location.href);
    const [course, instructor, about] = NAMES.map((name) => numberIn(url.searchParams, name));
    const found = course
        ? actions.startConversation({ channelType: "course", courseId: course as CourseId })
        : instructor &&
          actions.createStudentInstructor(instructor as UserId, (about ?? null) as CourseId | null);
    const channelId = await found;
    if (channelId) {
        NAMES.forEach((name) => url.searchParams.delete(name));
        window.history.replaceState({}, "", url);
        await actions.openChannel(channelId);
    }
}
