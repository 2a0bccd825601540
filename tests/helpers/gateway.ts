/**
 * A network between browsers and Odoo that behaves as networks do: it may let no websocket
 * through, or lose some of what comes on it. Counts the websockets it was asked for.
 */
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";

import { ODOO_URL } from "./odoo_session";
import { seededRandom } from "./seeded_random";

export interface GatewayOptions {
    /** Answers every attempt to open a websocket with a refusal. */
    readonly refusesWebsockets?: boolean;
    /** Share of the bus notifications that get lost, each by itself. */
    readonly loss?: number;
}

export class Gateway {
    private readonly random = seededRandom(1);
    private readonly sockets = new Set<Duplex>();
    private readonly websockets = new WebSocketServer({ noServer: true });
    private readonly server: Server;
    /** How many websockets were asked for. */
    asked = 0;
    /** How many notifications were lost on the way. */
    lost = 0;

    private constructor(private readonly options: GatewayOptions) {
        this.server = createServer((incoming, reply) => {
            const { method, headers, url } = incoming;
            const onward = request(new URL(url ?? "/", ODOO_URL), { method, headers }, (answer) => {
                reply.writeHead(answer.statusCode ?? 502, answer.headers);
                answer.pipe(reply);
            });
            onward.on("error", () => reply.destroy());
            incoming.pipe(onward);
        });
        this.server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
            this.asked += 1;
            this.upgrade(incoming, socket, head);
        });
        this.server.on("connection", (socket) => {
            this.sockets.add(socket);
            socket.on("close", () => this.sockets.delete(socket));
        });
    }

    static async open(options: GatewayOptions = {}): Promise<Gateway> {
        const gateway = new Gateway(options);
        await new Promise<void>((resolve) => {
            gateway.server.listen(0, "localhost", resolve);
        });
        return gateway;
    }

    /** Where browsers find Odoo behind this network. */
    get url(): string {
        return `http://localhost:${(this.server.address() as AddressInfo).port}`;
    }

    /** How many websockets are open now. */
    get open(): number {
        return this.websockets.clients.size;
    }

    close(): void {
        this.server.close();
        this.websockets.clients.forEach((client) => client.terminate());
        this.sockets.forEach((socket) => socket.destroy());
    }

    private upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
        if (this.options.refusesWebsockets) {
            socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
            return;
        }
        const { cookie = "", origin = "", host = "", "user-agent": agent = "" } = incoming.headers;
        const address = new URL(incoming.url ?? "/", ODOO_URL.replace(/^http/, "ws"));
        const odoo = new WebSocket(address, {
            headers: { cookie, origin, host, "user-agent": agent },
        });
        odoo.on("error", () => socket.destroy());
        odoo.once("open", () =>
            this.websockets.handleUpgrade(incoming, socket, head, (client) => {
                this.connect(client, odoo);
            }),
        );
    }

    private connect(client: WebSocket, odoo: WebSocket): void {
        client.on("message", (data, isBinary) => odoo.send(data, { binary: isBinary }));
        odoo.on("message", (data: Buffer) => client.send(this.pass(data.toString("utf8"))));
        client.on("close", () => odoo.close());
        odoo.on("close", (code) => client.close(code === 1006 || code === 1005 ? 1001 : code));
        client.on("error", () => odoo.terminate());
        odoo.on("error", () => client.terminate());
    }

    /** @returns What is left of a batch of notifications. */
    private pass(text: string): string {
        const { loss = 0 } = this.options;
        if (loss === 0) {
            return text;
        }
        const batch = JSON.parse(text) as readonly unknown[];
        const left = batch.filter(() => this.random() >= loss);
        this.lost += batch.length - left.length;
        return JSON.stringify(left);
    }
}
