import { serve, type WorkerEvent, type WorkerScope } from "../../../ts_src/odoo/push/push_worker";

const data = { model: "seitech.chat.channel", res_id: 7, url: "/chat/7" };
const payload = { title: "New message", options: { tag: "seitech-chat-7", data } };

/** A service worker, and what became of it. */
class Worker {
    readonly shown: [string, object][] = [];
    readonly opened: string[] = [];
    private readonly listeners = new Map<string, (event: WorkerEvent) => void>();

    constructor(private readonly windows: readonly { focused: boolean }[] = []) {
        serve(this.scope);
    }

    private get scope(): WorkerScope {
        return {
            location: { origin: "https://school.example" },
            registration: {
                showNotification: (...shown) => Promise.resolve(void this.shown.push(shown)),
            },
            clients: {
                matchAll: () => Promise.resolve(this.windows),
                openWindow: (url) => Promise.resolve(this.opened.push(url)),
            },
            addEventListener: (type, listener) => void this.listeners.set(type, listener),
        };
    }

    /** @returns Whether other listeners get to see the event. */
    async dispatch(type: string, event: Partial<WorkerEvent>): Promise<boolean> {
        const works: Promise<unknown>[] = [];
        let isOurs = false;
        this.listeners.get(type)?.({
            ...event,
            waitUntil: (work) => void works.push(work),
            stopImmediatePropagation: () => void (isOurs = true),
        });
        await Promise.all(works);
        return !isOurs;
    }

    push(content: unknown): Promise<boolean> {
        return this.dispatch("push", { data: { json: () => content } });
    }
}

QUnit.module("odoo/push/push_worker", () => {
    QUnit.test("a push is shown as it came", async (assert) => {
        const worker = new Worker([{ focused: false }]);
        assert.false(await worker.push(payload), "nobody shows it a second time");
        assert.deepEqual(worker.shown, [["New message", payload.options]]);
    });

    QUnit.test("not while a page of this site is looked at", async (assert) => {
        const worker = new Worker([{ focused: false }, { focused: true }]);
        assert.false(await worker.push(payload));
        assert.deepEqual(worker.shown, []);
    });

    QUnit.test("what is Odoo's is left to Odoo", async (assert) => {
        const worker = new Worker();
        for (const other of [
            { title: "A task", options: { data: { model: "project.task", res_id: 7 } } },
            { title: "Hello" },
            null,
        ]) {
            assert.true(await worker.push(other));
        }
        const notification = { data: { model: "project.task" }, close: () => undefined };
        assert.true(await worker.dispatch("notificationclick", { notification }));
        assert.deepEqual([worker.shown, worker.opened], [[], []]);
    });

    QUnit.test("a click opens the conversation", async (assert) => {
        const worker = new Worker();
        let isClosed = false;
        const notification = { data, close: () => void (isClosed = true) };
        assert.false(await worker.dispatch("notificationclick", { notification }));
        assert.true(isClosed);
        assert.deepEqual(worker.opened, ["https://school.example/chat/7"]);
    });

    QUnit.test("a click never leads to another site", async (assert) => {
        const worker = new Worker();
        for (const url of ["https://other.example/", "//other.example/chat/7", "/chat/7/../x", 7]) {
            const notification = { data: { ...data, url }, close: () => undefined };
            assert.true(await worker.dispatch("notificationclick", { notification }));
        }
        assert.deepEqual(worker.opened, []);
    });
});
