import type { AddressInfo } from "node:net";

import { WebSocket as NodeWebSocket, WebSocketServer, type WebSocket as Line } from "ws";

import { VisitSocket } from "../../../ts_src/odoo/visit/visit_socket";
import { wireNotification } from "../../helpers/wire_fixtures";

/** `/websocket` of a server that notes what it hears and says what the test wants. */
class BusServer {
    readonly heard: unknown[] = [];
    readonly addresses: string[] = [];
    readonly lines: Line[] = [];
    private readonly server = new WebSocketServer({ port: 0, host: "127.0.0.1" });

    constructor() {
        this.server.on("connection", (line, request) => {
            this.lines.push(line);
            this.addresses.push(request.url ?? "");
            line.on("message", (data: Buffer, isBinary) =>
                this.heard.push(isBinary ? [...data] : (JSON.parse(data.toString()) as unknown)),
            );
        });
    }

    start(): Promise<void> {
        return new Promise((resolve) => this.server.on("listening", resolve));
    }

    get url(): string {
        return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}/websocket`;
    }

    say(...notifications: readonly [number, string, unknown][]): void {
        const told = notifications.map(([id, type, payload]) => ({
            id,
            message: { type, payload },
        }));
        this.lines.at(-1)?.send(JSON.stringify(told));
    }

    async stop(): Promise<void> {
        this.lines.forEach((line) => line.terminate());
        await new Promise((resolve) => this.server.close(resolve));
    }
}

async function until(isTrue: () => boolean): Promise<void> {
    for (let tries = 0; tries < 300 && !isTrue(); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}

const subscription = (token: string, last: number): unknown => ({
    event_name: "subscribe",
    data: { channels: [`seitech.chat/visitor/${token}`], last },
});

QUnit.module("odoo/visit/visit_socket", (hooks) => {
    let server: BusServer;
    let bus: VisitSocket;
    let told: unknown[];
    const before = globalThis.WebSocket;

    hooks.beforeEach(async () => {
        Object.assign(globalThis, { WebSocket: NodeWebSocket });
        server = new BusServer();
        await server.start();
        told = [];
        bus = new VisitSocket({
            url: server.url,
            version: "19.0-2",
            firstDelay: 1,
            quietTime: 50,
        });
        bus.start({
            onNotification: (channelId, { kind }) => told.push([channelId, kind]),
            onStatus: (status) => told.push(status),
            onResubscribe: () => told.push("resubscribe"),
        });
    });

    hooks.afterEach(async () => {
        bus.stop();
        await server.stop();
        Object.assign(globalThis, { WebSocket: before });
    });

    QUnit.test("connects for a token, not before, with the worker's version", async (assert) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        assert.deepEqual(server.addresses, []);
        bus.follow("one");
        await until(() => server.heard.length > 0);
        assert.deepEqual(server.addresses, ["/websocket?version=19.0-2"]);
        assert.deepEqual(server.heard[0], subscription("one", 0));
        assert.deepEqual(told, ["online"]);
    });

    QUnit.test("passes on what is told, and ignores the rest", async (assert) => {
        bus.follow("one");
        await until(() => server.heard.length > 0);
        const visit = wireNotification("bus_visit");
        server.say(
            [5, "seitech.chat/note", {}],
            [6, visit.type, visit.payload],
            [7, "seitech.chat/resubscribe", {}],
        );
        await until(() => told.length > 2);
        assert.deepEqual(told, ["online", [6, "visitChanged"], "resubscribe"]);
    });

    QUnit.test("another token is subscribed to, behind what came last", async (assert) => {
        bus.follow("one");
        await until(() => server.heard.length > 0);
        server.say([9, "seitech.chat/resubscribe", {}]);
        await until(() => told.includes("resubscribe"));
        bus.follow("two");
        await until(() => server.heard.length > 1);
        assert.deepEqual(server.heard[1], subscription("two", 9));
        assert.strictEqual(server.addresses.length, 1);
    });

    QUnit.test("comes back after the connection was lost, where it was", async (assert) => {
        bus.follow("one");
        await until(() => server.heard.length > 0);
        server.say([9, "seitech.chat/resubscribe", {}]);
        await until(() => told.includes("resubscribe"));
        server.lines[0]?.close(4002);
        await until(() => server.heard.length > 1);
        assert.deepEqual(server.heard.at(-1), subscription("one", 9));
        await until(() => told.length > 3);
        assert.deepEqual(told, ["online", "resubscribe", "connecting", "online"]);
    });

    QUnit.test("shows that it is alive when nothing else does", async (assert) => {
        bus.follow("one");
        await until(() => server.heard.length > 2);
        assert.deepEqual(server.heard.slice(1, 3), [[0], [0]]);
    });

    QUnit.test("stays away when the server wants another version", async (assert) => {
        bus.follow("one");
        await until(() => server.heard.length > 0);
        server.lines[0]?.close(1000, "OUTDATED_VERSION");
        await until(() => told.includes("offline"));
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        assert.deepEqual([told, server.addresses.length], [["online", "offline"], 1]);
    });

    QUnit.test("hangs up when there is nothing to follow any more", async (assert) => {
        bus.follow("one");
        await until(() => server.heard.length > 0);
        const codes: number[] = [];
        server.lines[0]?.on("close", (code: number) => codes.push(code));
        bus.follow(null);
        await until(() => codes.length > 0);
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        assert.deepEqual([codes, server.addresses.length], [[1000], 1]);
    });
});
