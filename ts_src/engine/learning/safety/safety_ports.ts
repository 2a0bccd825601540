import type { ChannelId, MessageId, Timestamp, UserId } from "../../../model/ids";

export const reportReasons = [
    "bullying",
    "harassment",
    "sexual",
    "violence",
    "worry",
    "spam",
    "other",
] as const;
export type ReportReason = (typeof reportReasons)[number];

/** What somebody is told about a measure that concerns them. */
export interface SafetyNotice {
    readonly id: number;
    /** A warning stays until it is confirmed, a mute until it ends. */
    readonly kind: "warning" | "mute";
    /** Empty where nothing was said with it. */
    readonly text: string;
    /** Null for all conversations. */
    readonly channelId: ChannelId | null;
    readonly until: Timestamp | null;
}

export interface SafetyNews {
    readonly notices: readonly SafetyNotice[];
    /** Whom this person has blocked. */
    readonly blocked: readonly UserId[];
}

/** What is asked of the server. Everything rejects with an `ApiError`. */
export interface SafetyApi {
    fetchNews(): Promise<SafetyNews>;
    acknowledge(noticeId: number): Promise<SafetyNews>;
    report(messageId: MessageId, reason: ReportReason, comment: string): Promise<void>;
    block(userId: UserId, isBlocked: boolean): Promise<void>;
}

export interface SafetyBus {
    /** @param run Called when there is something new to ask for. */
    onNews(run: () => void): void;
    /** @param run Called when something may have been missed. */
    onReconnect(run: () => void): void;
}
