/** What reporting and blocking ask, answered by hand. */
import type { MakeReactive } from "../../ts_src/engine/chat_store";
import type { SafetyParts } from "../../ts_src/engine/learning/safety/safety";
import type {
    SafetyApi,
    SafetyNews,
    SafetyNotice,
} from "../../ts_src/engine/learning/safety/safety_ports";

export const warning: SafetyNotice = {
    id: 61,
    kind: "warning",
    text: "Be kind to each other.",
    channelId: null,
    until: null,
};

export class FakeSafety {
    news: SafetyNews = { notices: [], blocked: [] };
    /** Set to be asked for news instead of `news`. */
    fetch: (() => Promise<SafetyNews>) | null = null;
    /** What everything is refused with. */
    error: Error | null = null;
    permissionsAsked = 0;
    ignored: SafetyNews["blocked"] = [];
    readonly called: unknown[][] = [];
    tellNews: () => void = () => undefined;
    tellReconnect: () => void = () => undefined;

    parts(reactive: MakeReactive = (state) => state): SafetyParts {
        return {
            api: this.api,
            bus: {
                onNews: (run: () => void) => void (this.tellNews = run),
                onReconnect: (run: () => void) => void (this.tellReconnect = run),
            },
            reactive,
            askPermissions: () => void (this.permissionsAsked += 1),
            ignorePeople: (userIds) => void (this.ignored = userIds),
        };
    }

    async settle(): Promise<void> {
        for (let turn = 0; turn < 5; turn++) {
            await Promise.resolve();
        }
    }

    private readonly api: SafetyApi = {
        fetchNews: () => this.fetch?.() ?? this.answer("fetchNews"),
        acknowledge: (...values) => this.answer("acknowledge", ...values),
        report: async (...values) => void (await this.answer("report", ...values)),
        block: async (...values) => void (await this.answer("block", ...values)),
    };

    private async answer(...call: unknown[]): Promise<SafetyNews> {
        this.called.push(call);
        if (this.error) {
            throw this.error;
        }
        return this.news;
    }
}
