import type { ClientKey } from "../../model/ids";
import { expectRefusal, toFailure } from "../failures";
import type { ApiError, LocalFile } from "../ports";
import { Stop } from "../stop";
import type { Conversation } from "./conversation";
import { Retrier } from "./retrier";
import type { VisitContext } from "./visit_context";
import type { VisitIntake } from "./visit_intake";
import { nextMoment } from "./visit_texts";

interface Job {
    readonly clientKey: ClientKey;
    readonly file: LocalFile;
    readonly stop: Stop;
    readonly createdAt: number;
    isRefused: boolean;
}

/**
 * Brings files to the server, one after another, each under its client key: however often it is
 * tried, it is there once. They live as long as the page: no browser keeps a chosen file for the
 * next one.
 */
export class FileSender {
    private jobs: Job[] = [];
    private readonly sending: Retrier;

    constructor(
        private readonly context: VisitContext,
        private readonly conversation: Conversation,
        private readonly intake: VisitIntake,
    ) {
        this.sending = new Retrier(
            context,
            () => this.sendPending(),
            () => undefined,
        );
    }

    add(file: LocalFile): Promise<void> {
        const { keys } = this.context;
        const job: Job = {
            clientKey: keys.clientKey(),
            file,
            stop: new Stop(),
            createdAt: nextMoment(this.context),
            isRefused: false,
        };
        this.jobs.push(job);
        this.show(job, null);
        return this.sending.request();
    }

    /** @returns Whether the key is that of a file. */
    retry(clientKey: ClientKey): boolean {
        const job = this.find(clientKey);
        if (job?.isRefused) {
            job.isRefused = false;
            this.show(job, null);
            void this.sending.request();
        }
        return job !== undefined;
    }

    /** @returns Whether the key was that of a file, which is not sent any more. */
    discard(clientKey: ClientKey): boolean {
        const job = this.find(clientKey);
        if (job) {
            this.remove(job);
            job.stop.abort();
        }
        return job !== undefined;
    }

    retryNow(): void {
        void this.sending.retryNow();
    }

    /** The conversation they were for is gone. */
    discardAll(): void {
        [...this.jobs].forEach(({ clientKey }) => this.discard(clientKey));
    }

    stop(): void {
        this.sending.stop();
        this.jobs.splice(0).forEach((job) => job.stop.abort());
    }

    private async sendPending(): Promise<void> {
        let job = this.next();
        while (job) {
            await this.sendOne(job);
            job = this.next();
        }
    }

    /** @throws {ApiError} If there is no answer. */
    private async sendOne(job: Job): Promise<void> {
        const { api } = this.context;
        const { clientKey, file, stop } = job;
        const onProgress = (progress: number) =>
            this.context.store.dispatch({ kind: "outgoingProgressed", clientKey, progress });
        try {
            const message = await this.conversation.use((access) =>
                api.upload(access, clientKey, file, onProgress, stop),
            );
            this.remove(job);
            if (message) {
                this.intake.takeIn([message]);
            }
        } catch (caught) {
            this.handleFailure(job, caught);
        }
    }

    private handleFailure(job: Job, caught: unknown): void {
        if (!this.jobs.includes(job)) {
            // Not wanted any more: what became of it is nobody's business.
            return;
        }
        // It begins anew when it is tried again.
        this.show(job, null);
        const error = expectRefusal(caught);
        job.isRefused = true;
        this.show(job, error);
    }

    private next(): Job | undefined {
        return this.jobs.find(({ isRefused }) => !isRefused);
    }

    private find(clientKey: ClientKey): Job | undefined {
        return this.jobs.find((job) => job.clientKey === clientKey);
    }

    private show({ clientKey, file, createdAt }: Job, error: ApiError | null): void {
        const { name, size } = file;
        const failure = error && toFailure(error);
        const item = { clientKey, text: "", file: { name, size }, progress: 0, createdAt, failure };
        this.context.store.dispatch({ kind: "outgoingChanged", item });
    }

    private remove(job: Job): void {
        this.jobs = this.jobs.filter((it) => it !== job);
        this.context.store.dispatch({ kind: "outgoingRemoved", clientKey: job.clientKey });
    }
}
