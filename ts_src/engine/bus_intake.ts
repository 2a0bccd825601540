import type { PassingEvent, ServerEvent } from "../model/events";
import type { ChannelId, Rev } from "../model/ids";
import type { Member, Message } from "../model/records";
import { unreadFrom } from "../model/unread_marks";
import { fetchChannel } from "./actions/fetch_channel";
import type { ChatContext } from "./chat_context";
import type { ChatSync } from "./chat_sync";
import { isGone } from "./failures";
import { LeftChannels, revOf } from "./left_channels";

type ReadMarked = Extract<ServerEvent, { kind: "readMarked" }>;

/** What the rest of the chat wants to know of the notifications. */
export interface IntakeHooks {
    /** A message that was not known. */
    onNewMessage(message: Message): void;
    /** Somebody has begun or stopped typing. */
    onTyping(): void;
}

/** Takes in what the bus brings, and asks for what it shows to be missing. */
export class BusIntake {
    private readonly left = new LeftChannels();

    constructor(
        private readonly context: ChatContext,
        private readonly sync: ChatSync,
        private readonly hooks: IntakeHooks,
    ) {}

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
        if (!isKnown && this.left.isRepeated(channelId, event)) {
            return;
        }
        if (isNews) {
            this.hooks.onNewMessage(event.message);
        }
        if (event.kind === "memberChanged" && event.member.userId === store.state.self.id) {
            this.handleOwnMembership(event.member, isKnown && wasActive);
        } else if (!isKnown) {
            void this.fetchUnknown(channelId, revOf(event));
        } else if (event.kind === "readMarked") {
            this.handleRead(event);
        }
    }

    private handleOwnMembership(member: Member, wasIn: boolean): void {
        if (!member.active) {
            this.left.note(member.channelId, member.rev);
            // A support agent may still see it as one: let the server say whether it is gone.
            this.sync.request();
        } else if (!wasIn) {
            this.sync.subscribeAgain();
            void this.fetchUnknown(member.channelId, member.rev);
        } else if (member.rev > this.toldRev(member.channelId)) {
            // They may have made something unread elsewhere: only a summary tells.
            this.sync.request();
        }
    }

    /** Was it before or after this person made it unread that they read it? A summary knows. */
    private handleRead({ channelId, userId, messageId }: ReadMarked): void {
        const { state } = this.context.store;
        const fromId = userId === state.self.id ? unreadFrom(state, channelId) : null;
        if (fromId !== null && messageId >= fromId) {
            this.sync.request();
        }
    }

    private toldRev(channelId: ChannelId): number {
        return this.context.store.state.summaries.get(channelId)?.syncRev ?? 0;
    }

    /** @returns False only if this person is known to have left the channel. */
    private isActiveHere(channelId: ChannelId): boolean {
        const { members, self } = this.context.store.state;
        return members.get(channelId)?.get(self.id)?.active ?? true;
    }

    private async fetchUnknown(channelId: ChannelId, heardOf: Rev | null): Promise<void> {
        const error = await fetchChannel(this.context, channelId);
        if (!error && this.context.store.state.channelList.nextCursor !== null) {
            // It was counted together with the others that are not loaded: what counts now?
            this.sync.request();
        }
        if (error && isGone(error) && heardOf !== null) {
            this.left.note(channelId, heardOf);
        } else if (error && !isGone(error)) {
            this.sync.retryList(error);
        }
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
