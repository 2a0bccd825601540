/** A desk made by hand: what it is told stands in its state, what it is asked to do is noted. */
import { type ComponentConstructor, reactive } from "@odoo/owl";

import type { DeskActions, DeskView } from "../../../ts_src/engine/desk/desk_actions";
import type {
    Agent,
    DeskState,
    Note,
    Queue,
    QueueName,
    Support,
    SupportPerson,
} from "../../../ts_src/model/desk/desk_state";
import type { ChannelId } from "../../../ts_src/model/ids";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { mount, settle } from "../../helpers/browser_page";
import { channelId, noon, rev, userId } from "../../helpers/builders";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Called = readonly [name: string, ...values: unknown[]];

const empty: Queue = { channelIds: [], isLoaded: true, isLoading: false, nextCursor: null };

export const ada: Agent = {
    userId: userId(11),
    name: "Ines Instructor",
    state: "online",
    isAvailable: true,
    load: 1,
};

export function makeSupport(changes: Partial<Support> = {}): Support {
    return {
        id: 31,
        rev: rev(1),
        channelId: channelId(1),
        stage: "waiting",
        name: "Support Chat #1",
        type: "public_support",
        visitorName: "Vera",
        waitingSince: noon,
        assignedAt: null,
        firstResponseAt: null,
        resolvedAt: null,
        language: "fr",
        page: "https://www.example.com/shop?a=1",
        referrer: "https://search.example.com/",
        subject: "Payment",
        agent: null,
        team: null,
        isMissed: false,
        isSpam: false,
        tags: [],
        mayAttach: false,
        ...changes,
    };
}

export function makeNote(changes: Partial<Note> = {}): Note {
    return {
        id: 41,
        rev: rev(2),
        clientKey: null,
        channelId: channelId(1),
        afterMessageId: null,
        html: "<p>Paid <strong>twice</strong></p>",
        authorId: userId(15),
        authorName: "Abel Agent",
        authorImageUrl: null,
        createdAt: noon,
        ...changes,
    };
}

export const person: SupportPerson = {
    name: "Vera Visitor",
    email: "vera@example.com",
    blockedUntil: null,
    earlier: [],
    courses: [],
};

export class FakeDesk implements DeskView {
    readonly state: Writable<DeskState> = reactive({
        setup: {
            me: ada,
            agents: [
                ada,
                {
                    userId: userId(15),
                    name: "Abel Agent",
                    state: "away",
                    isAvailable: false,
                    load: 0,
                },
                {
                    userId: userId(16),
                    name: "Alma Agent",
                    state: "online",
                    isAvailable: true,
                    load: 4,
                },
            ],
            teams: [{ id: 61, name: "Accounting" }],
            tags: [
                { id: 51, name: "Refund", color: 3 },
                { id: 52, name: "Login", color: 4 },
            ],
            isManager: false,
            cannedResponses: [
                { id: 71, source: "hi", substitution: "Hello, how can I help?" },
                { id: 72, source: "thanks", substitution: "Thank you for waiting." },
            ],
        },
        supports: new Map<ChannelId, Support>(),
        queues: { waiting: empty, mine: empty, assigned: empty, closed: empty },
        counts: { waiting: 0, mine: 0, assigned: 0 },
        notes: new Map<ChannelId, readonly Note[]>(),
        persons: new Map<ChannelId, SupportPerson>(),
        noteDrafts: new Map<ChannelId, string>(),
        notice: null,
    });
    readonly called: Called[] = [];
    /** What `claim` and `transfer` answer. */
    accepts = true;

    readonly actions: DeskActions = {
        loadQueue: async (...values) => this.note("loadQueue", ...values),
        openRequest: async (...values) => this.note("openRequest", ...values),
        claim: async (...values) => {
            this.note("claim", ...values);
            return this.accepts;
        },
        release: async (...values) => this.note("release", ...values),
        transfer: async (...values) => {
            this.note("transfer", ...values);
            return this.accepts;
        },
        setTags: async (...values) => this.note("setTags", ...values),
        saveNoteDraft: (id, text) => {
            this.state.noteDrafts = new Map([...this.state.noteDrafts, [id, text]]);
        },
        addNote: async (id) => {
            this.note("addNote", id, this.state.noteDrafts.get(id));
            this.actions.saveNoteDraft(id, "");
        },
        block: async (...values) => this.note("block", ...values),
        unblock: async (...values) => this.note("unblock", ...values),
        markSpam: async (...values) => this.note("markSpam", ...values),
        allowFiles: async (...values) => this.note("allowFiles", ...values),
        setAvailability: async (...values) => this.note("setAvailability", ...values),
        putNoticeAway: () => {
            this.state.notice = null;
        },
    };

    add(queue: Exclude<QueueName, "closed">, ...supports: readonly Support[]): void {
        const { state } = this;
        const all = supports.map((one) => [one.channelId, one] as const);
        state.supports = new Map([...state.supports, ...all]);
        const channelIds = supports.map((one) => one.channelId);
        state.queues = { ...state.queues, [queue]: { ...empty, channelIds } };
        state.counts = { ...state.counts, [queue]: channelIds.length };
    }

    private note(...call: Called): void {
        this.called.push(call);
    }
}

/** Ines is an agent; one conversation is with a visitor. */
export class DeskWorld extends BrowserWorld {
    readonly desk = new FakeDesk();
    readonly visitId: ChannelId;

    constructor() {
        super();
        this.visitId = this.server.addChannel([this.ines], {
            name: "Vera",
            type: "public_support",
        });
    }

    /** What the fixtures call the visit's request. */
    support(changes: Partial<Support> = {}): Support {
        return makeSupport({
            channelId: this.visitId,
            waitingSince: Date.now() - 65_000,
            ...changes,
        });
    }

    /** Mounts a component where it finds both the chat and the desk. */
    async showDesk(
        component: ComponentConstructor,
        props: Record<string, unknown>,
        style = "height: 100vh; display: flex; flex-direction: column",
    ): Promise<Screen> {
        const client = this.startClient(this.ines, { name: "Ines Instructor", reactive });
        const services = {
            seitech_chat: { ...client.chat, platform: this.platform },
            seitech_chat_desk: this.desk,
        };
        await this.pass(1_000);
        const mounted = await mount(component, props, { services }, style);
        await settle();
        return { ...mounted, ...client };
    }
}
