import type { Message } from "../model/records";
import { unreadCap } from "../model/unread";
import { loadChannels, loadOtherChannels } from "./actions/load_channels";
import { loadUnsent } from "./actions/load_unsent";
import { loadOnScreen } from "./actions/open_channel";
import { retryDelay } from "./backoff";
import { catchUp } from "./catch_up";
import type { ChatContext } from "./chat_context";
import { toFailure } from "./failures";
import type { ApiError, Timer } from "./ports";
import { Ticker } from "./ticker";

/**
 * Odoo's bus worker waits 300 ms before it subscribes, and nobody tells when the server has done
 * so. What is sent after the catch-up and before the new subscription is heard of by neither;
 * a second look a little later finds it.
 */
const subscriptionDelay = 1_500;

/** What the rest of the chat wants to know of catching up. */
export interface SyncHooks {
    /**
     * After a round that the server answered.
     *
     * @param isBack It had not answered the one before.
     */
    onAnswered(isBack: boolean): void;
    /** After a round without an answer. */
    onFailed(): void;
    /** A message that was not known; not one of an older page. */
    onNewMessage(message: Message): void;
}

/**
 * Keeps the state equal to the server's, whatever the bus loses: the bus is a hint, the API is
 * the truth. Catches up when connecting, when something says it may have missed something, and
 * every half a minute while somebody is looking.
 *
 * One round at a time; whoever asks during a round gets another one after it.
 */
export class ChatSync {
    private isRunning = false;
    private isRequested = false;
    private isListStale = true;
    private isStopped = false;
    private failedAttempts = 0;
    private readonly ticker: Ticker;
    private retry: Timer | null = null;
    private readonly followUps = new Set<Timer>();

    constructor(
        private readonly context: ChatContext,
        private readonly hooks: SyncHooks,
    ) {
        this.ticker = new Ticker(context, () => this.request());
    }

    /** Does the first round and keeps doing one from time to time. */
    start(): void {
        this.ticker.start();
        this.request();
    }

    stop(): void {
        this.isStopped = true;
        this.ticker.stop();
        this.retry?.cancel();
        this.followUps.forEach((timer) => timer.cancel());
    }

    /** Catches up as soon as possible. */
    request(): void {
        this.retry?.cancel();
        this.isRequested = true;
        if (!this.isRunning && !this.isStopped) {
            void this.run();
        }
    }

    /** Catches up and loads the channel list again, as after a time of hearing nothing. */
    requestAll(): void {
        this.isListStale = true;
        this.request();
    }

    /** Something was read: at the cap nobody has told how much is left in what is not loaded. */
    recount(): void {
        const { nextCursor, unreadTold } = this.context.store.state.channelList;
        if (nextCursor !== null && unreadTold >= unreadCap) {
            this.request();
        }
    }

    /** Catches up, and subscribes again, because the person's channels have changed. */
    resubscribe(): void {
        this.subscribeAgain();
        this.request();
    }

    /** Subscribes again and looks a little later for what was sent in between. */
    subscribeAgain(): void {
        this.context.bus.resubscribe();
        const timer = this.context.clock.after(subscriptionDelay, () => {
            this.followUps.delete(timer);
            this.request();
        });
        this.followUps.add(timer);
    }

    /** Something that belongs into the list could not be loaded: with it, it comes later. */
    retryList(error: ApiError): void {
        this.isListStale = true;
        this.fail(error);
    }

    private async run(): Promise<void> {
        this.isRunning = true;
        try {
            while (this.isRequested && !this.isStopped) {
                this.isRequested = false;
                await this.round();
            }
        } finally {
            this.isRunning = false;
        }
    }

    private async round(): Promise<void> {
        const error = (await this.syncChannels()) ?? (await this.refreshList());
        if (error) {
            this.fail(error);
            return;
        }
        const isBack = this.context.store.state.syncFailure !== null;
        this.failedAttempts = 0;
        this.context.store.dispatch({ kind: "syncSucceeded" });
        this.hooks.onAnswered(isBack);
        await loadOnScreen(this.context);
        // In the background: nobody waits for the far end of a long list.
        void this.loadRest();
    }

    private async loadRest(): Promise<void> {
        const { channelList, connection } = this.context.store.state;
        // Without a bus, news of a channel comes only where its changes are asked for.
        if (channelList.isWholeWanted || connection === "polling") {
            await loadOtherChannels(this.context);
        }
        await loadUnsent(this.context);
    }

    /** Asks again soon if that can help; otherwise the next tick does. */
    private fail(error: ApiError): void {
        const { store, clock, keys } = this.context;
        store.dispatch({ kind: "syncFailed", failure: toFailure(error) });
        this.hooks.onFailed();
        this.retry?.cancel();
        if (error.kind === "unreachable" && !this.isStopped) {
            this.failedAttempts += 1;
            const delay = retryDelay(this.failedAttempts, keys.random(), error);
            this.retry = clock.after(delay, () => this.request());
        }
    }

    private async refreshList(): Promise<ApiError | null> {
        const { syncCursors, channelList } = this.context.store.state;
        // Where no changes are asked for, the first page tells: what is new puts a channel there.
        const isAsked = syncCursors.size > 0 && channelList.nextCursor === null;
        if (!this.isListStale && isAsked) {
            return null;
        }
        // Before the request: what makes it stale while it is under way makes it stale again.
        this.isListStale = false;
        const error = await loadChannels(this.context);
        this.isListStale ||= error !== null;
        return error;
    }

    private syncChannels(): Promise<ApiError | null> {
        return catchUp(this.context, {
            onNewMessage: (message) => this.hooks.onNewMessage(message),
            onMembershipsChanged: () => {
                this.isListStale = true;
                this.subscribeAgain();
            },
        });
    }
}
