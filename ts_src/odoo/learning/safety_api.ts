import type {
    ReportReason,
    SafetyApi,
    SafetyBus,
    SafetyNews,
    SafetyNotice,
} from "../../engine/learning/safety/safety_ports";
import type { ChannelId, MessageId, UserId } from "../../model/ids";
import { BusLink, type BusService } from "../bus_link";
import { HttpClient, type HttpOptions } from "../http_client";
import { WireReader } from "../wire_reader";
import type { WireBlocked, WireNotice, WireNoticesReply } from "./wire_safety";

/** Reporting and blocking, over HTTP. */
export class HttpSafetyApi implements SafetyApi {
    private readonly client: HttpClient;

    constructor(options: HttpOptions = {}) {
        this.client = new HttpClient(options);
    }

    fetchNews(): Promise<SafetyNews> {
        return this.client.post("notices", {}, decodeSafetyNews);
    }

    acknowledge(noticeId: number): Promise<SafetyNews> {
        return this.client.post("notices/acknowledge", { notice_id: noticeId }, decodeSafetyNews);
    }

    report(messageId: MessageId, reason: ReportReason, comment: string): Promise<void> {
        const said = comment.trim();
        const body = { message_id: messageId, reason, ...(said === "" ? {} : { comment: said }) };
        return this.client.post("report", body, () => undefined);
    }

    block(userId: UserId, isBlocked: boolean): Promise<void> {
        return this.client.post("block", { user_id: userId, blocked: isBlocked }, () => undefined);
    }
}

export function decodeSafetyNews(value: unknown): SafetyNews {
    const wire = new WireReader<WireNoticesReply>(value, "");
    return { notices: wire.list("notices", notice), blocked: wire.list("blocked", blockedId) };
}

function notice(value: unknown, path: string): SafetyNotice {
    const wire = new WireReader<WireNotice>(value, path);
    return {
        id: wire.natural("id"),
        kind: wire.string("kind") === "warning" ? "warning" : "mute",
        text: wire.string("text"),
        channelId: wire.naturalOrNull("channel_id") as ChannelId | null,
        until: wire.timeOrNull("until"),
    };
}

function blockedId(value: unknown, path: string): UserId {
    return new WireReader<WireBlocked>(value, path).natural("user_id") as UserId;
}

/** Odoo's worker has its websocket back: something may have been missed. */
const reconnectEvents = ["BUS:CONNECT", "BUS:RECONNECT"];

/** Hints over Odoo's bus that there is something to ask for. */
export function safetyBus(service: BusService): SafetyBus {
    const link = new BusLink(service);
    return {
        onNews: (run) => link.subscribe("seitech.chat/notices", String, run),
        onReconnect: (run) => reconnectEvents.forEach((name) => link.listen(name, run)),
    };
}
