import type { SharedState, TabEvent, TabHandlers } from "../engine/ports";
import type { ChannelId, UserId } from "../model/ids";
import type { Draft, FloatingWindow, Stage } from "../model/state";
import { ownStorage, stageKey } from "./storage";

/**
 * What the tabs of one person share: drafts and windows in `localStorage`, which also tells the
 * other tabs of a change; what has happened through a `BroadcastChannel`. A browser that keeps
 * nothing leaves the person with what this page knows.
 */
export function browserShared(userId: UserId, storage: Storage | null = ownStorage()): SharedState {
    const prefix = `seitech_chat.${userId}.`;
    const draftPrefix = `${prefix}draft.`;
    const keep = new Keeper(storage);
    const tabs = new BroadcastChannel(`seitech_chat.${userId}`);
    let stopHearing = (): void => undefined;
    let isStopped = false;
    return {
        loadDrafts: () => {
            const drafts = new Map<ChannelId, Draft>();
            for (const key of keep.keys(draftPrefix)) {
                const draft = toDraft(keep.read(key));
                if (draft) {
                    drafts.set(channelOf(key, draftPrefix), draft);
                }
            }
            return drafts;
        },
        saveDraft: (channelId, draft) =>
            keep.write(`${draftPrefix}${channelId}`, isEmpty(draft) ? null : draft),
        loadStage: () => toStage(keep.read(stageKey(userId))),
        saveStage: (stage) => keep.write(stageKey(userId), stage),
        loadSound: () => keep.read(`${prefix}sound`) !== false,
        saveSound: (isOn) => keep.write(`${prefix}sound`, isOn ? null : false),
        tell: (event) => {
            // What was begun before the end may still come to its own; nobody hears it here.
            if (!isStopped) {
                tabs.postMessage({ ...event });
            }
        },
        start: (handlers) => {
            stopHearing = hear(tabs, draftPrefix, handlers);
        },
        stop: () => {
            isStopped = true;
            stopHearing();
            tabs.close();
        },
    };
}

function hear(tabs: BroadcastChannel, draftPrefix: string, handlers: TabHandlers): () => void {
    tabs.addEventListener("message", ({ data }) => handlers.onEvent(data as TabEvent));
    const onStorage = ({ key, newValue }: StorageEvent): void => {
        if (key?.startsWith(draftPrefix)) {
            const draft = newValue === null ? null : toDraft(parse(newValue));
            handlers.onDraft(channelOf(key, draftPrefix), draft ?? noDraft);
        }
    };
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
}

const noDraft: Draft = { text: "", replyToId: null, attachments: [] };

function isEmpty({ text, replyToId, attachments }: Draft): boolean {
    return text === "" && replyToId === null && attachments.length === 0;
}

/** @returns Null for what no version of this chat has written. */
function toDraft(value: unknown): Draft | null {
    const { text, replyToId, attachments } = (value ?? {}) as Partial<Draft>;
    return typeof text === "string" && Array.isArray(attachments)
        ? { text, replyToId: replyToId ?? null, attachments }
        : null;
}

function toStage(value: unknown): Stage | null {
    const { windows, isFullscreen } = (value ?? {}) as Partial<Stage>;
    return Array.isArray(windows)
        ? { windows: windows.filter(isWindow), isFullscreen: isFullscreen === true }
        : null;
}

function isWindow(value: unknown): value is FloatingWindow {
    const { channelId, isMinimised } = (value ?? {}) as Partial<FloatingWindow>;
    return typeof channelId === "number" && typeof isMinimised === "boolean";
}

function channelOf(key: string, prefix: string): ChannelId {
    return Number(key.slice(prefix.length)) as ChannelId;
}

function parse(json: string): unknown {
    try {
        return JSON.parse(json);
    } catch {
        return null;
    }
}

/** JSON in a storage that may be full, forbidden, or written to by something else. */
class Keeper {
    constructor(private readonly storage: Storage | null) {}

    keys(prefix: string): string[] {
        return Object.keys(this.storage ?? {}).filter((key) => key.startsWith(prefix));
    }

    read(key: string): unknown {
        const json = this.storage?.getItem(key);
        return typeof json === "string" ? parse(json) : null;
    }

    /** @param value Null takes it away. */
    write(key: string, value: unknown): void {
        try {
            if (value === null) {
                this.storage?.removeItem(key);
            } else {
                this.storage?.setItem(key, JSON.stringify(value));
            }
        } catch {
            // Full: it stays on this page, and is gone with it.
        }
    }
}
