import type { ChannelId, Timestamp, UserId } from "../../../model/ids";

/** When somebody who teaches usually answers. */
export interface ReplyHours {
    readonly userId: UserId;
    readonly isOpen: boolean;
    readonly nextOpening: Timestamp | null;
    /** For people, by their own clock and in their language. */
    readonly sentence: string;
}

/** When somebody does not want to be disturbed, as the server keeps it. */
export interface QuietHours {
    readonly isOn: boolean;
    /** Minutes after midnight. An end that is not later is one on the next day. */
    readonly from: number;
    readonly to: number;
    /** On which days they begin; Monday is 0. */
    readonly days: readonly number[];
}

/** What the server tells about office hours and quiet hours. */
export interface HoursApi {
    /**
     * @returns Those of the others in a conversation between a student and an instructor.
     * @throws {ApiError}
     */
    fetchReplyHours(channelId: ChannelId): Promise<readonly ReplyHours[]>;
    /**
     * @returns This person's own.
     * @throws {ApiError}
     */
    fetchQuietHours(): Promise<QuietHours>;
}
