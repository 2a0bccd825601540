import type { ChannelId, ClientKey, CourseId, MessageId, UploadId, UserId } from "../model/ids";
import type { ChannelPreferences, ChannelType, MemberRole, WantedMessage } from "../model/records";
import type { Draft } from "../model/state";
import type { SendOutcome } from "./actions/send_message";
import type { ExtraSource } from "./message_extras";
import type { LocalFile, OpeningRequest } from "./ports";

/**
 * Everything a person can do in the chat. No action throws or rejects: what goes wrong becomes
 * state, a `notice` where it belongs nowhere else. A promise only tells when it is over.
 */
export interface ChatActions {
    // The list of channels

    /** Loads the first page of the channel list (again). */
    loadChannels(): Promise<void>;
    /** Loads the other pages as well, and from now on whatever joins the list. */
    loadWholeList(): Promise<void>;
    /** Brings in the channels that the server finds by name, course or person. */
    findChannels(search: string): Promise<void>;

    // Opening

    /** Opens a channel in the page: loads its newest messages if they are not there. */
    openChannel(channelId: ChannelId): Promise<void>;
    closeChannel(): void;
    /** Opens a floating window, or brings back a minimised one. */
    openWindow(channelId: ChannelId): Promise<void>;
    closeWindow(channelId: ChannelId): void;
    minimiseWindow(channelId: ChannelId, isMinimised: boolean): void;
    /** Shows the whole chat above the page, or puts it away. */
    setFullscreen(isFullscreen: boolean): void;
    /** Has a conversation go to one of its messages, now or once it is shown; null: no more. */
    wantMessage(wanted: WantedMessage | null): void;
    /** @returns The channel, or null (`state.notice` then tells why). */
    createDirect(userId: UserId): Promise<ChannelId | null>;
    /** @returns The channel, or null (`state.notice` then tells why). */
    createStudentInstructor(
        instructorId: UserId,
        courseId: CourseId | null,
    ): Promise<ChannelId | null>;
    /** @returns The channel, or null (`state.notice` then tells why). */
    startConversation(request: OpeningRequest): Promise<ChannelId | null>;
    /** Loads what this person may open, into `state.directory`. */
    loadOpenings(): Promise<void>;
    /** Looks for people to write to, into `state.directory`. */
    findPeople(channelType: ChannelType, search: string): Promise<void>;
    /** Looks for courses or study groups to open the conversation of, into `state.directory`. */
    findTopics(channelType: ChannelType, search: string): Promise<void>;

    // History

    /** Loads the newest messages again after that has failed. */
    loadNewest(channelId: ChannelId): Promise<void>;
    /** Loads the page of messages before the oldest one on show, if there is one. */
    loadOlder(channelId: ChannelId): Promise<void>;
    /** Loads the page of messages after the newest one on show, if the window ends before it. */
    loadNewer(channelId: ChannelId): Promise<void>;
    /** Moves the window of a channel to where a message is, if it is not on show. */
    loadAround(channelId: ChannelId, messageId: MessageId): Promise<void>;
    /** Moves the window back to the newest messages. */
    returnToNewest(channelId: ChannelId): Promise<void>;
    /** Loads the newest replies to a message. */
    openThread(parentId: MessageId): Promise<void>;
    loadOlderReplies(parentId: MessageId): Promise<void>;
    loadPins(channelId: ChannelId): Promise<void>;
    /** Asks again what this person may do in a channel. */
    renewPermissions(channelId: ChannelId): Promise<void>;
    searchMessages(query: string, channelId: ChannelId | null): Promise<void>;
    loadMoreFound(): Promise<void>;
    closeSearch(): void;

    // Writing

    /** Keeps what somebody has begun to write; the other tabs take it over. */
    saveDraft(channelId: ChannelId, draft: Partial<Draft>): void;
    /** Tells the others that this person is typing; call it with each change of the text. */
    noteTyping(channelId: ChannelId): void;
    /** Starts to upload a file for the channel's next message. */
    addFile(channelId: ChannelId, file: LocalFile): void;
    retryUpload(uploadId: UploadId): void;
    /** Stops an upload, or takes a failed one away. */
    cancelUpload(uploadId: UploadId): void;
    /**
     * Queues the channel's draft: text, answered message, files. When the outcome is accepted,
     * the draft is empty.
     *
     * @param content The text as the composer has it now.
     */
    sendMessage(channelId: ChannelId, content: string): SendOutcome;
    /** Asks a source, for each message that is sent, what goes with it. @returns Ends that. */
    addMessageExtras(source: ExtraSource): () => void;
    /** Queues a message in a thread, apart from the channel's draft. */
    sendReply(parentId: MessageId, content: string): SendOutcome;
    /** Tries a failed message again. */
    retryMessage(clientKey: ClientKey): void;
    /** @returns The text of the failed message, to be put back; null if there is none such. */
    discardMessage(clientKey: ClientKey): string | null;

    // Messages

    /** @returns Whether the server took it; if not, `state.notice` tells why. */
    editMessage(messageId: MessageId, content: string): Promise<boolean>;
    /** Hides a message at once and deletes it a few seconds later, unless it is brought back. */
    deleteMessage(messageId: MessageId): void;
    undoDelete(): void;
    pinMessage(messageId: MessageId, pinned: boolean): Promise<void>;
    /** Lets everybody in the channel have the files of a message that are held. */
    acceptFiles(messageId: MessageId): Promise<void>;
    /** Puts an emoji of this person on a message, or takes it back if it is there. */
    toggleReaction(messageId: MessageId, emoji: string): Promise<void>;
    removeLinkPreview(messageId: MessageId, url: string): Promise<void>;
    /** Fetches a message again because an address of a file or picture in it has expired. */
    renewAddresses(messageId: MessageId, address: string): Promise<void>;
    /** Tells that everything in the channel was seen. Waits for the page to be visible. */
    markRead(channelId: ChannelId): void;
    /** Makes a message and what follows it unread again. */
    markUnread(messageId: MessageId): Promise<void>;
    /** Marks everything in a channel as read without looking at it. */
    markChannelRead(channelId: ChannelId): void;
    /** Makes the newest message of the others in a channel unread again. */
    markChannelUnread(channelId: ChannelId): Promise<void>;

    // The channel

    setPreferences(channelId: ChannelId, change: Partial<ChannelPreferences>): Promise<void>;
    renameChannel(channelId: ChannelId, name: string): Promise<boolean>;
    changeState(channelId: ChannelId, change: "close" | "reopen" | "archive"): Promise<void>;
    joinChannel(channelId: ChannelId): Promise<void>;
    leaveChannel(channelId: ChannelId): Promise<void>;
    /** Loads people of a channel into `state.members`: the first page, or those found. */
    loadMembers(channelId: ChannelId, search: string): Promise<void>;
    /** Like `loadMembers`, for suggestions while somebody writes: nothing tells that it failed. */
    suggestMembers(channelId: ChannelId, search: string): Promise<void>;
    loadMoreMembers(channelId: ChannelId): Promise<void>;
    addMembers(channelId: ChannelId, userIds: readonly UserId[]): Promise<boolean>;
    removeMember(channelId: ChannelId, userId: UserId): Promise<void>;
    setRole(channelId: ChannelId, userId: UserId, role: MemberRole): Promise<void>;
    /** Finds out whether the other persons of these channels are there, and goes on watching. */
    watchPresence(channelIds: readonly ChannelId[]): Promise<void>;

    // This screen

    /** Has the browser ask for desktop notifications. Only from within a click. */
    askForNotifications(): Promise<void>;
    /** The person's own switch for desktop notifications. */
    switchNotifications(isOn: boolean): void;
    switchSound(isOn: boolean): void;
    /** Whether from now on nothing is to be heard or shown outside of the chat. */
    setQuiet(isQuiet: boolean): void;
    /** Of whom this person is not to be told that they are typing. */
    ignorePeople(userIds: readonly UserId[]): void;
    /** Tells whether something is in the clipboard now. */
    noteCopied(isCopied: boolean): void;
    dismissNotice(): void;
}
