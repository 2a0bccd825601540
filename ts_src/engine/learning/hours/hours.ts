import type { ChannelId, Timestamp } from "../../../model/ids";
import type { MakeReactive } from "../../chat_store";
import type { HoursApi, ReplyHours } from "./hours_ports";

export interface HoursState {
    readonly byChannel: ReadonlyMap<ChannelId, readonly ReplyHours[]>;
}

export interface HoursActions {
    /** Finds out when an answer can be expected in a conversation, unless it just has. */
    learn(channelId: ChannelId): Promise<void>;
}

/** What components find as the service `seitech_chat_hours`. */
export interface HoursView {
    readonly state: HoursState;
    readonly actions: HoursActions;
}

interface Parts {
    readonly api: HoursApi;
    readonly reactive: MakeReactive;
    readonly now: () => Timestamp;
}

/** “Tomorrow” does not stay true for long. */
const freshFor = 10 * 60_000;

/** Office hours: when students can expect an answer. */
export function createHours({ api, reactive, now }: Parts): HoursView {
    const byChannel = new Map<ChannelId, readonly ReplyHours[]>();
    const state: HoursState = reactive({ byChannel });
    const askedAt = new Map<ChannelId, Timestamp>();
    return {
        state,
        actions: {
            async learn(channelId) {
                const before = askedAt.get(channelId);
                if (before !== undefined && now() - before < freshFor) {
                    return;
                }
                askedAt.set(channelId, now());
                try {
                    const found = await api.fetchReplyHours(channelId);
                    (state.byChannel as Map<ChannelId, typeof found>).set(channelId, found);
                } catch {
                    // It is only a hint: the next time the conversation is shown, it is asked again.
                    askedAt.delete(channelId);
                }
            },
        },
    };
}
