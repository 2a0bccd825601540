import type { ChannelId } from "../model/ids";
import { nextToSend } from "../model/outbox";
import type { OutboxItem } from "../model/state";
import { retryDelay } from "./backoff";
import type { ChatContext } from "./chat_context";
import { expectApiError, toFailure } from "./failures";
import { fetchPreviews } from "./link_previews";
import type { OutboxKeeper } from "./outbox_keeper";
import type { ApiError, Timer } from "./ports";
import { messageEvents } from "./received";

/** How it stands with sending in one channel. */
interface Lane {
    isSending: boolean;
    failedAttempts: number;
    /** Set while waiting to try again. */
    timer: Timer | null;
    /** The server asked for this pause: coming back online does not cut it short. */
    isPauseAsked: boolean;
}

/**
 * Sends what is in the outbox: per channel one message at a time, in the order they were written,
 * so that they cannot overtake each other; of several tabs, one sends. Every attempt carries the
 * same client key, so however often a reply is lost, the server keeps one message.
 *
 * - No answer: the message stays pending, and so do those behind it; tried again after a pause,
 *   or at once when `retryNow` says that the server is back.
 * - Refused: the message has failed and waits for the person; the next one is sent.
 */
export class SendQueue {
    private readonly lanes = new Map<ChannelId, Lane>();
    private isStopped = false;

    constructor(
        private readonly context: ChatContext,
        private readonly keeper: OutboxKeeper,
    ) {}

    /** Sends what is pending in a channel, unless that is being done already. */
    send(channelId: ChannelId): void {
        const lane = this.laneOf(channelId);
        if (!this.isStopped && !lane.isSending && !lane.timer) {
            void this.takeTurn(channelId, lane);
        }
    }

    /** Sends what is pending in any channel. */
    sendAll(): void {
        for (const { channelId } of this.context.store.state.outbox.values()) {
            this.send(channelId);
        }
    }

    /** The server can be reached again: no use in waiting any longer. */
    retryNow(): void {
        for (const lane of this.lanes.values()) {
            if (!lane.isPauseAsked) {
                this.endPause(lane);
            }
        }
        this.sendAll();
    }

    stop(): void {
        this.isStopped = true;
        for (const lane of this.lanes.values()) {
            this.endPause(lane);
        }
    }

    /** Two tabs sending at once could overtake each other: they take turns. */
    private async takeTurn(channelId: ChannelId, lane: Lane): Promise<void> {
        if (!this.next(channelId)) {
            return;
        }
        const { locks, store } = this.context;
        lane.isSending = true;
        try {
            await locks.hold(`send-${store.state.self.id}-${channelId}`, async () => {
                await this.keeper.reconcile(channelId);
                await this.sendPending(channelId, lane);
            });
        } finally {
            lane.isSending = false;
        }
        // `retryNow` may have ended the pause before this run was over, and found it sending.
        if (!lane.timer && this.next(channelId)) {
            this.send(channelId);
        }
    }

    private async sendPending(channelId: ChannelId, lane: Lane): Promise<void> {
        let item = this.next(channelId);
        while (item && (await this.sendOne(item, lane))) {
            item = this.next(channelId);
        }
    }

    private next(channelId: ChannelId): OutboxItem | null {
        return this.isStopped ? null : nextToSend(this.context.store.state, channelId);
    }

    /** @returns Whether the next message may be sent right away. */
    private async sendOne(item: OutboxItem, lane: Lane): Promise<boolean> {
        const { api, store } = this.context;
        const { channelId, clientKey, content, parentId, attachments, extra } = item;
        await this.keeper.whenKept(clientKey);
        try {
            const outgoing = { channelId, clientKey, content, parentId, attachments, extra };
            const received = await api.send(outgoing);
            // A reply proves that the message is sent, whatever it looks like: should it not
            // settle the outbox by itself, it must not be sent for ever.
            store.dispatch(...messageEvents([received]), {
                kind: "messageDiscarded",
                clientKey,
            });
            lane.failedAttempts = 0;
            void fetchPreviews(this.context, received.message);
            return true;
        } catch (caught) {
            return this.handleFailure(item, lane, expectApiError(caught));
        }
    }

    private handleFailure(item: OutboxItem, lane: Lane, error: ApiError): boolean {
        if (error.kind === "refused") {
            this.refuse(item, error);
            lane.failedAttempts = 0;
            return true;
        }
        if (!this.context.store.state.outbox.has(item.clientKey)) {
            // Only the reply was lost: the bus has brought the message in the meantime.
            lane.failedAttempts = 0;
            return true;
        }
        this.pause(item.channelId, lane, error);
        return false;
    }

    private refuse({ clientKey }: OutboxItem, error: ApiError): void {
        const failure = toFailure(error);
        this.context.store.dispatch({ kind: "messageRefused", clientKey, failure });
        this.keeper.keep(clientKey);
    }

    private pause(channelId: ChannelId, lane: Lane, error: ApiError): void {
        if (this.isStopped) {
            return;
        }
        const { clock, keys } = this.context;
        lane.failedAttempts += 1;
        lane.isPauseAsked = error.retryAfter !== null;
        lane.timer = clock.after(retryDelay(lane.failedAttempts, keys.random(), error), () => {
            this.endPause(lane);
            this.send(channelId);
        });
    }

    private endPause(lane: Lane): void {
        lane.timer?.cancel();
        lane.timer = null;
        lane.isPauseAsked = false;
    }

    private laneOf(channelId: ChannelId): Lane {
        let lane = this.lanes.get(channelId);
        if (!lane) {
            lane = { isSending: false, failedAttempts: 0, timer: null, isPauseAsked: false };
            this.lanes.set(channelId, lane);
        }
        return lane;
    }
}
