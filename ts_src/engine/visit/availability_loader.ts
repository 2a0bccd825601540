import type { ApiError } from "../ports";
import { Retrier } from "./retrier";
import type { VisitContext } from "./visit_context";
import { raiseNotice } from "./visit_texts";

/** What was told of who is there holds for so long. */
const freshness = 60_000;

/** Asks who is there, for as long as there is a form to show it in. */
export class AvailabilityLoader {
    private loadedAt: number | null = null;
    private readonly loading: Retrier;
    /** The visitor has been told that there is no answer. */
    private isTroubleTold = false;

    constructor(private readonly context: VisitContext) {
        this.loading = new Retrier(
            context,
            () => this.load(),
            (error) => this.tell(error),
        );
    }

    /** The form is shown. */
    refresh(): void {
        const isFresh =
            this.loadedAt !== null && this.context.clock.now() - this.loadedAt < freshness;
        if (this.isWanted && !isFresh) {
            void this.loading.request();
        }
    }

    retryNow(): void {
        void this.loading.retryNow();
    }

    stop(): void {
        this.loading.stop();
    }

    private get isWanted(): boolean {
        const { isOpen, facts } = this.context.store.state;
        return isOpen && facts.channelId === null;
    }

    private async load(): Promise<void> {
        const { api, clock, store, surroundings } = this.context;
        if (this.isWanted) {
            const [zone, language] = [surroundings.timeZone(), surroundings.language()];
            const availability = await api.fetchAvailability(zone, language);
            this.loadedAt = clock.now();
            store.dispatch({ kind: "availabilityLoaded", availability });
            if (this.isTroubleTold) {
                this.isTroubleTold = false;
                store.dispatch({ kind: "noticeChanged", notice: null });
            }
        }
    }

    /** With a word about it the form can be shown, and written in, before there is an answer. */
    private tell(error: ApiError): void {
        if (error.kind === "refused" || !this.isTroubleTold) {
            this.isTroubleTold = error.kind === "unreachable";
            raiseNotice(this.context, error);
        }
    }
}
