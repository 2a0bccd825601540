import { isMuted, preferences } from "../model/channels";
import type { MessageId } from "../model/ids";
import { readMark } from "../model/members";
import { wordsOf } from "../model/message_text";
import { isOwnMessage, mentionsPerson } from "../model/messages";
import type { Message } from "../model/records";
import { isOnScreen } from "../model/stage";
import { fetchChannel } from "./actions/fetch_channel";
import type { ChatContext } from "./chat_context";
import type { Timer } from "./ports";

/**
 * Somebody may be looking at the message in another tab, which says so within moments; and the
 * edit that follows a slip of the finger is shown right away.
 */
const reconsiderDelay = 500;
/** Characters of a message that a notification shows. */
const bodyLength = 200;

/**
 * Tells the person about messages outside of the page: those of others, in channels they want to
 * hear of, that they are not looking at. Of several tabs, one tells.
 */
export class MessageNotifier {
    private readonly timers = new Set<Timer>();

    /** @param onClick Called with the message whose notification was clicked. */
    constructor(
        private readonly context: ChatContext,
        private readonly onClick: (message: Message) => void,
    ) {}

    /** Takes note of a message that was not known before. */
    consider(message: Message): void {
        if (!this.isWanted(message)) {
            return;
        }
        if (this.isLookedAt(message)) {
            // So that no other tab tells of it.
            void this.claim(message.id);
            return;
        }
        const timer = this.context.clock.after(reconsiderDelay, () => {
            this.timers.delete(timer);
            void this.tell(message.id);
        });
        this.timers.add(timer);
    }

    stop(): void {
        this.timers.forEach((timer) => timer.cancel());
        this.timers.clear();
    }

    private isWanted(message: Message): boolean {
        const { state } = this.context.store;
        const { id, channelId, type, deleted } = message;
        const mark = readMark(state, channelId, state.self.id) ?? 0;
        if (deleted || type === "system" || isOwnMessage(state, message) || id <= mark) {
            return false;
        }
        if (isMuted(state, channelId, this.context.clock.now())) {
            return false;
        }
        const level = preferences(state, channelId).notificationLevel;
        return level === "all" || (level === "mentions" && mentionsPerson(message, state.self.id));
    }

    private isLookedAt({ channelId }: Message): boolean {
        const { attention, store } = this.context;
        return attention.isAttentive() && isOnScreen(store.state, channelId);
    }

    private async tell(messageId: MessageId): Promise<void> {
        const { store, notifier } = this.context;
        await this.learnOfChannel(messageId);
        const message = store.state.messages.get(messageId);
        if (!message || !this.isWanted(message) || !(await this.claim(messageId))) {
            return;
        }
        if (this.isLookedAt(message) || store.state.isQuiet) {
            return;
        }
        if (store.state.isSoundOn) {
            notifier.playSound();
        }
        if (store.state.notificationConsent === "granted") {
            this.show(message);
        }
    }

    /** Only who knows what the person wants to hear of a channel can tell. */
    private async learnOfChannel(messageId: MessageId): Promise<void> {
        const { state } = this.context.store;
        const channelId = state.messages.get(messageId)?.channelId;
        if (channelId !== undefined && !state.channels.has(channelId)) {
            await fetchChannel(this.context, channelId);
        }
    }

    private show(message: Message): void {
        const { store, notifier } = this.context;
        const channelName = store.state.channels.get(message.channelId)?.name;
        const { name, imageUrl } = message.author;
        const isNamed = channelName !== undefined && channelName !== name;
        notifier.show(
            {
                title: isNamed ? `${name} · ${channelName}` : name,
                body: bodyOf(message),
                iconUrl: imageUrl,
                tag: `seitech-chat-${message.channelId}`,
            },
            () => this.onClick(message),
        );
    }

    private claim(messageId: MessageId): Promise<boolean> {
        return this.context.locks.claim(`message-${messageId}`);
    }
}

function bodyOf({ html, attachments }: Message): string {
    return (wordsOf(html) || attachments.map(({ name }) => name).join(", ")).slice(0, bodyLength);
}
