/**
 * One database of the browser, opened when it is first used, and again after the browser has
 * closed it: because the person cleared its data, or a page with a newer version needs it.
 */
export class DatabaseHolder {
    private opened: Promise<IDBDatabase> | null = null;

    /**
     * @param factory May throw where the browser keeps nothing.
     * @param create Called with a database that has nothing in it yet.
     */
    constructor(
        private readonly factory: () => IDBFactory,
        private readonly name: string,
        private readonly version: number,
        private readonly create: (database: IDBDatabase) => void,
    ) {}

    /**
     * @returns What `work` has come to, once that is kept.
     * @throws DOMException If the database cannot be opened, or did not take it.
     */
    async run<T>(
        storeName: string,
        mode: IDBTransactionMode,
        work: (store: IDBObjectStore) => Promise<T>,
    ): Promise<T> {
        const transaction = await this.begin(storeName, mode);
        const done = finished(transaction);
        const result = await work(transaction.objectStore(storeName));
        await done;
        return result;
    }

    private async begin(storeName: string, mode: IDBTransactionMode): Promise<IDBTransaction> {
        const database = await this.open();
        try {
            return database.transaction(storeName, mode);
        } catch {
            // Closed between two uses, and nobody has said so yet.
            this.opened = null;
            return (await this.open()).transaction(storeName, mode);
        }
    }

    private open(): Promise<IDBDatabase> {
        this.opened ??= this.openNow().catch((error: unknown) => {
            this.opened = null;
            throw error;
        });
        return this.opened;
    }

    private async openNow(): Promise<IDBDatabase> {
        const request = this.factory().open(this.name, this.version);
        request.addEventListener("upgradeneeded", () => this.create(request.result));
        const database = await answer(request);
        const forget = (): void => {
            this.opened = null;
        };
        database.addEventListener("close", forget);
        // Another page has a newer version of this program: it must not wait for this one.
        database.addEventListener("versionchange", () => {
            database.close();
            forget();
        });
        return database;
    }
}

/** @returns What a request has come to. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("no answer")));
    });
}

function finished(transaction: IDBTransaction): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
        transaction.addEventListener("complete", () => resolve());
        transaction.addEventListener("abort", () =>
            reject(transaction.error ?? new Error("aborted")),
        );
    });
    // What went wrong is told by the work itself as well.
    done.catch(() => undefined);
    return done;
}
