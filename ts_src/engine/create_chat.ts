import type { ChannelId, ClientKey, UserId } from "../model/ids";
import type { CurrentUser } from "../model/records";
import type { ChatState } from "../model/state";
import { closeChannel } from "./actions/close_channel";
import { createDirect } from "./actions/create_direct";
import { discardMessage } from "./actions/discard_message";
import { dismissNotice } from "./actions/dismiss_notice";
import { loadChannels, loadMoreChannels } from "./actions/load_channels";
import { loadNewest, loadOlder } from "./actions/load_history";
import { markPostponed, markRead } from "./actions/mark_read";
import { openChannel } from "./actions/open_channel";
import { retryMessage } from "./actions/retry_message";
import { sendMessage, type SendOutcome } from "./actions/send_message";
import type { ChatContext } from "./chat_context";
import { ChatStore, type MakeReactive } from "./chat_store";
import { ChatSync } from "./chat_sync";
import type { BusHandlers, ChatPorts } from "./ports";
import { ReadMarker } from "./read_marker";
import { SendQueue } from "./send_queue";
import { SingleFlight } from "./single_flight";

export interface ChatOptions extends ChatPorts {
    readonly self: CurrentUser;
    readonly reactive: MakeReactive;
}

/**
 * Everything a person can do in the chat. No action throws or rejects: what goes wrong becomes
 * state. A promise only tells when it is over.
 */
export interface ChatActions {
    /** Loads the first page of the channel list (again). */
    loadChannels(): Promise<void>;
    /** Loads the next page of the channel list, if there is one. */
    loadMoreChannels(): Promise<void>;
    /** Opens a channel: loads its newest messages if they are not there. */
    openChannel(channelId: ChannelId): Promise<void>;
    closeChannel(): void;
    /** Loads the newest messages again after that has failed. */
    loadNewest(channelId: ChannelId): Promise<void>;
    /** Loads the page of messages before the oldest one on show, if there is one. */
    loadOlder(channelId: ChannelId): Promise<void>;
    /** Queues a message; the composer may be emptied when the outcome is accepted. */
    sendMessage(channelId: ChannelId, content: string): SendOutcome;
    /** Tries a failed message again. */
    retryMessage(clientKey: ClientKey): void;
    /** @returns The text of the failed message, to be put back; null if there is none such. */
    discardMessage(clientKey: ClientKey): string | null;
    /** Tells that everything in the channel was seen. Waits for the page to be visible. */
    markRead(channelId: ChannelId): void;
    /** @returns The channel with that person, or null (`state.notice` then tells why). */
    createDirect(userId: UserId): Promise<ChannelId | null>;
    dismissNotice(): void;
}

export interface Chat {
    readonly state: ChatState;
    readonly actions: ChatActions;
    /** Connects and loads the channel list. */
    start(): void;
    /** Disconnects; nothing happens any more. */
    stop(): void;
}

/** Puts the parts of a chat together. Nothing happens before `start`. */
export function createChat(options: ChatOptions): Chat {
    const { self, reactive, ...ports } = options;
    const store = new ChatStore(self, reactive);
    const context: ChatContext = { ...ports, store, flights: new SingleFlight() };
    const sendQueue = new SendQueue(context);
    const readMarker = new ReadMarker(context);
    const catchUpSending = () => {
        sendQueue.retryNow();
        readMarker.flush();
    };
    const chatSync = new ChatSync(context, (isBack) =>
        isBack ? catchUpSending() : readMarker.flush(),
    );

    const start = () => {
        options.bus.start(busHandlers(store, chatSync, catchUpSending));
        options.attention.onWake(() => {
            catchUpSending();
            markPostponed(context, readMarker);
            chatSync.request();
        });
        chatSync.start();
    };
    const stop = () => {
        options.bus.stop();
        chatSync.stop();
        sendQueue.stop();
        store.close();
    };
    const actions = bindActions(context, sendQueue, readMarker);
    return { state: store.state, actions, start, stop };
}

function busHandlers(
    store: ChatStore,
    chatSync: ChatSync,
    catchUpSending: () => void,
): BusHandlers {
    let wasOnline = false;
    const handleOnline = () => {
        catchUpSending();
        if (wasOnline) {
            chatSync.requestAll();
        } else {
            // The first round loads the list anyway: it only has to be caught up with.
            chatSync.request();
        }
        wasOnline = true;
    };
    return {
        onEvent: (event) => chatSync.receive(event),
        onResubscribe: () => chatSync.resubscribe(),
        onStatus: (status) => {
            store.dispatch({ kind: "connectionChanged", status });
            if (status === "online") {
                handleOnline();
            }
        },
    };
}

function bindActions(
    context: ChatContext,
    sendQueue: SendQueue,
    readMarker: ReadMarker,
): ChatActions {
    return {
        loadChannels: async () => void (await loadChannels(context)),
        loadMoreChannels: async () => void (await loadMoreChannels(context)),
        openChannel: (channelId) => openChannel(context, channelId),
        closeChannel: () => closeChannel(context),
        loadNewest: (channelId) => loadNewest(context, channelId),
        loadOlder: (channelId) => loadOlder(context, channelId),
        sendMessage: (channelId, content) => sendMessage(context, sendQueue, channelId, content),
        retryMessage: (clientKey) => retryMessage(context, sendQueue, clientKey),
        discardMessage: (clientKey) => discardMessage(context, clientKey),
        markRead: (channelId) => markRead(context, readMarker, channelId),
        createDirect: (userId) => createDirect(context, userId),
        dismissNotice: () => dismissNotice(context),
    };
}
