import type { ChannelId, CourseId, UserId } from "../model/ids";

/** Where a channel is shown: the chat's own page, a window above this page, or all over it. */
export type OpenMode = "sidebar" | "floating" | "fullscreen";

/** What other components of Odoo get from `useService("seitech_chat")` besides the chat itself. */
export interface ChatOpener {
    /** Opens the conversation with a person. */
    openDirect(userId: number, options?: OpenOptions): Promise<void>;
    /** Opens the conversation with an instructor, about a course if one is given. */
    openInstructor(instructorId: number, courseId?: number, options?: OpenOptions): Promise<void>;
    open(channelId: number, options?: OpenOptions): Promise<void>;
}

export interface OpenOptions {
    /** "floating" unless said otherwise. */
    readonly mode?: OpenMode;
}

interface OpeningActions {
    createDirect(userId: UserId): Promise<ChannelId | null>;
    createStudentInstructor(
        instructorId: UserId,
        courseId: CourseId | null,
    ): Promise<ChannelId | null>;
    openWindow(channelId: ChannelId): Promise<void>;
    openChannel(channelId: ChannelId): Promise<void>;
    setFullscreen(isFullscreen: boolean): void;
}

/**
 * @param openPage Goes to the chat's own page, with a channel open.
 * @returns Ways into the chat; a conversation that may not be opened opens nothing, and the chat
 *   tells the person why.
 */
export function chatOpener(
    actions: OpeningActions,
    openPage: (channelId: ChannelId) => void,
): ChatOpener {
    const show = async (channelId: ChannelId, mode: OpenMode): Promise<void> => {
        if (mode === "sidebar") {
            openPage(channelId);
        } else if (mode === "floating") {
            await actions.openWindow(channelId);
        } else {
            actions.setFullscreen(true);
            await actions.openChannel(channelId);
        }
    };
    const showFound = async (
        found: Promise<ChannelId | null>,
        options: OpenOptions | undefined,
    ): Promise<void> => {
        const channelId = await found;
        if (channelId !== null) {
            await show(channelId, options?.mode ?? "floating");
        }
    };
    return {
        openDirect: (userId, options) => showFound(actions.createDirect(userId as UserId), options),
        openInstructor: (instructorId, courseId, options) =>
            showFound(
                actions.createStudentInstructor(
                    instructorId as UserId,
                    (courseId ?? null) as CourseId | null,
                ),
                options,
            ),
        open: (channelId, options) => show(channelId as ChannelId, options?.mode ?? "floating"),
    };
}
