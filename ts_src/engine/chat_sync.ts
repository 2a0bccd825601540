import type { PassingEvent, ServerEvent } from "../model/events";
import type { ChannelId, Rev } from "../model/ids";
import type { Member, Message } from "../model/records";
import { isOnScreen } from "../model/stage";
import { fetchChannel } from "./actions/fetch_channel";
import { loadChannels, loadOtherChannels } from "./actions/load_channels";
import { loadOnScreen } from "./actions/open_channel";
import { reloadChannel, whatIsLoaded } from "./actions/reload_channel";
import { retryDelay } from "./backoff";
import type { ChatContext } from "./chat_context";
import { expectApiError, isGone, toFailure } from "./failures";
import type { ApiError, ChannelChanges, SyncResult, Timer } from "./ports";
import { changesEvents, snapshotEvents } from "./received";

/** The server takes this many cursors in one call. */
const cursorsPerCall = 100;
const interval = 30_000;
const intervalSpread = 5_000;
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
    /** A message that was not known, by bus or by catching up; not one of an older page. */
    onNewMessage(message: Message): void;
    /** Somebody has begun or stopped typing. */
    onTyping(): void;
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
    private ticker: Timer | null = null;
    private retry: Timer | null = null;
    private readonly followUps = new Set<Timer>();

    constructor(
        private readonly context: ChatContext,
        private readonly hooks: SyncHooks,
    ) {}

    /** Does the first round and keeps doing one from time to time. */
    start(): void {
        this.scheduleTick();
        this.request();
    }

    stop(): void {
        this.isStopped = true;
        this.ticker?.cancel();
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

    /** Subscribes again, because the person's channels have changed, and catches up. */
    resubscribe(): void {
        this.context.bus.resubscribe();
        this.request();
        this.followUp();
    }

    /** Takes in a bus notification, and asks for what it shows to be missing. */
    receive(event: ServerEvent | PassingEvent): void {
        switch (event.kind) {
            case "typingChanged":
                return this.receiveTyping(event);
            case "presenceChanged":
            case "typingExpired":
                return this.context.store.dispatch(event);
            default:
                return this.receiveLasting(event);
        }
    }

    private receiveTyping(event: Extract<PassingEvent, { kind: "typingChanged" }>): void {
        const { store } = this.context;
        if (store.state.channels.has(event.channelId)) {
            store.dispatch(event);
            this.hooks.onTyping();
        }
    }

    private receiveLasting(event: ServerEvent): void {
        const { store } = this.context;
        const channelId = channelOf(event);
        const isKnown = store.state.channels.has(channelId);
        const wasActive = this.isActiveHere(channelId);
        const isNews =
            event.kind === "messageChanged" && !store.state.messages.has(event.message.id);
        store.dispatch(event);
        if (isNews) {
            this.hooks.onNewMessage(event.message);
        }
        if (event.kind === "memberChanged" && event.member.userId === store.state.self.id) {
            this.handleOwnMembership(event.member, isKnown && wasActive);
        } else if (!isKnown) {
            void this.fetchUnknown(channelId);
        }
    }

    private handleOwnMembership(member: Member, wasIn: boolean): void {
        if (!member.active) {
            // A support agent may still see it as one: let the server say whether it is gone.
            this.request();
        } else if (!wasIn) {
            this.context.bus.resubscribe();
            this.followUp();
            void this.fetchUnknown(member.channelId);
        }
    }

    /** @returns False only if this person is known to have left the channel. */
    private isActiveHere(channelId: ChannelId): boolean {
        const { members, self } = this.context.store.state;
        return members.get(channelId)?.get(self.id)?.active ?? true;
    }

    private async fetchUnknown(channelId: ChannelId): Promise<void> {
        const error = await fetchChannel(this.context, channelId);
        if (error && !isGone(error)) {
            this.isListStale = true;
            this.fail(error);
        }
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
        void loadOtherChannels(this.context);
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
        // Without any channel there is no cursor to ask with, so the list has to tell.
        if (!this.isListStale && this.context.store.state.syncCursors.size > 0) {
            return null;
        }
        // Before the request: what makes it stale while it is under way makes it stale again.
        this.isListStale = false;
        const error = await loadChannels(this.context);
        this.isListStale ||= error !== null;
        return error;
    }

    private async syncChannels(): Promise<ApiError | null> {
        const cursors = [...this.context.store.state.syncCursors];
        for (let start = 0; start < cursors.length; start += cursorsPerCall) {
            const part = new Map(cursors.slice(start, start + cursorsPerCall));
            const error = await this.syncSome(part);
            if (error) {
                return error;
            }
        }
        return null;
    }

    private async syncSome(cursors: ReadonlyMap<ChannelId, Rev>): Promise<ApiError | null> {
        let result: SyncResult;
        try {
            result = await this.context.api.sync(cursors);
        } catch (caught) {
            return expectApiError(caught);
        }
        for (const changes of result.channels) {
            await this.takeChanges(changes, cursors);
        }
        result.gone.forEach((channelId) => this.loseChannel(channelId));
        this.noticeMemberships(result.membershipsRev);
        return null;
    }

    private async takeChanges(
        changes: ChannelChanges,
        cursors: ReadonlyMap<ChannelId, Rev>,
    ): Promise<void> {
        const { channelId } = changes.snapshot.summary;
        const sinceRev = cursors.get(channelId);
        if (changes.reset) {
            await this.startAgain(changes);
        } else if (sinceRev !== undefined) {
            const { store } = this.context;
            const received = changes.messages.map(({ message }) => message);
            const news = received.filter(({ id }) => !store.state.messages.has(id));
            store.dispatch(...changesEvents(changes), {
                kind: "channelSynced",
                channelId,
                sinceRev,
                syncRev: changes.syncRev,
            });
            news.forEach((message) => this.hooks.onNewMessage(message));
        }
    }

    /** Too far behind: whatever was loaded of the channel is loaded anew. */
    private async startAgain({ snapshot, syncRev }: ChannelChanges): Promise<void> {
        const { store } = this.context;
        const { channelId } = snapshot.summary;
        const loaded = whatIsLoaded(this.context, channelId);
        store.dispatch({ kind: "channelReset", channelId, syncRev }, ...snapshotEvents(snapshot));
        await reloadChannel(this.context, channelId, loaded);
    }

    private loseChannel(channelId: ChannelId): void {
        const { store } = this.context;
        if (isOnScreen(store.state, channelId)) {
            const message = "This conversation is no longer available.";
            const notice = { code: "channel_gone", message, undo: null };
            store.dispatch({ kind: "noticeRaised", notice });
        }
        store.dispatch({ kind: "channelGone", channelId });
    }

    /** Joined or left a channel without having heard of it: the bus has to be told as well. */
    private noticeMemberships(membershipsRev: Rev | null): void {
        const { isLoaded, membershipsRev: known } = this.context.store.state.channelList;
        if (isLoaded && membershipsRev !== known) {
            this.isListStale = true;
            this.context.bus.resubscribe();
            this.followUp();
        }
    }

    private followUp(): void {
        const timer = this.context.clock.after(subscriptionDelay, () => {
            this.followUps.delete(timer);
            this.request();
        });
        this.followUps.add(timer);
    }

    private scheduleTick(): void {
        const { clock, keys, attention, store } = this.context;
        const delay = interval + intervalSpread * (2 * keys.random() - 1);
        this.ticker = clock.after(delay, () => {
            // Without real-time a page nobody looks at can still tell of new messages.
            if (attention.isVisible() || store.state.connection === "polling") {
                this.request();
            }
            this.scheduleTick();
        });
    }
}

function channelOf(event: ServerEvent): ChannelId {
    switch (event.kind) {
        case "channelChanged":
            return event.channel.id;
        case "channelRecordChanged":
            return event.record.id;
        case "summaryChanged":
            return event.summary.channelId;
        case "memberChanged":
            return event.member.channelId;
        case "messageChanged":
            return event.message.channelId;
        case "preferencesChanged":
        case "reactionChanged":
        case "readMarked":
            return event.channelId;
    }
}
