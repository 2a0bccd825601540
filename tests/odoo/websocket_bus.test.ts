import type { BusHandlers, BusStatus } from "../../ts_src/engine/ports";
import type { PassingEvent, ServerEvent } from "../../ts_src/model/events";
import type { BusService } from "../../ts_src/odoo/bus_link";
import { WebsocketBus } from "../../ts_src/odoo/websocket_bus";
import { channelId, userId } from "../helpers/builders";
import { settle } from "../helpers/manual_clock";
import { wireNotification } from "../helpers/wire_fixtures";

/**
 * Odoo's `bus_service` with its two buses, one for its own events and one for notifications, and
 * a worker whose websocket the test opens and closes in the order of `websocket_worker.js`.
 */
class FakeBusService implements BusService {
    workerState: string | null = null;
    forced = 0;
    /** What this page has asked the worker to listen to. */
    readonly channels = new Set<string>();
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

    addChannel(channel: string): void {
        this.channels.add(channel);
    }

    deleteChannel(channel: string): void {
        this.channels.delete(channel);
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
    let events: (ServerEvent | PassingEvent)[];
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
            notify("bus_read_by_visitor");
            notify("bus_membership");
            notify("bus_channel");
            notify("bus_reaction");
            notify("bus_typing");
            assert.deepEqual(
                events.map(({ kind }) => kind),
                [
                    "messageChanged",
                    "readMarked",
                    "readMarked",
                    "memberChanged",
                    "preferencesChanged",
                    "channelRecordChanged",
                    "reactionChanged",
                    "typingChanged",
                ],
            );
        });

        QUnit.test("an edited message is a message", (assert) => {
            notify("bus_message_updated");
            assert.deepEqual(
                events.map(({ kind }) => kind),
                ["messageChanged", "reactionChanged"],
            );
        });

        QUnit.test("who types is taken for silent some seconds later", (assert) => {
            notify("bus_typing");
            const [event] = events;
            const rest = event?.kind === "typingChanged" ? (event.until ?? 0) - Date.now() : 0;
            assert.true(rest > 4_000 && rest <= 6_000, String(rest));
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

    QUnit.module("presence", () => {
        const tell = (partnerId: number | false, imStatus: string) =>
            service.notify("bus.bus/im_status_updated", {
                partner_id: partnerId,
                im_status: imStatus,
                presence_status: imStatus,
            });
        const sam = {
            userId: userId(12),
            partnerId: 22,
            presence: "offline",
            busChannel: "odoo-presence-res.partner_22-a",
        } as const;

        QUnit.test("of those who are watched", (assert) => {
            bus.watch([sam]);
            assert.deepEqual([...service.channels], ["odoo-presence-res.partner_22-a"]);
            tell(22, "online");
            tell(22, "leave_away");
            assert.deepEqual(events, [
                { kind: "presenceChanged", userId: userId(12), presence: "online" },
                { kind: "presenceChanged", userId: userId(12), presence: "away" },
            ]);
        });

        QUnit.test("of others, whom Odoo's own chat watches, nothing is told", (assert) => {
            bus.watch([sam]);
            tell(23, "online");
            tell(false, "online");
            service.notify("bus.bus/im_status_updated", null);
            assert.deepEqual(events, []);
        });

        QUnit.test("more people, and new permissions for the same", (assert) => {
            bus.watch([sam]);
            bus.watch([sam, { ...sam, userId: userId(13), partnerId: 23, busChannel: "b" }]);
            bus.watch([{ ...sam, busChannel: "odoo-presence-res.partner_22-c" }]);
            assert.deepEqual([...service.channels].sort(), ["b", "odoo-presence-res.partner_22-c"]);
            tell(22, "online");
            assert.strictEqual(events.length, 1);
        });
    });

    QUnit.test("follows the channels on screen, and no others", (assert) => {
        bus.follow(new Set([channelId(7), channelId(8)]));
        assert.deepEqual([...service.channels], ["seitech.chat/open/7", "seitech.chat/open/8"]);
        bus.follow(new Set([channelId(8), channelId(9)]));
        assert.deepEqual([...service.channels], ["seitech.chat/open/8", "seitech.chat/open/9"]);
        bus.follow(new Set());
        assert.deepEqual([...service.channels], []);
    });

    QUnit.test("after stop nobody is watched or followed", (assert) => {
        const presence = "online";
        bus.watch([{ userId: userId(12), partnerId: 22, presence, busChannel: "a" }]);
        bus.follow(new Set([channelId(7)]));
        bus.stop();
        assert.deepEqual([...service.channels], []);
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
