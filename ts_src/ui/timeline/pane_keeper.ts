import { useState } from "@odoo/owl";

import type { MessageId } from "../../model/ids";
import {
    beyondPane,
    cut,
    extendedDown,
    extendedUp,
    idsInPane,
    newestPane,
    type Pane,
    paneAround,
    paneSize,
    paneStep,
} from "./message_pane";

interface PaneSource {
    /** The messages on show, ascending. */
    ids(): readonly MessageId[];
    /** Height of what is in sight, in pixels. */
    viewHeight(): number;
    /** Whether somebody is reading at the lower end. */
    follows(): boolean;
}

/** So many more than usual are put on the page before it is made room for them. */
const MOST_GROWTH = 4 * paneStep;

/**
 * Keeps the number of messages on the page small, see `Pane`. Made in a component's `setup`.
 *
 * What comes at one end and what goes at the other are two renderings: in one, OWL would take all
 * rows that stay off the page and put them back, and they would lose focus and playing films.
 */
export class PaneKeeper {
    private readonly state = useState<{ pane: Pane | null }>({ pane: null });
    private readonly held = new Set<string>();
    /** Where there is too much: far from where somebody reads. */
    private surplus: "above" | "below" | null = null;

    constructor(private readonly source: PaneSource) {}

    /** What was set may have grown since, or others have replaced all messages on show. */
    get current(): Pane {
        const ids = this.source.ids();
        const { pane } = this.state;
        const count = pane ? idsInPane(ids, pane).length : 0;
        if (!pane || count === 0) {
            return newestPane(ids, this.size);
        }
        return count > this.size + MOST_GROWTH ? cut(ids, pane, this.size, this.where) : pane;
    }

    /** Whether the newest message on show is on the page. */
    get isAtEnd(): boolean {
        return this.current.lastId === null;
    }

    /** Whether the oldest message on show is on the page. */
    get isAtStart(): boolean {
        return !beyondPane(this.source.ids(), this.current).above;
    }

    /** @returns Whether there was something further up to move to. */
    moveUp(): boolean {
        const { above } = beyondPane(this.source.ids(), this.current);
        if (above) {
            this.set(extendedUp(this.source.ids(), this.current));
            this.surplus = "below";
        }
        return above;
    }

    /** @returns Whether there was something further down to move to. */
    moveDown(): boolean {
        const { below } = beyondPane(this.source.ids(), this.current);
        if (below) {
            this.set(extendedDown(this.source.ids(), this.current));
            this.surplus = "above";
        }
        return below;
    }

    toNewest(): void {
        this.set(newestPane(this.source.ids(), this.size));
    }

    /** @returns Whether the message is on show at all; if so it is on the page now. */
    showAround(id: MessageId): boolean {
        const ids = this.source.ids();
        if (!ids.includes(id)) {
            return false;
        }
        if (!idsInPane(ids, this.current).includes(id)) {
            this.set(paneAround(ids, id, paneSize(this.source.viewHeight())));
        }
        return true;
    }

    /** To be called after each rendering: makes what it showed the place to move on from. */
    settle(): void {
        const ids = this.source.ids();
        const pane = this.current;
        if (ids.length > 0) {
            const isTooMuch = idsInPane(ids, pane).length >= this.size + paneStep;
            this.set(this.surplus || isTooMuch ? cut(ids, pane, this.size, this.where) : pane);
            this.surplus = null;
        }
    }

    /** Keeps everything on the page for as long as somebody is writing in a row. */
    hold(key: string, isHeld: boolean): void {
        if (isHeld) {
            this.held.add(key);
        } else {
            this.held.delete(key);
        }
    }

    private get size(): number {
        return this.held.size > 0 ? Infinity : paneSize(this.source.viewHeight());
    }

    private get where(): "above" | "below" {
        return this.surplus ?? (this.source.follows() ? "above" : "below");
    }

    private set({ firstId, lastId }: Pane): void {
        const { pane } = this.state;
        if (!pane || pane.firstId !== firstId || pane.lastId !== lastId) {
            this.state.pane = { firstId, lastId };
        }
    }
}
