import type { Conversation } from "./conversation";
import type { TextSender } from "./text_sender";
import type { VisitContext } from "./visit_context";
import type { VisitStorageChange } from "./ports/storage";
import type { VisitSync } from "./visit_sync";
import { toOutgoing } from "./visit_texts";

/** Takes up what another tab, or an earlier page, has put into the storage. */
export class VisitTabs {
    constructor(
        private readonly context: VisitContext,
        private readonly conversation: Conversation,
        private readonly sender: TextSender,
        private readonly sync: VisitSync,
    ) {}

    /** What an earlier page has left, but for the conversation itself. */
    restore(): void {
        const { store, storage } = this.context;
        store.dispatch(
            { kind: "openChanged", isOpen: storage.loadOpen() },
            { kind: "draftChanged", draft: storage.loadDraft() },
            { kind: "soundChanged", isOn: storage.loadSound() },
        );
        this.takeTexts();
    }

    handle(change: VisitStorageChange): void {
        const { store, storage } = this.context;
        switch (change) {
            case "visit":
                return this.conversation.adopt();
            case "draft":
                return store.dispatch({ kind: "draftChanged", draft: storage.loadDraft() });
            case "sound":
                return store.dispatch({ kind: "soundChanged", isOn: storage.loadSound() });
            case "read":
                return this.takeRead();
            case "texts":
                this.takeTexts();
                // Should that tab be killed, this one sends; in turn, so not twice.
                void this.sender.send();
        }
    }

    private takeRead(): void {
        const { store, storage } = this.context;
        const { channelId } = store.state.facts;
        const messageId = channelId === null ? null : storage.loadRead(channelId);
        if (messageId !== null) {
            store.dispatch({ kind: "ownRead", messageId });
        }
    }

    private takeTexts(): void {
        const { store, storage } = this.context;
        const texts = storage.loadTexts();
        const kept = new Set(texts.map(({ clientKey }) => clientKey));
        const gone = store.state.outgoing.filter(
            ({ clientKey, file }) => file === null && !kept.has(clientKey),
        );
        gone.forEach(({ clientKey }) => store.dispatch({ kind: "outgoingRemoved", clientKey }));
        texts.forEach((text) =>
            store.dispatch({ kind: "outgoingChanged", item: toOutgoing(text) }),
        );
        if (gone.length > 0) {
            // Mostly it was sent: without a websocket it would be missing for a while.
            this.sync.request("news");
        }
    }
}
