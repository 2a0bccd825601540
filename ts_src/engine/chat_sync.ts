import type { ServerEvent } from "../model/events";
import type { ChannelId, Rev } from "../model/ids";
import type { Member } from "../model/records";
import { timelineWindow } from "../model/timeline";
import { fetchChannel } from "./actions/fetch_channel";
import { loadChannels } from "./actions/load_channels";
import { loadNewest } from "./actions/load_history";
import { loadOpenChannel } from "./actions/open_channel";
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

    /**
     * @param onAnswered Called after a round that the server answered; `isBack` says that it had
     *   not answered the one before.
     */
    constructor(
        private readonly context: ChatContext,
        private readonly onAnswered: (isBack: boolean) => void,
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
    receive(event: ServerEvent): void {
        const { store } = this.context;
        const channelId = channelOf(event);
        const isKnown = store.state.channels.has(channelId);
        const wasActive = this.isActiveHere(channelId);
        store.dispatch(event);
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
        this.onAnswered(isBack);
        await loadOpenChannel(this.context);
    }

    /** Asks again soon if that can help; otherwise the next tick does. */
    private fail(error: ApiError): void {
        const { store, clock, keys } = this.context;
        store.dispatch({ kind: "syncFailed", failure: toFailure(error) });
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
            this.context.store.dispatch(...changesEvents(changes), {
                kind: "channelSynced",
                channelId,
                sinceRev,
                syncRev: changes.syncRev,
            });
        }
    }

    /** Too far behind: whatever was loaded of the channel is loaded anew. */
    private async startAgain({ snapshot, syncRev }: ChannelChanges): Promise<void> {
        const { store } = this.context;
        const { channelId } = snapshot.summary;
        const wasLoaded = timelineWindow(store.state, channelId).isLoaded;
        const hadDetails = store.state.sendPermissions.has(channelId);
        store.dispatch({ kind: "channelReset", channelId, syncRev }, ...snapshotEvents(snapshot));
        await Promise.all([
            wasLoaded ? loadNewest(this.context, channelId) : null,
            hadDetails ? fetchChannel(this.context, channelId) : null,
        ]);
    }

    private loseChannel(channelId: ChannelId): void {
        const { store } = this.context;
        if (store.state.openChannelId === channelId) {
            const message = "This conversation is no longer available.";
            store.dispatch({ kind: "noticeRaised", notice: { code: "channel_gone", message } });
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
        const { clock, keys, attention } = this.context;
        const delay = interval + intervalSpread * (2 * keys.random() - 1);
        this.ticker = clock.after(delay, () => {
            if (attention.isVisible()) {
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
        case "summaryChanged":
            return event.summary.channelId;
        case "memberChanged":
            return event.member.channelId;
        case "messageChanged":
            return event.message.channelId;
        case "readMarked":
            return event.channelId;
    }
}
