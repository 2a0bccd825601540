import type { KeptText, KeptVisit } from "../../engine/visit/ports/records";
import type { VisitStorage, VisitStorageChange } from "../../engine/visit/ports/storage";
import type { ChannelId, ClientKey, MessageId } from "../../model/ids";
import type { VisitDraft } from "../../model/visit/visit_state";
import { ownStorage } from "../storage";
import { toDraft, toLinkKey, toReadMark, toText, toVisit } from "./kept_visit";
import { Shelf } from "./shelf";

/**
 * A visitor's conversation in the browser's storage, which also tells the other tabs of a change.
 * Each text has a key of its own: tabs that write in the same moment lose nothing.
 */
export class BrowserVisitStorage implements VisitStorage {
    private readonly shelf: Shelf;
    private stopHearing = (): void => undefined;

    /**
     * @param prefix Under which name the conversation is kept; the names of everything else begin
     *   with it.
     */
    constructor(
        private readonly prefix = "seitech_chat.visit",
        private readonly storage: Storage | null = ownStorage(),
    ) {
        this.shelf = new Shelf(storage);
    }

    loadVisit(): KeptVisit | null {
        return toVisit(this.shelf.read(this.prefix));
    }

    saveVisit(visit: KeptVisit | null): void {
        this.shelf.write(this.prefix, visit);
        const read = this.key(`read.${visit?.channelId}`);
        const others = this.shelf.keys(this.key("read.")).filter((name) => name !== read);
        others.forEach((name) => this.shelf.write(name, null));
    }

    loadOpen(): boolean {
        return this.shelf.readText(this.key("open")) === "1";
    }

    saveOpen(isOpen: boolean): void {
        this.shelf.writeText(this.key("open"), isOpen ? "1" : null);
    }

    loadDraft(): VisitDraft {
        return toDraft(this.shelf.read(this.key("draft")));
    }

    saveDraft(draft: VisitDraft): void {
        const isEmpty = Object.values(draft).every((text) => text === "");
        this.shelf.write(this.key("draft"), isEmpty ? null : draft);
    }

    loadTexts(): readonly KeptText[] {
        return this.shelf
            .keys(this.key("outgoing."))
            .flatMap((name) => toText(this.shelf.read(name)) ?? [])
            .sort(inOrder);
    }

    putText(text: KeptText): void {
        this.shelf.write(this.key(`outgoing.${text.clientKey}`), text);
        this.markOpening();
    }

    removeText(clientKey: ClientKey): void {
        this.shelf.write(this.key(`outgoing.${clientKey}`), null);
        this.markOpening();
    }

    loadRead(channelId: ChannelId): MessageId | null {
        return toReadMark(this.shelf.read(this.key(`read.${channelId}`)));
    }

    saveRead(channelId: ChannelId, messageId: MessageId): void {
        this.shelf.write(this.key(`read.${channelId}`), messageId);
    }

    linkKey(ticket: string, makeKey: () => ClientKey): ClientKey {
        const known = toLinkKey(this.shelf.read(this.key("link")), ticket);
        const clientKey = known ?? makeKey();
        this.shelf.write(this.key("link"), { ticket, clientKey });
        return clientKey;
    }

    loadSound(): boolean {
        return this.shelf.read(this.key("sound")) !== false;
    }

    saveSound(isOn: boolean): void {
        this.shelf.write(this.key("sound"), isOn ? null : false);
    }

    start(onChange: (change: VisitStorageChange) => void): void {
        const handle = ({ key, storageArea }: StorageEvent): void => {
            if (storageArea === this.storage) {
                this.changesOf(key).forEach(onChange);
            }
        };
        window.addEventListener("storage", handle);
        this.stopHearing = () => window.removeEventListener("storage", handle);
    }

    stop(): void {
        this.stopHearing();
    }

    private key(name: string): string {
        return `${this.prefix}.${name}`;
    }

    /**
     * For whoever starts the widget on the next page: somebody who has gone on before there was an
     * answer still has something to be sent.
     */
    private markOpening(): void {
        const isUnsent = this.loadTexts().some(({ failure }) => failure === null);
        this.shelf.writeText(this.key("opening"), isUnsent ? "1" : null);
    }

    /** @param name Null if somebody has taken everything away. */
    private changesOf(name: string | null): VisitStorageChange[] {
        const changes: readonly [boolean, VisitStorageChange][] = [
            [name === this.prefix, "visit"],
            [name === this.key("draft"), "draft"],
            [name?.startsWith(this.key("outgoing.")) ?? false, "texts"],
            [name?.startsWith(this.key("read.")) ?? false, "read"],
            [name === this.key("sound"), "sound"],
        ];
        return changes.flatMap(([isIt, change]) => (isIt || name === null ? change : []));
    }
}

function inOrder(a: KeptText, b: KeptText): number {
    return a.createdAt - b.createdAt || (a.clientKey < b.clientKey ? -1 : 1);
}
