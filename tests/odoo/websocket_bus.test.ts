import type { BusHandlers, BusStatus } from "../../ts_src/engine/ports";
import type { ServerEvent } from "../../ts_src/model/events";
import { type BusService, WebsocketBus } from "../../ts_src/odoo/websocket_bus";
import { settle } from "../helpers/manual_clock";
import { wireNotification } from "../helpers/wire_fixtures";

/**
 * Odoo's `bus_service` with its two buses, one for its own events and one for notifications, and
 * a worker whose websocket the test opens and closes in the order of `websocket_worker.js`.
 */
class FakeBusService implements BusService {
    workerState: string | null = null;
    forced = 0;
    private readonly bus = new EventTarget();
    private readonly notifications = new EventTarget();
    private readonly wrappers = new Map<(payload: unknown) => void, EventListener>();
    private hasStarted: () => void = () => {};

    start(): Promise<void> {
        return new Promise((resolve) => {
            this.hasStarted = resolve;
        });
    }

    subscribe(type: string, callback: (payload: unknown) => void): void {
        const wrapper: EventListener = (event) =>
            callback(structuredClone((event as CustomEvent<{ payload: unknown }>).detail.payload));
        this.wrappers.set(callback, wrapper);
        this.notifications.addEventListener(type, wrapper);
    }

    unsubscribe(type: string, callback: (payload: unknown) => void): void {
        this.notifications.removeEventListener(type, this.wrappers.get(callback) ?? null);
        this.wrappers.delete(callback);
    }

    addEventListener(name: string, listener: EventListener): void {
        this.bus.addEventListener(name, listener);
    }

    removeEventListener(name: string, listener: EventListener): void {
        this.bus.removeEventListener(name, listener);
    }

    forceUpdateChannels(): void {
        this.forced += 1;
    }

    /** The worker answers this page for the first time. */
    initialize(state: string): void {
        this.setState(state);
        this.hasStarted();
    }

    open(isAgain = false): void {
        this.setState("CONNECTED");
        this.trigger(isAgain ? "BUS:RECONNECT" : "BUS:CONNECT");
    }

    connecting(): void {
        this.setState("CONNECTING");
    }

    failToConnect(): void {
        this.setState("DISCONNECTED");
    }

    closeAndRetry(): void {
        this.setState("DISCONNECTED");
        this.trigger("BUS:DISCONNECT", { code: 1006 });
        this.trigger("BUS:RECONNECTING", { closeCode: 1006 });
    }

    closeForGood(): void {
        this.setState("DISCONNECTED");
        this.trigger("BUS:DISCONNECT", { code: 1000 });
    }

    /** The browser went offline: the worker leaves its state at what it was. */
    stopWorker(): void {
        this.trigger("BUS:DISCONNECT", { code: 1000 });
    }

    notify(type: string, payload: unknown): void {
        this.notifications.dispatchEvent(new CustomEvent(type, { detail: { id: 1, payload } }));
    }

    private setState(state: string): void {
        this.workerState = state;
        this.trigger("BUS:WORKER_STATE_UPDATED", state);
    }

    private trigger(name: string, detail?: unknown): void {
        this.bus.dispatchEvent(new CustomEvent(name, { detail }));
    }
}

QUnit.module("odoo/websocket_bus", (hooks) => {
    let service: FakeBusService;
    let bus: WebsocketBus;
    let events: ServerEvent[];
    let statuses: BusStatus[];
    let resubscriptions: number;
    const warn = console.warn;
    let warnings: unknown[][];

    hooks.beforeEach(() => {
        service = new FakeBusService();
        bus = new WebsocketBus(service);
        events = [];
        statuses = [];
        resubscriptions = 0;
        warnings = [];
        console.warn = (...parts: unknown[]) => void warnings.push(parts);
        const handlers: BusHandlers = {
            onEvent: (event) => void events.push(event),
            onStatus: (status) => void statuses.push(status),
            onResubscribe: () => void (resubscriptions += 1),
        };
        bus.start(handlers);
    });
    hooks.afterEach(() => {
        console.warn = warn;
    });

    const notify = (fixture: string) => {
        const { type, payload } = wireNotification(fixture);
        service.notify(type, payload);
    };

    QUnit.module("status", () => {
        QUnit.test("first connection", async (assert) => {
            service.initialize("IDLE");
            await settle();
            assert.deepEqual(statuses, []);
            service.connecting();
            service.open();
            assert.deepEqual(statuses, ["online"], "told once, though the worker tells it twice");
        });

        QUnit.test("another tab has connected long ago", async (assert) => {
            service.initialize("CONNECTED");
            await settle();
            assert.deepEqual(statuses, ["online"]);
        });

        QUnit.test("another part of Odoo on this page has: then no event comes", async (assert) => {
            bus.stop();
            service.workerState = "CONNECTED";
            service.start = () => Promise.resolve();
            new WebsocketBus(service).start({
                onEvent: () => {},
                onStatus: (status) => void statuses.push(status),
                onResubscribe: () => {},
            });
            await settle();
            assert.deepEqual(statuses, ["online"]);
        });

        QUnit.test("closed, tried again in vain, and back", (assert) => {
            service.open();
            service.closeAndRetry();
            service.connecting();
            service.failToConnect();
            service.connecting();
            service.open(true);
            assert.deepEqual(statuses, ["online", "offline", "connecting", "online"]);
        });

        QUnit.test("closed for good", (assert) => {
            service.open();
            service.closeForGood();
            assert.deepEqual(statuses, ["online", "offline"]);
        });

        QUnit.test("the browser goes offline and comes back", (assert) => {
            service.open();
            service.stopWorker();
            service.connecting();
            service.open();
            assert.deepEqual(statuses, ["online", "offline", "connecting", "online"]);
        });

        QUnit.test("no worker at all: never online, and nothing breaks", async (assert) => {
            await settle();
            assert.deepEqual(statuses, []);
        });
    });

    QUnit.module("notifications", () => {
        QUnit.test("become events", (assert) => {
            notify("bus_new_message");
            notify("bus_read");
            notify("bus_membership");
            assert.deepEqual(
                events.map(({ kind }) => kind),
                ["messageChanged", "readMarked", "memberChanged"],
            );
        });

        QUnit.test("an edited message is a message", (assert) => {
            const { payload } = wireNotification("bus_new_message");
            service.notify("seitech.chat/message_updated", payload);
            assert.strictEqual(events[0]?.kind, "messageChanged");
        });

        QUnit.test("a call to subscribe again", (assert) => {
            notify("bus_resubscribe");
            assert.strictEqual(resubscriptions, 1);
            assert.strictEqual(service.forced, 0, "the chat decides");
            bus.resubscribe();
            assert.strictEqual(service.forced, 1);
        });

        QUnit.test("what is not understood is ignored, and told once", (assert) => {
            service.notify("seitech.chat/new_message", { message: { id: "x" } });
            service.notify("seitech.chat/read", null);
            service.notify("seitech.chat/later_feature", {});
            service.notify("mail.message/inbox", {});
            notify("bus_read");
            assert.strictEqual(events.length, 1);
            assert.strictEqual(warnings.length, 1);
            assert.true(String(warnings[0]?.[0]).includes("seitech.chat/new_message"));
        });
    });

    QUnit.test("after stop nothing is heard, and Odoo's bus goes on", async (assert) => {
        bus.stop();
        service.initialize("CONNECTED");
        service.closeAndRetry();
        notify("bus_new_message");
        notify("bus_resubscribe");
        await settle();
        assert.deepEqual([events.length, statuses.length, resubscriptions], [0, 0, 0]);
    });
});
