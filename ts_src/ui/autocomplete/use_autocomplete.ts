import { onWillUnmount, useState } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { EmojiMemory } from "../emoji_picker/emoji_memory";
import type { TextField } from "../message_input/text_field";
import type { EmojiData } from "../platform";
import { attempt } from "../registries/action_registry";
import { completions } from "../registries/completions";
import type { ChatView } from "../use_chat";
import { suggestEmoji, type Suggestion, suggestPeople } from "./suggestions";
import { findTrigger, type Trigger } from "./trigger";

/** Names are looked for once the typing pauses, milliseconds. */
const PAUSE = 200;

/** What the component renders again for. */
interface Offer {
    trigger: Trigger | null;
    activeIndex: number;
    isEmojiLoaded: boolean;
}

/** Offers to complete what is being typed in a field. */
export class Autocomplete {
    /** Where an offer was declined: none is made there again. */
    private declinedAt: number | null = null;
    private emoji: EmojiData | null = null;
    private timer: ReturnType<typeof setTimeout> | undefined;

    /** @param offer Reactive, for the component that shows it. */
    constructor(
        private readonly chat: ChatView,
        private readonly channelId: ChannelId,
        private readonly field: TextField,
        private readonly offer: Offer,
    ) {}

    get activeIndex(): number {
        return this.offer.activeIndex;
    }

    get suggestions(): readonly Suggestion[] {
        const { trigger, isEmojiLoaded } = this.offer;
        const { state } = this.chat;
        if (trigger?.kind === "mention") {
            return suggestPeople(state, this.channelId, trigger.query);
        }
        if (!trigger) {
            return [];
        }
        const completed = this.completed(trigger.query);
        return trigger.kind === "emoji" && isEmojiLoaded && this.emoji
            ? [
                  ...completed,
                  ...suggestEmoji(this.emoji, trigger.query, new EmojiMemory(state.self.id).tone),
              ]
            : completed;
    }

    /** Looks at what stands before the cursor. */
    update(): void {
        const trigger = this.findTrigger();
        if (trigger?.start !== this.declinedAt) {
            this.declinedAt = null;
        }
        const before = this.offer.trigger;
        if (trigger?.end === before?.end && trigger?.query === before?.query) {
            return;
        }
        this.offer.trigger = this.declinedAt === null ? trigger : null;
        this.offer.activeIndex = 0;
        this.lookUp();
    }

    close(): void {
        this.offer.trigger = null;
        clearTimeout(this.timer);
    }

    /** @returns Whether the key was meant for the suggestions. */
    handleKey(key: string): boolean {
        const { length } = this.suggestions;
        if (length === 0) {
            return false;
        }
        switch (key) {
            case "ArrowDown":
                this.offer.activeIndex = (this.activeIndex + 1) % length;
                return true;
            case "ArrowUp":
                this.offer.activeIndex = (this.activeIndex + length - 1) % length;
                return true;
            case "Enter":
            case "Tab":
                this.pick(this.activeIndex);
                return true;
            case "Escape":
                this.declinedAt = this.offer.trigger?.start ?? null;
                this.close();
                return true;
            default:
                return false;
        }
    }

    pick(index: number): void {
        const suggestion = this.suggestions[index];
        const { trigger } = this.offer;
        this.close();
        if (trigger && suggestion) {
            this.field.replace(trigger.start, trigger.end, suggestion.text);
        }
    }

    private completed(query: string): readonly Suggestion[] {
        const { chat, channelId } = this;
        return completions
            .entries()
            .flatMap(([, item]) =>
                attempt(item, () => item.suggest(query, { chat, channelId }), []),
            );
    }

    private findTrigger(): Trigger | null {
        const { element } = this.field;
        return element && element.selectionStart === element.selectionEnd
            ? findTrigger(element.value, element.selectionStart)
            : null;
    }

    private lookUp(): void {
        clearTimeout(this.timer);
        const { trigger } = this.offer;
        if (trigger?.kind === "mention") {
            this.timer = setTimeout(() => void this.findPeople(trigger.query.trim()), PAUSE);
        } else if (trigger?.kind === "emoji" && !this.emoji) {
            void this.loadEmoji();
        }
    }

    /** The people of a large channel are known page by page only: the others are looked for. */
    private async findPeople(query: string): Promise<void> {
        const { state, actions } = this.chat;
        if (!state.memberLists.get(this.channelId)?.isLoaded) {
            await actions.loadMembers(this.channelId, "");
        }
        if (query !== "" && state.memberLists.get(this.channelId)?.nextCursor) {
            await actions.suggestMembers(this.channelId, query);
        }
    }

    private async loadEmoji(): Promise<void> {
        try {
            this.emoji = await this.chat.platform.loadEmoji();
            this.offer.isEmojiLoaded = true;
        } catch {
            // What was typed stays as it is; the next shortcode tries again.
        }
    }
}

/** Gives the component under construction an `Autocomplete` that it renders again for. */
export function useAutocomplete(
    chat: ChatView,
    channelId: ChannelId,
    field: TextField,
): Autocomplete {
    const offer = useState<Offer>({ trigger: null, activeIndex: 0, isEmojiLoaded: false });
    const autocomplete = new Autocomplete(chat, channelId, field, offer);
    onWillUnmount(() => autocomplete.close());
    return autocomplete;
}
