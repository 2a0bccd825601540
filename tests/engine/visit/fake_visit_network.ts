import { ApiError, type LocalFile, type UploadSignal } from "../../../ts_src/engine/ports";
import type { VisitApi } from "../../../ts_src/engine/visit/ports/api";
import type {
    VisitBus,
    VisitBusHandlers,
    VisitNotification,
} from "../../../ts_src/engine/visit/ports/bus";
import type { VisitAccess } from "../../../ts_src/engine/visit/ports/records";
import type { ChannelId, ClientKey } from "../../../ts_src/model/ids";
import { type Faults, noFaults } from "../../helpers/fake_network";
import type { ManualClock } from "../../helpers/manual_clock";
import type { FakeVisitServer } from "./fake_visit_server";

/** Between one server and the tabs of its visitors: delays, drops, repeats and reorders. */
export class FakeVisitNetwork {
    faults: Faults = noFaults;
    private readonly lines: FakeVisitLine[] = [];

    constructor(
        readonly server: FakeVisitServer,
        readonly clock: ManualClock,
        readonly random: () => number = () => 0,
    ) {
        server.onNotification = (channelId, notification) =>
            this.lines.forEach((line) => line.hear(channelId, notification));
    }

    connect(): FakeVisitLine {
        const line = new FakeVisitLine(this);
        this.lines.push(line);
        return line;
    }
}

/** One tab's way to the server. */
export class FakeVisitLine {
    /** Every request that reached the server, by the name of the method. */
    readonly requests: string[] = [];
    /** What was told when a conversation was opened, or asked for. */
    readonly told: unknown[] = [];
    /** Set to answer requests with an error instead of asking the server. */
    answer: ((method: string) => ApiError | null) | null = null;
    /** The server does what it is asked, and nobody hears so. */
    losesReplies = false;
    /** No websocket gets through. */
    private isBusUp = true;
    private isUp = true;
    /** Milliseconds that an upload takes. */
    uploadTime = 0;
    followed: string | null = null;
    resubscribed = 0;
    private handlers: VisitBusHandlers | null = null;
    private onServerTime: (offset: number) => void = () => {};

    constructor(private readonly network: FakeVisitNetwork) {}

    readonly api: VisitApi = {
        fetchAvailability: (zone, language) => {
            this.told.push(`${zone} ${language}`);
            return this.request("availability", (it) => it.availability);
        },
        open: (text, opening, captchaToken) => {
            const shown = captchaToken === null ? {} : { captchaToken };
            this.told.push({ ...opening, clientKey: text.clientKey, text: text.text, ...shown });
            return this.request("open", (it) => it.open(text));
        },
        send: (access, text) => this.request("send", (it) => it.send(access, text)),
        upload: (access, key, file, onProgress, signal) =>
            this.upload(access, key, file, onProgress, signal),
        fetchMessages: (access, beforeId) =>
            this.request("messages", (it) => it.page(access, beforeId)),
        poll: (access, lastId) => this.request("poll", (it) => it.poll(access, lastId)),
        tellTyping: (_access, isTyping) =>
            this.request(isTyping ? "typing" : "silent", () => undefined),
        markRead: (access, messageId) => this.request("read", (it) => it.read(access, messageId)),
        close: (access) => this.request("close", (it) => it.close(access)),
        rate: (access, rating, feedback) => {
            this.told.push(feedback);
            return this.request("rate", (it) => it.rate(access, rating));
        },
        mailTranscript: (access) => this.request("transcript", (it) => it.transcript(access)),
        resume: (ticket, clientKey) => this.request("resume", (it) => it.resume(ticket, clientKey)),
        mailLink: (ticket) => this.request("mailLink", (it) => it.mailLink(ticket)),
        bind: (access) => this.request("bind", (it) => it.bind(access)),
        onServerTime: (run) => void (this.onServerTime = run),
    };

    readonly bus: VisitBus = {
        start: (handlers) => void (this.handlers = handlers),
        follow: (token) => {
            this.followed = token;
            this.goOnline();
        },
        resubscribe: () => void (this.resubscribed += 1),
        stop: () => {
            this.handlers = null;
            this.followed = null;
        },
    };

    /** As the server would tell it. */
    notify(channelId: ChannelId, notification: VisitNotification): void {
        this.handlers?.onNotification(channelId, notification);
    }

    askToResubscribe(): void {
        this.handlers?.onResubscribe();
    }

    tellTime(offset: number): void {
        this.onServerTime(offset);
    }

    setBus(isUp: boolean): void {
        this.isBusUp = isUp;
        this.tellStatus();
    }

    goDown(): void {
        this.isUp = false;
        this.tellStatus();
    }

    goUp(): void {
        this.isUp = true;
        this.tellStatus();
    }

    hear(channelId: ChannelId, notification: VisitNotification): void {
        const { faults, random } = this.network;
        if (this.listensTo(channelId) && random() >= faults.busLoss) {
            this.deliver(channelId, notification);
            if (random() < faults.busRepeat) {
                this.deliver(channelId, notification);
            }
        }
    }

    private listensTo(channelId: ChannelId): boolean {
        const { followed, isUp, isBusUp } = this;
        return (
            isUp &&
            isBusUp &&
            followed !== null &&
            this.network.server.hears(followed) === channelId
        );
    }

    private deliver(channelId: ChannelId, notification: VisitNotification): void {
        const { clock, faults, random } = this.network;
        clock.after(random() * faults.maxDelay, () => this.notify(channelId, notification));
    }

    private goOnline(): void {
        if (this.followed !== null) {
            this.network.clock.after(0, () => this.tellStatus());
        }
    }

    private tellStatus(): void {
        if (this.followed !== null) {
            this.handlers?.onStatus(this.isUp && this.isBusUp ? "online" : "connecting");
        }
    }

    private async upload(
        access: VisitAccess,
        clientKey: ClientKey,
        file: LocalFile,
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ) {
        for (let part = 1; part <= 4 && this.uploadTime > 0 && !signal.aborted; part += 1) {
            await this.network.clock.wait(this.uploadTime / 4);
            onProgress(part / 4);
        }
        if (signal.aborted) {
            throw new ApiError("refused", "The upload was stopped.", "cancelled");
        }
        return this.request("upload", (it) => it.send(access, { clientKey, text: file.name }));
    }

    private async request<Result>(
        name: string,
        run: (server: FakeVisitServer) => Result,
    ): Promise<Result> {
        const { faults, random, server } = this.network;
        await this.travel();
        if (random() < faults.requestLoss) {
            throw unreachable();
        }
        this.requests.push(name);
        const error = this.answer?.(name);
        if (error) {
            throw error;
        }
        const result = run(server);
        await this.travel();
        if (this.losesReplies || random() < faults.replyLoss) {
            throw unreachable();
        }
        return result;
    }

    private async travel(): Promise<void> {
        const { clock, faults, random } = this.network;
        if (faults.maxDelay > 0) {
            await clock.wait(random() * faults.maxDelay);
        }
        if (!this.isUp) {
            throw unreachable();
        }
    }
}

export function unreachable(retryAfter: number | null = null): ApiError {
    return new ApiError("unreachable", "The server cannot be reached.", "unreachable", retryAfter);
}
