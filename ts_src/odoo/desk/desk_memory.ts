import type { DeskMemory, NoteDraft } from "../../engine/desk/desk_ports";
import type { ChannelId, UserId } from "../../model/ids";
import { ownStorage } from "../storage";

const noDraft: NoteDraft = { text: "", clientKey: null };

/**
 * Notes that are typed and not sent, in `localStorage`, which also tells the other tabs. A
 * browser that keeps nothing leaves the agent with what this page knows.
 */
export function browserDeskMemory(
    userId: UserId,
    storage: Storage | null = ownStorage(),
): DeskMemory {
    const prefix = `seitech_chat.${userId}.note.`;
    const channelOf = (key: string) => Number(key.slice(prefix.length)) as ChannelId;
    let stopHearing = (): void => undefined;
    return {
        loadNoteDrafts: () => {
            const keys = Object.keys(storage ?? {}).filter((key) => key.startsWith(prefix));
            return new Map(
                keys.map((key) => [channelOf(key), toDraft(storage?.getItem(key) ?? null)]),
            );
        },
        saveNoteDraft: (channelId, draft) => write(storage, `${prefix}${channelId}`, draft),
        start: (onNoteDraft) => {
            const onStorage = ({ key, newValue }: StorageEvent): void => {
                if (key?.startsWith(prefix)) {
                    onNoteDraft(channelOf(key), toDraft(newValue));
                }
            };
            window.addEventListener("storage", onStorage);
            stopHearing = () => window.removeEventListener("storage", onStorage);
        },
        stop: () => stopHearing(),
    };
}

function write(storage: Storage | null, key: string, draft: NoteDraft): void {
    try {
        if (draft.text === "") {
            storage?.removeItem(key);
        } else {
            storage?.setItem(key, JSON.stringify(draft));
        }
    } catch {
        // Full: it stays on this page, and is gone with it.
    }
}

/** @returns An empty draft for what no version of this chat has written. */
function toDraft(json: string | null): NoteDraft {
    try {
        const { text, clientKey } = (JSON.parse(json ?? "null") ?? {}) as Partial<NoteDraft>;
        return typeof text === "string" ? { text, clientKey: clientKey ?? null } : noDraft;
    } catch {
        return noDraft;
    }
}
