import type { ChannelId, CourseId, UserId } from "../../model/ids";
import { raiseNotice } from "../attempt";
import type { ChatContext } from "../chat_context";
import { expectApiError } from "../failures";
import type { OpeningRequest } from "../ports";
import { fetchChannel } from "./fetch_channel";

/**
 * Opens a conversation of any kind; most kinds have one per person or course, which is found.
 *
 * @returns Its id; null if that failed, with a notice that tells why.
 */
export function startConversation(
    context: ChatContext,
    request: OpeningRequest,
): Promise<ChannelId | null> {
    return start(context, () => context.api.open(request));
}

/** Finds or makes the channel with one person; outcome as in `startConversation`. */
export function createDirect(context: ChatContext, userId: UserId): Promise<ChannelId | null> {
    return start(context, () => context.api.createDirect(userId));
}

/** Finds or makes the channel with an instructor; outcome as in `startConversation`. */
export function createStudentInstructor(
    context: ChatContext,
    instructorId: UserId,
    courseId: CourseId | null,
): Promise<ChannelId | null> {
    return start(context, () => context.api.createStudentInstructor(instructorId, courseId));
}

async function start(
    context: ChatContext,
    request: () => Promise<ChannelId>,
): Promise<ChannelId | null> {
    try {
        const channelId = await request();
        // The membership event says so too, but it may be lost.
        context.bus.resubscribe();
        const error = await fetchChannel(context, channelId);
        if (error) {
            raiseNotice(context, error);
        }
        return error ? null : channelId;
    } catch (caught) {
        raiseNotice(context, expectApiError(caught));
        return null;
    }
}
