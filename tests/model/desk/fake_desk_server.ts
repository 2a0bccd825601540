import type { DeskApi } from "../../../ts_src/engine/desk/desk_ports";
import { ApiError } from "../../../ts_src/engine/ports";
import type {
    Agent,
    Note,
    QueueCount,
    QueueName,
    Support,
} from "../../../ts_src/model/desk/desk_state";
import type { QueuePage } from "../../../ts_src/model/desk/desk_events";
import type { ChannelId, Rev, Timestamp, UserId } from "../../../ts_src/model/ids";
import { channelId, rev, userId } from "../../helpers/builders";

export const ada = userId(14);
export const abel = userId(15);
const names = new Map([
    [ada, "Ada Agent"],
    [abel, "Abel Agent"],
]);

export type DeskNews =
    | { readonly kind: "support"; readonly support: Support }
    | { readonly kind: "note"; readonly note: Note }
    | { readonly kind: "agent"; readonly agent: Agent };

/** @returns A request that waits. */
export function makeSupport(changes: Partial<Support> = {}): Support {
    return {
        id: 31,
        rev: rev(1),
        channelId: channelId(6),
        stage: "waiting",
        name: "Support Chat #CHAT00001",
        type: "public_support",
        visitorName: "Vera",
        waitingSince: 1_000,
        assignedAt: null,
        firstResponseAt: null,
        resolvedAt: null,
        language: "fr",
        page: "https://www.example.com/shop",
        referrer: null,
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

/** The desk's part of the server, with its rules: who may take what, what counts, what is told. */
export class FakeDeskServer {
    /** Told of everything that the bus would tell agents. */
    onNews: (news: DeskNews) => void = () => {};
    pageSize = 100;
    private readonly supports: Support[] = [];
    private readonly notes: Note[] = [];
    private readonly agents: Agent[] = [ada, abel].map((id) => ({
        userId: id,
        name: nameOf(id),
        state: "online",
        isAvailable: true,
        load: 0,
    }));
    private readonly blocks = new Map<ChannelId, Timestamp>();
    private revs = 1_000;

    constructor(private readonly now: () => Timestamp) {}

    /** A visitor asks; also one whose conversation was closed. */
    ask(channel: ChannelId): Support {
        const before = this.present(channel);
        if (before && before.stage !== "closed") {
            return before;
        }
        const id = this.supports.length + 1;
        const place = { id, channelId: channel, name: `Chat ${channel}` };
        this.supports.push(makeSupport({ ...place, waitingSince: this.now() }));
        return this.change(channel, {});
    }

    claim(by: UserId, channel: ChannelId): Support {
        const { stage, agent } = this.open(channel);
        if (stage === "assigned" && agent && agent.id !== by) {
            throw new ApiError(
                "refused",
                `${agent.name} has this conversation.`,
                "already_claimed",
            );
        }
        return agent ? this.open(channel) : this.assign(channel, by);
    }

    assign(channel: ChannelId, to: UserId): Support {
        const agent = { id: to, name: nameOf(to) };
        return this.change(channel, { stage: "assigned", agent, assignedAt: this.now() });
    }

    release(channel: ChannelId): Support {
        this.open(channel);
        const again = { stage: "waiting", agent: null, assignedAt: null } as const;
        return this.change(channel, { ...again, waitingSince: this.now() });
    }

    close(channel: ChannelId): Support {
        this.open(channel);
        return this.change(channel, { stage: "closed", resolvedAt: this.now() });
    }

    tag(channel: ChannelId, ids: readonly number[]): Support {
        this.open(channel);
        const tags = ids.map((id) => ({ id, name: `Tag ${id}`, color: 1 }));
        return this.change(channel, { tags });
    }

    write(by: UserId, channel: ChannelId, html: string, clientKey: Note["clientKey"]): Note {
        const before = this.notes.find((it) => clientKey !== null && it.clientKey === clientKey);
        if (before) {
            return before;
        }
        const note: Note = {
            id: this.notes.length + 1,
            rev: this.nextRev(),
            clientKey,
            channelId: channel,
            afterMessageId: null,
            html,
            authorId: by,
            authorName: nameOf(by),
            authorImageUrl: null,
            createdAt: this.now(),
        };
        this.notes.push(note);
        this.onNews({ kind: "note", note });
        return note;
    }

    notesOf(channel: ChannelId, after: Rev | null = null): readonly Note[] {
        return this.notes.filter((it) => it.channelId === channel && it.rev > (after ?? 0));
    }

    present(channel: ChannelId): Support | undefined {
        return this.supports.findLast((it) => it.channelId === channel);
    }

    queue(by: UserId, name: QueueName): readonly Support[] {
        const found = this.supports.filter((it) =>
            name === "mine" ? it.stage === "assigned" && it.agent?.id === by : it.stage === name,
        );
        return name === "waiting" ? found : found.toReversed();
    }

    counts(by: UserId): Record<QueueCount, number> {
        const count = (name: QueueName) => this.queue(by, name).length;
        return { waiting: count("waiting"), mine: count("mine"), assigned: count("assigned") };
    }

    page(by: UserId, name: QueueName, cursor: number | null): QueuePage {
        const all = this.queue(by, name).filter(({ id }) =>
            cursor === null ? true : name === "waiting" ? id > cursor : id < cursor,
        );
        const supports = all.slice(0, this.pageSize);
        const last = supports.at(-1);
        const nextCursor = last && all.length > supports.length ? last.id : null;
        return { supports, nextCursor, counts: this.counts(by) };
    }

    /** @returns The server as one agent has it. */
    api(by: UserId): DeskApi {
        return {
            fetchSetup: async () => ({
                me: this.agent(by),
                agents: [...this.agents],
                teams: [],
                tags: [],
                isManager: false,
                cannedResponses: [],
            }),
            fetchQueue: async (name, cursor) => this.page(by, name, cursor),
            claim: async (channel) => this.claim(by, channel),
            release: async (channel) => this.release(channel),
            transfer: async (channel, target, note) => {
                if (note !== null) {
                    this.write(by, channel, note, null);
                }
                return "userId" in target
                    ? this.assign(channel, target.userId)
                    : this.release(channel);
            },
            setTags: async (channel, ids) => this.tag(channel, ids),
            fetchPerson: async (channel) => ({
                support: this.known(channel),
                person: {
                    name: "Vera",
                    email: null,
                    blockedUntil: this.blocks.get(channel) ?? null,
                    earlier: [],
                    courses: [],
                },
            }),
            fetchNotes: async (channel, after) => {
                const notes = this.notesOf(channel, after);
                return {
                    notes: notes.slice(0, this.pageSize),
                    hasMore: notes.length > this.pageSize,
                };
            },
            addNote: async (channel, content, key) => this.write(by, channel, content, key),
            block: async (channel, hours) => this.block(channel, hours),
            unblock: async (channel) => this.block(channel, 0),
            markSpam: async (channel) => {
                this.block(channel, 24);
                return this.change(channel, { stage: "closed", isSpam: true });
            },
            allowFiles: async (channel, mayAttach) => this.change(channel, { mayAttach }),
            setAvailability: async (state) => {
                const agent = { ...this.agent(by), state, isAvailable: state === "online" };
                this.agents.splice(this.agents.indexOf(this.agent(by)), 1, agent);
                this.onNews({ kind: "agent", agent });
                return state;
            },
        };
    }

    private block(channel: ChannelId, hours: number): Timestamp | null {
        if (hours === 0) {
            this.blocks.delete(channel);
            return null;
        }
        const until = this.now() + hours * 3_600_000;
        this.blocks.set(channel, until);
        return until;
    }

    private agent(by: UserId): Agent {
        const agent = this.agents.find((it) => it.userId === by);
        if (!agent) {
            throw new ApiError("refused", "This is for support agents.", "forbidden");
        }
        return agent;
    }

    private known(channel: ChannelId): Support {
        const support = this.present(channel);
        if (!support) {
            throw new ApiError("refused", "This does not exist.", "not_found");
        }
        return support;
    }

    private open(channel: ChannelId): Support {
        const support = this.known(channel);
        if (support.stage === "closed") {
            throw new ApiError("refused", "This conversation is closed.", "conflict");
        }
        return support;
    }

    private change(channel: ChannelId, changes: Partial<Support>): Support {
        const before = this.known(channel);
        const support = { ...before, ...changes, rev: this.nextRev() };
        this.supports.splice(this.supports.indexOf(before), 1, support);
        this.onNews({ kind: "support", support });
        return support;
    }

    private nextRev(): Rev {
        this.revs += 1;
        return rev(this.revs);
    }
}

function nameOf(id: UserId): string {
    return names.get(id) ?? "";
}
