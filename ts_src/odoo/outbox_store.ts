import type { OutboxStore } from "../engine/ports";
import type { ClientKey, UserId } from "../model/ids";
import type { OutboxItem } from "../model/state";
import { answer, DatabaseHolder } from "./indexed_database";

const STORE = "outbox";
const BY_KEY = "clientKey";
const VERSION = 1;

/**
 * Unsent messages in the browser's own database, one for each person, so that they outlive a
 * reload, a crash of the tab and a night without a network. What the browser does not want to
 * keep is simply not there after a reload.
 *
 * @param factory Asked for only when it is needed: some browsers refuse it by throwing.
 */
export function indexedDbOutbox(
    userId: UserId,
    factory: () => IDBFactory = () => indexedDB,
): OutboxStore {
    const holder = new DatabaseHolder(factory, `seitech_chat.${userId}`, VERSION, createStore);
    const run = async <T>(
        mode: IDBTransactionMode,
        work: (store: IDBObjectStore) => Promise<T>,
        without: T,
    ): Promise<T> => {
        try {
            return await holder.run(STORE, mode, work);
        } catch {
            return without;
        }
    };
    return {
        // The keys of the store count up: rows come in the order they were first put.
        load: () =>
            run("readonly", async (store) => (await answer(store.getAll())).map(toItem), []),
        put: (item) => run("readwrite", (store) => putInPlace(store, item), undefined),
        remove: (clientKey) =>
            run("readwrite", (store) => removeByKey(store, clientKey), undefined),
    };
}

/** Nothing went with the messages of earlier versions. */
function toItem(kept: Partial<OutboxItem>): OutboxItem {
    return { ...kept, extra: kept.extra ?? {} } as OutboxItem;
}

function createStore(database: IDBDatabase): void {
    const store = database.createObjectStore(STORE, { autoIncrement: true });
    store.createIndex(BY_KEY, BY_KEY, { unique: true });
}

/** A message whose state changes keeps its place among the others. */
async function putInPlace(store: IDBObjectStore, item: OutboxItem): Promise<void> {
    const place = await answer(store.index(BY_KEY).getKey(item.clientKey));
    // OWL's reactive objects cannot be cloned into the database.
    const plain: unknown = JSON.parse(JSON.stringify(item));
    await answer(place === undefined ? store.add(plain) : store.put(plain, place));
}

async function removeByKey(store: IDBObjectStore, clientKey: ClientKey): Promise<void> {
    const place = await answer(store.index(BY_KEY).getKey(clientKey));
    if (place !== undefined) {
        await answer(store.delete(place));
    }
}
