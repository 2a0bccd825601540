import type { ChannelId, CourseId, MessageId, UserId } from "../model/ids";
import type { WantedMessage } from "../model/records";

/** Where a channel is shown: the chat's own page, a window above this page, or all over it. */
export type OpenMode = "sidebar" | "floating" | "fullscreen";

/** What other components of Odoo get from `useService("seitech_chat")` besides the chat itself. */
export interface ChatOpener {
    /** Opens the conversation with a person. */
    openDirect(userId: number, options?: OpenOptions): Promise<void>;
    /** Opens the conversation with an instructor, about a course if one is given. */
    openInstructor(instructorId: number, courseId?: number, options?: OpenOptions): Promise<void>;
    /** Opens the conversation of a signed-in person with the support team. */
    openSupport(options?: OpenOptions): Promise<void>;
    /** Opens the discussion of a course. */
    openCourse(courseId: number, options?: OpenOptions): Promise<void>;
    open(channelId: number, options?: OpenOptions): Promise<void>;
    /** Opens a conversation, floating, and goes to one of its messages. */
    openMessage(channelId: number, messageId: number): Promise<void>;
}

export interface OpenOptions {
    /** "floating" unless said otherwise; where the whole chat is on show, that one shows it. */
    readonly mode?: OpenMode;
}

type Request =
    | { readonly channelType: "student_support" }
    | { readonly channelType: "course"; readonly courseId: CourseId };

interface OpeningActions {
    createDirect(userId: UserId): Promise<ChannelId | null>;
    createStudentInstructor(
        instructorId: UserId,
        courseId: CourseId | null,
    ): Promise<ChannelId | null>;
    startConversation(request: Request): Promise<ChannelId | null>;
    openWindow(channelId: ChannelId): Promise<void>;
    openChannel(channelId: ChannelId): Promise<void>;
    setFullscreen(isFullscreen: boolean): void;
    wantMessage(wanted: WantedMessage): void;
}

/** Where the whole chat can be. */
export interface ChatPlaces {
    /** Whether the page that the person is on is the chat's own. */
    isOnPage(): boolean;
    /** Whether the chat lies above the page, all over it. */
    isFullscreen(): boolean;
    /** Goes to the chat's own page, with a channel open. */
    openPage(channelId: ChannelId): void;
}

/**
 * @returns Ways into the chat; a conversation that may not be opened opens nothing, and the chat
 *   tells the person why.
 */
export function chatOpener(actions: OpeningActions, places: ChatPlaces): ChatOpener {
    const showOnPage = async (channelId: ChannelId): Promise<void> => {
        if (places.isFullscreen()) {
            actions.setFullscreen(false);
        }
        if (places.isOnPage()) {
            await actions.openChannel(channelId);
        } else {
            places.openPage(channelId);
        }
    };
    const show = async (channelId: ChannelId, mode: OpenMode): Promise<void> => {
        if (mode === "sidebar") {
            await showOnPage(channelId);
        } else if (mode === "fullscreen") {
            actions.setFullscreen(true);
            await actions.openChannel(channelId);
        } else if (places.isOnPage() || places.isFullscreen()) {
            // Nothing floats above the whole chat: what is asked for is shown in it.
            await actions.openChannel(channelId);
        } else {
            await actions.openWindow(channelId);
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
    const open: ChatOpener["open"] = (channelId, options) =>
        show(channelId as ChannelId, options?.mode ?? "floating");
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
        openSupport: (options) =>
            showFound(actions.startConversation({ channelType: "student_support" }), options),
        openCourse: (courseId, options) =>
            showFound(
                actions.startConversation({
                    channelType: "course",
                    courseId: courseId as CourseId,
                }),
                options,
            ),
        open,
        openMessage: (channelId, messageId) => {
            actions.wantMessage({
                channelId: channelId as ChannelId,
                messageId: messageId as MessageId,
            });
            return open(channelId);
        },
    };
}
