import { draftOf } from "../model/drafts";
import type { ChannelId, UploadId } from "../model/ids";
import type { ChatContext } from "./chat_context";
import { expectApiError, toFailure } from "./failures";
import { plain } from "./plain";
import type { LocalFile } from "./ports";
import { Stop } from "./stop";

/** A file that the person has added; kept until it is there or they do not want it any more. */
interface Job {
    readonly channelId: ChannelId;
    readonly file: LocalFile;
    stop: Stop;
}

/**
 * Brings files to the server. They go on while the person writes, or looks at another channel;
 * one that is there belongs to the channel's draft.
 */
export class Uploader {
    private readonly jobs = new Map<UploadId, Job>();

    constructor(private readonly context: ChatContext) {}

    add(channelId: ChannelId, file: LocalFile): void {
        const { store, keys } = this.context;
        const uploadId = keys.uploadId();
        const { name, mimetype, size } = file;
        store.dispatch({ kind: "uploadStarted", uploadId, channelId, name, mimetype, size });
        const job = { channelId, file, stop: new Stop() };
        this.jobs.set(uploadId, job);
        void this.upload(uploadId, job, job.stop);
    }

    /** Tries a failed upload again. */
    retry(uploadId: UploadId): void {
        const { store } = this.context;
        const job = this.jobs.get(uploadId);
        if (job && store.state.uploads.get(uploadId)?.status === "failed") {
            store.dispatch({ kind: "uploadRetried", uploadId });
            job.stop = new Stop();
            void this.upload(uploadId, job, job.stop);
        }
    }

    /** Stops an upload, or takes a failed one away. */
    cancel(uploadId: UploadId): void {
        const job = this.jobs.get(uploadId);
        this.jobs.delete(uploadId);
        this.context.store.dispatch({ kind: "uploadCancelled", uploadId });
        job?.stop.abort();
    }

    /** Stops all uploads. */
    stop(): void {
        const jobs = [...this.jobs.values()];
        this.jobs.clear();
        jobs.forEach((job) => job.stop.abort());
    }

    private async upload(uploadId: UploadId, job: Job, stop: Stop): Promise<void> {
        const { store, api, shared } = this.context;
        const { channelId, file } = job;
        // A late answer for an upload that was cancelled must not put the file back.
        const isWanted = () => this.jobs.has(uploadId) && !stop.aborted;
        const onProgress = (progress: number) => {
            if (isWanted()) {
                store.dispatch({ kind: "uploadProgressed", uploadId, progress });
            }
        };
        try {
            const attachment = await api.upload(channelId, file, onProgress, stop);
            if (isWanted()) {
                this.jobs.delete(uploadId);
                store.dispatch({ kind: "uploadFinished", uploadId, attachment });
                shared.saveDraft(channelId, plain(draftOf(store.state, channelId)));
            }
        } catch (caught) {
            const failure = toFailure(expectApiError(caught));
            if (isWanted()) {
                store.dispatch({ kind: "uploadFailed", uploadId, failure });
            }
        }
    }
}
