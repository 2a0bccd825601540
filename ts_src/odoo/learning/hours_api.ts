import type { HoursApi, QuietHours, ReplyHours } from "../../engine/learning/hours/hours_ports";
import type { ChannelId, UserId } from "../../model/ids";
import { HttpClient, type HttpOptions } from "../http_client";
import { WireReader } from "../wire_reader";

/** The answer of `POST reply-hours`. */
export interface WireReplyHoursReply {
    people: WireReplyHours[];
}

export interface WireReplyHours {
    user_id: number;
    is_open: boolean;
    next_opening: string | null;
    sentence: string;
}

/** The answer of `POST preferences/own`, as far as it is about quiet hours. */
interface WirePreferencesReply {
    preferences: WireQuietHours;
}

interface WireQuietHours {
    quiet: boolean;
    quiet_from: string;
    quiet_to: string;
    quiet_days: number[];
}

/** Office hours over HTTP, by the clock of this browser; and one's own quiet hours. */
export class HttpHoursApi implements HoursApi {
    private readonly client: HttpClient;

    constructor(options: HttpOptions = {}) {
        this.client = new HttpClient(options);
    }

    fetchReplyHours(channelId: ChannelId): Promise<readonly ReplyHours[]> {
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        const body = { channel_id: channelId, time_zone: timeZone };
        return this.client.post("reply-hours", body, decodeReplyHours);
    }

    fetchQuietHours(): Promise<QuietHours> {
        return this.client.post("preferences/own", {}, decodeQuietHours);
    }
}

export function decodeReplyHours(value: unknown): readonly ReplyHours[] {
    return new WireReader<WireReplyHoursReply>(value, "").list("people", replyHours);
}

function replyHours(value: unknown, path: string): ReplyHours {
    const wire = new WireReader<WireReplyHours>(value, path);
    return {
        userId: wire.natural("user_id") as UserId,
        isOpen: wire.boolean("is_open"),
        nextOpening: wire.timeOrNull("next_opening"),
        sentence: wire.string("sentence"),
    };
}

export function decodeQuietHours(value: unknown): QuietHours {
    return new WireReader<WirePreferencesReply>(value, "").child("preferences", (own, path) => {
        const wire = new WireReader<WireQuietHours>(own, path);
        return {
            isOn: wire.boolean("quiet"),
            from: minutesOf(wire.string("quiet_from")),
            to: minutesOf(wire.string("quiet_to")),
            days: wire.naturals("quiet_days"),
        };
    });
}

/** @returns Minutes after midnight of a time like `22:30`. */
function minutesOf(time: string): number {
    const [hours, minutes] = time.split(":").map(Number);
    return (hours ?? 0) * 60 + (minutes ?? 0);
}
