import type { ChannelId, ClientKey, MessageId } from "../../../model/ids";
import type { VisitDraft } from "../../../model/visit/visit_state";
import type { KeptText, KeptVisit } from "./records";

/**
 * What the tabs of a browser share and what outlives the page. Nothing here throws: a browser that
 * keeps nothing leaves the visitor with what this page knows.
 */
export interface VisitStorage {
    loadVisit(): KeptVisit | null;
    /** @param visit Null takes it away. */
    saveVisit(visit: KeptVisit | null): void;
    loadOpen(): boolean;
    saveOpen(isOpen: boolean): void;
    loadDraft(): VisitDraft;
    saveDraft(draft: VisitDraft): void;
    /** @returns In the order in which they were written. */
    loadTexts(): readonly KeptText[];
    putText(text: KeptText): void;
    removeText(clientKey: ClientKey): void;
    /** @returns Up to where the visitor has read in a conversation. */
    loadRead(channelId: ChannelId): MessageId | null;
    saveRead(channelId: ChannelId, messageId: MessageId): void;
    /**
     * @param makeKey Called where there is none yet.
     * @returns The key under which this browser uses the link of an e-mail.
     */
    linkKey(ticket: string, makeKey: () => ClientKey): ClientKey;
    loadSound(): boolean;
    saveSound(isOn: boolean): void;
    /** @param onChange Called after another tab has changed something. */
    start(onChange: (change: VisitStorageChange) => void): void;
    stop(): void;
}

export type VisitStorageChange = "visit" | "draft" | "texts" | "read" | "sound";
