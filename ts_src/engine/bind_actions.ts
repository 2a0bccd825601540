import { acceptFiles } from "./actions/accept_files";
import * as channel from "./actions/change_channel";
import * as stage from "./actions/change_stage";
import { closeChannel } from "./actions/close_channel";
import * as directory from "./actions/directory";
import { discardMessage } from "./actions/discard_message";
import { dismissNotice } from "./actions/dismiss_notice";
import { editMessage } from "./actions/edit_message";
import { fetchChannel } from "./actions/fetch_channel";
import { findChannels } from "./actions/find_channels";
import { loadChannels, loadWholeList } from "./actions/load_channels";
import * as history from "./actions/load_history";
import { loadMembers, loadMoreMembers, suggestMembers } from "./actions/load_members";
import { loadPins } from "./actions/load_pins";
import * as thread from "./actions/load_thread";
import { markChannelRead, markChannelUnread } from "./actions/mark_channel";
import { markRead } from "./actions/mark_read";
import { markUnread } from "./actions/mark_unread";
import { noteCopied } from "./actions/note_copied";
import * as notifications from "./actions/notification_settings";
import { openChannel } from "./actions/open_channel";
import { pinMessage } from "./actions/pin_message";
import { removeLinkPreview } from "./actions/remove_link_preview";
import { renewAddresses } from "./actions/renew_addresses";
import { retryMessage } from "./actions/retry_message";
import { saveDraft } from "./actions/save_draft";
import * as search from "./actions/search_messages";
import { sendMessage, sendReply } from "./actions/send_message";
import * as conversation from "./actions/start_conversation";
import { toggleReaction } from "./actions/toggle_reaction";
import type { ChatActions } from "./chat_actions";
import type { ChatContext } from "./chat_context";
import type { ChatParts } from "./chat_parts";

/** @returns The use cases, each with what it works with. */
export function bindActions(context: ChatContext, parts: ChatParts): ChatActions {
    return {
        ...listActions(context),
        ...openingActions(context, parts),
        ...historyActions(context),
        ...writingActions(context, parts),
        ...messageActions(context, parts),
        ...channelActions(context, parts),
        ...screenActions(context),
    };
}

function listActions(context: ChatContext) {
    return {
        loadChannels: async () => void (await loadChannels(context)),
        loadWholeList: () => loadWholeList(context),
        findChannels: (query) => findChannels(context, query),
    } satisfies Partial<ChatActions>;
}

/** Who comes to a channel anew reads it again, whatever they have made unread before. */
function openingActions(context: ChatContext, { readMarker }: ChatParts) {
    return {
        openChannel: (channelId) => {
            readMarker.release(channelId);
            return openChannel(context, channelId);
        },
        closeChannel: () => closeChannel(context),
        openWindow: (channelId) => {
            readMarker.release(channelId);
            return stage.openWindow(context, channelId);
        },
        closeWindow: (channelId) => stage.closeWindow(context, channelId),
        minimiseWindow: (channelId, isMinimised) => {
            readMarker.release(channelId);
            stage.minimiseWindow(context, channelId, isMinimised);
        },
        setFullscreen: (isFullscreen) => stage.setFullscreen(context, isFullscreen),
        wantMessage: (wanted) => context.store.dispatch({ kind: "messageWanted", wanted }),
        createDirect: (userId) => conversation.createDirect(context, userId),
        createStudentInstructor: (instructorId, courseId) =>
            conversation.createStudentInstructor(context, instructorId, courseId),
        startConversation: (request) => conversation.startConversation(context, request),
        loadOpenings: () => directory.loadOpenings(context),
        findPeople: (channelType, query) => directory.findPeople(context, channelType, query),
        findTopics: (channelType, query) => directory.findTopics(context, channelType, query),
    } satisfies Partial<ChatActions>;
}

function historyActions(context: ChatContext) {
    return {
        loadNewest: (channelId) => history.loadNewest(context, channelId),
        loadOlder: (channelId) => history.loadOlder(context, channelId),
        loadNewer: (channelId) => history.loadNewer(context, channelId),
        loadAround: (channelId, messageId) => history.loadAround(context, channelId, messageId),
        returnToNewest: (channelId) => history.returnToNewest(context, channelId),
        openThread: (parentId) => thread.openThread(context, parentId),
        loadOlderReplies: (parentId) => thread.loadOlderReplies(context, parentId),
        loadPins: (channelId) => loadPins(context, channelId),
        renewPermissions: async (channelId) => void (await fetchChannel(context, channelId)),
        searchMessages: (query, channelId) => search.searchMessages(context, query, channelId),
        loadMoreFound: () => search.loadMoreFound(context),
        closeSearch: () => search.closeSearch(context),
    } satisfies Partial<ChatActions>;
}

function writingActions(context: ChatContext, parts: ChatParts) {
    const { uploader, typing } = parts;
    return {
        saveDraft: (channelId, draft) => saveDraft(context, channelId, draft),
        noteTyping: (channelId) => typing.note(channelId),
        addFile: (channelId, file) => uploader.add(channelId, file),
        retryUpload: (uploadId) => uploader.retry(uploadId),
        cancelUpload: (uploadId) => uploader.cancel(uploadId),
        addMessageExtras: (source) => parts.extras.add(source),
        sendMessage: (channelId, content) => sendMessage(context, parts, channelId, content),
        sendReply: (parentId, content) => sendReply(context, parts, parentId, content),
        retryMessage: (clientKey) => retryMessage(context, parts, clientKey),
        discardMessage: (clientKey) => discardMessage(context, clientKey),
    } satisfies Partial<ChatActions>;
}

function messageActions(context: ChatContext, { deleter, readMarker }: ChatParts) {
    return {
        editMessage: (messageId, content) => editMessage(context, messageId, content),
        deleteMessage: (messageId) => deleter.plan(messageId),
        undoDelete: () => deleter.undo(),
        pinMessage: (messageId, pinned) => pinMessage(context, messageId, pinned),
        acceptFiles: (messageId) => acceptFiles(context, messageId),
        toggleReaction: (messageId, emoji) => toggleReaction(context, messageId, emoji),
        removeLinkPreview: (messageId, url) => removeLinkPreview(context, messageId, url),
        renewAddresses: (messageId, address) => renewAddresses(context, messageId, address),
        markRead: (channelId) => markRead(context, readMarker, channelId),
        markUnread: (messageId) => markUnread(context, readMarker, messageId),
        markChannelRead: (channelId) => markChannelRead(context, readMarker, channelId),
        markChannelUnread: (channelId) => markChannelUnread(context, readMarker, channelId),
    } satisfies Partial<ChatActions>;
}

function channelActions(context: ChatContext, { presence }: ChatParts) {
    return {
        setPreferences: (channelId, change) => channel.setPreferences(context, channelId, change),
        renameChannel: (channelId, name) => channel.renameChannel(context, channelId, name),
        changeState: (channelId, change) => channel.changeState(context, channelId, change),
        joinChannel: (channelId) => channel.joinChannel(context, channelId),
        leaveChannel: (channelId) => channel.leaveChannel(context, channelId),
        loadMembers: (channelId, query) => loadMembers(context, channelId, query),
        suggestMembers: (channelId, query) => suggestMembers(context, channelId, query),
        loadMoreMembers: (channelId) => loadMoreMembers(context, channelId),
        addMembers: (channelId, userIds) => channel.addMembers(context, channelId, userIds),
        removeMember: (channelId, userId) => channel.removeMember(context, channelId, userId),
        setRole: (channelId, userId, role) => channel.setRole(context, channelId, userId, role),
        watchPresence: (channelIds) => presence.watch(channelIds),
    } satisfies Partial<ChatActions>;
}

function screenActions(context: ChatContext) {
    return {
        askForNotifications: () => notifications.askForNotifications(context),
        switchNotifications: (isOn) => notifications.switchNotifications(context, isOn),
        switchSound: (isOn) => notifications.switchSound(context, isOn),
        setQuiet: (isQuiet) => context.store.dispatch({ kind: "quietChanged", isQuiet }),
        ignorePeople: (userIds) => context.store.dispatch({ kind: "ignoredChanged", userIds }),
        noteCopied: (isCopied) => noteCopied(context, isCopied),
        dismissNotice: () => dismissNotice(context),
    } satisfies Partial<ChatActions>;
}
