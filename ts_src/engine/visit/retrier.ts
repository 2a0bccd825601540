import { retryDelay } from "../backoff";
import { expectApiError } from "../failures";
import type { ApiError, Timer } from "../ports";
import type { VisitContext } from "./visit_context";

/**
 * Does something, once at a time, and tries again for as long as there is no answer: after growing
 * pauses, or after as long as the server asks for.
 */
export class Retrier {
    private isRunning = false;
    private isWantedAgain = false;
    private isStopped = false;
    private failedAttempts = 0;
    private timer: Timer | null = null;
    /** The server asked for this pause: coming back online does not cut it short. */
    private isPauseAsked = false;

    /**
     * @param run May reject with an `ApiError`.
     * @param onFailure Told each time that it did; one that is refused is not tried again.
     */
    constructor(
        private readonly context: VisitContext,
        private readonly run: () => Promise<void>,
        private readonly onFailure: (error: ApiError) => void,
    ) {}

    /** Does it, unless it waits for its time; once more if it is being done. */
    async request(): Promise<void> {
        if (this.isRunning) {
            this.isWantedAgain = true;
            return;
        }
        while (!this.isStopped && !this.timer && (await this.runOnce())) {
            // What was asked for in the meantime.
        }
    }

    /** No use in waiting any longer: the server may be there again. */
    retryNow(): Promise<void> {
        if (this.timer && !this.isPauseAsked) {
            this.endPause();
            return this.request();
        }
        return Promise.resolve();
    }

    /** Forgets what went wrong. */
    reset(): void {
        this.endPause();
        this.failedAttempts = 0;
    }

    stop(): void {
        this.isStopped = true;
        this.endPause();
    }

    /** @returns Whether to do it again right away. */
    private async runOnce(): Promise<boolean> {
        this.isRunning = true;
        this.isWantedAgain = false;
        try {
            await this.run();
            this.failedAttempts = 0;
        } catch (caught) {
            this.handleFailure(expectApiError(caught));
        } finally {
            this.isRunning = false;
        }
        return this.isWantedAgain;
    }

    private handleFailure(error: ApiError): void {
        if (this.isStopped) {
            return;
        }
        if (error.kind === "unreachable") {
            this.pause(error);
        }
        this.onFailure(error);
    }

    private pause(error: ApiError): void {
        const { clock, keys } = this.context;
        this.failedAttempts += 1;
        this.isPauseAsked = error.retryAfter !== null;
        this.timer = clock.after(retryDelay(this.failedAttempts, keys.random(), error), () => {
            this.endPause();
            void this.request();
        });
    }

    private endPause(): void {
        this.timer?.cancel();
        this.timer = null;
        this.isPauseAsked = false;
    }
}
