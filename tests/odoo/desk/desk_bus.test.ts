import type { DeskNews } from "../../model/desk/fake_desk_server";
import { WebsocketDeskBus } from "../../../ts_src/odoo/desk/desk_bus";
import type { BusService } from "../../../ts_src/odoo/bus_link";
import { settle } from "../../helpers/manual_clock";
import { wireNotification } from "../../helpers/wire_fixtures";

/** The part of Odoo's `bus_service` that the desk uses: its own events, and notifications. */
class FakeBusService implements BusService {
    readonly workerState = null;
    starts = 0;
    readonly subscriptions = new Map<string, (payload: unknown) => void>();
    readonly events = new EventTarget();

    async start(): Promise<void> {
        this.starts += 1;
    }

    subscribe(type: string, callback: (payload: unknown) => void): void {
        this.subscriptions.set(type, callback);
    }

    unsubscribe(type: string, callback: (payload: unknown) => void): void {
        if (this.subscriptions.get(type) === callback) {
            this.subscriptions.delete(type);
        }
    }

    addEventListener(name: string, listener: EventListener): void {
        this.events.addEventListener(name, listener);
    }

    removeEventListener(name: string, listener: EventListener): void {
        this.events.removeEventListener(name, listener);
    }

    readonly addChannel = (): void => {};
    readonly deleteChannel = (): void => {};
    readonly forceUpdateChannels = (): void => {};
}

QUnit.module("odoo/desk/desk_bus", (hooks) => {
    const warn = console.warn;
    let warnings: unknown[][];
    let service: FakeBusService;
    let bus: WebsocketDeskBus;
    let news: (DeskNews | "reconnect")[];

    hooks.beforeEach(() => {
        warnings = [];
        console.warn = (...parts: unknown[]) => void warnings.push(parts);
        service = new FakeBusService();
        bus = new WebsocketDeskBus(service);
        news = [];
        bus.start({
            onSupport: (support) => void news.push({ kind: "support", support }),
            onNote: (note) => void news.push({ kind: "note", note }),
            onAgent: (agent) => void news.push({ kind: "agent", agent }),
            onReconnect: () => void news.push("reconnect"),
        });
    });
    hooks.afterEach(() => {
        console.warn = warn;
    });

    const notify = (fixture: string) => {
        const { type, payload } = wireNotification(fixture);
        service.subscriptions.get(type)?.(payload);
    };
    const happen = (name: string) => service.events.dispatchEvent(new Event(name));

    QUnit.test("requests, notes and colleagues", async (assert) => {
        await settle();
        assert.strictEqual(service.starts, 1);
        ["bus_support", "bus_note", "bus_agent"].forEach(notify);
        const told = news.map((one) => (one === "reconnect" ? one : one.kind));
        assert.deepEqual(told, ["support", "note", "agent"]);
    });

    QUnit.test("the websocket is there, and there again", (assert) => {
        happen("BUS:CONNECT");
        happen("BUS:DISCONNECT");
        happen("BUS:RECONNECT");
        assert.deepEqual(news, ["reconnect", "reconnect"]);
    });

    QUnit.test("what makes no sense is passed over, and said once", (assert) => {
        const [type] = ["seitech.chat/support"];
        service.subscriptions.get(type)?.({ support: { id: "x" } });
        service.subscriptions.get(type)?.(null);
        assert.strictEqual(warnings.length, 1);
        notify("bus_support");
        assert.strictEqual(news.length, 1);
    });

    QUnit.test("after the end nothing is heard", (assert) => {
        bus.stop();
        assert.strictEqual(service.subscriptions.size, 0);
        happen("BUS:RECONNECT");
        assert.deepEqual(news, []);
    });
});
