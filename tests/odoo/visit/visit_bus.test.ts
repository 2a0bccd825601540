import { ServiceBus } from "../../../ts_src/odoo/visit/visit_bus";
import type { BusService } from "../../../ts_src/odoo/bus_link";
import { settle } from "../../helpers/manual_clock";
import { wireNotification } from "../../helpers/wire_fixtures";

/** Odoo's `bus_service` as far as it is used: see `websocket_bus.test.ts`. */
class Service extends EventTarget implements BusService {
    workerState: string | null = null;
    started = 0;
    forced = 0;
    readonly channels: string[] = [];
    readonly subscriptions = new Map<string, (payload: unknown) => void>();

    start(): Promise<void> {
        this.started += 1;
        return Promise.resolve();
    }

    subscribe(type: string, callback: (payload: unknown) => void): void {
        this.subscriptions.set(type, callback);
    }

    unsubscribe(type: string): void {
        this.subscriptions.delete(type);
    }

    addChannel(channel: string): void {
        this.channels.push(channel);
    }

    deleteChannel(channel: string): void {
        this.channels.splice(this.channels.indexOf(channel), 1);
    }

    forceUpdateChannels(): void {
        this.forced += 1;
    }
}

QUnit.module("odoo/visit/visit_bus", (hooks) => {
    let service: Service;
    let bus: ServiceBus;
    let told: unknown[];
    const warn = console.warn;

    hooks.beforeEach(() => {
        service = new Service();
        bus = new ServiceBus(service);
        told = [];
        bus.start({
            onNotification: (channelId, { kind }) => told.push([channelId, kind]),
            onStatus: (status) => told.push(status),
            onResubscribe: () => told.push("resubscribe"),
        });
    });
    hooks.afterEach(() => {
        console.warn = warn;
    });

    const notify = (name: string) => {
        const { type, payload } = wireNotification(name);
        service.subscriptions.get(type)?.(payload);
    };

    QUnit.test("no websocket without a conversation", async (assert) => {
        await settle();
        assert.deepEqual([service.started, service.channels], [0, []]);
        bus.follow("one");
        assert.deepEqual([service.started, service.channels], [1, ["seitech.chat/visitor/one"]]);
        bus.follow("two");
        assert.deepEqual([service.started, service.channels], [1, ["seitech.chat/visitor/two"]]);
        bus.follow(null);
        assert.deepEqual(service.channels, []);
    });

    QUnit.test("a worker that was connected before, and one that loses it", async (assert) => {
        service.workerState = "CONNECTED";
        bus.follow("one");
        await settle();
        for (const name of ["BUS:RECONNECTING", "BUS:DISCONNECT", "BUS:RECONNECT"]) {
            service.dispatchEvent(new Event(name));
        }
        assert.deepEqual(told, ["online", "connecting", "offline", "online"]);
    });

    QUnit.test("passes on what is told, and survives what makes no sense", (assert) => {
        const warnings: unknown[] = [];
        console.warn = (...parts: unknown[]) => void warnings.push(parts);
        bus.follow("one");
        ["bus_visit", "bus_typing_by_visitor", "bus_resubscribe"].forEach(notify);
        service.subscriptions.get("seitech.chat/visit")?.({ visit: 3 });
        assert.deepEqual(told, [[6, "visitChanged"], "resubscribe"]);
        assert.strictEqual(warnings.length, 1);
        bus.resubscribe();
        assert.strictEqual(service.forced, 1);
    });

    QUnit.test("stopped, it listens to nothing", (assert) => {
        bus.follow("one");
        bus.stop();
        assert.deepEqual([service.subscriptions.size, service.channels], [0, []]);
        bus.follow("two");
        service.dispatchEvent(new Event("BUS:CONNECT"));
        assert.deepEqual([told, service.channels], [[], []]);
    });
});
