/**
 * Stands between a browser and an Odoo and weighs what comes through: everything that a page, its
 * workers and its frames ask for, and nothing that the browser has in its cache.
 */
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { gzipSync } from "node:zlib";

export interface Weight {
    /** Of the bodies, text compressed. */
    readonly bytes: number;
    /** A websocket is one. */
    readonly requests: number;
}

/** What web servers compress; the rest is compressed already. */
const TEXT = /^text\/|json|javascript|xml/;

export class Scales {
    private readonly sockets = new Set<Duplex>();
    private readonly server: Server;
    private answers: (() => number)[] = [];

    private constructor(private readonly target: URL) {
        this.server = createServer((incoming, reply) => {
            const { method, url } = incoming;
            // Odoo's own compression would be another one.
            const headers = { ...incoming.headers, "accept-encoding": "identity" };
            const onward = request(new URL(url ?? "/", target), { method, headers }, (answer) => {
                reply.writeHead(answer.statusCode ?? 502, answer.headers);
                this.weigh(answer);
                answer.pipe(reply);
            });
            onward.on("error", () => reply.destroy());
            incoming.pipe(onward);
        });
        this.server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
            this.answers.push(() => 0);
            this.passOn(incoming, socket, head);
        });
        this.server.on("connection", (socket) => {
            this.sockets.add(socket);
            socket.on("close", () => this.sockets.delete(socket));
        });
    }

    /** @param target Where Odoo is. */
    static async before(target: URL): Promise<Scales> {
        const scales = new Scales(target);
        await new Promise<void>((resolve) => {
            scales.server.listen(0, "127.0.0.1", resolve);
        });
        return scales;
    }

    /** Where browsers find Odoo behind these. */
    get address(): URL {
        return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
    }

    empty(): void {
        this.answers = [];
    }

    /** @returns what has come through since they were empty. */
    read(): Weight {
        return {
            bytes: this.answers.reduce((sum, bytesOf) => sum + bytesOf(), 0),
            requests: this.answers.length,
        };
    }

    close(): void {
        this.server.close();
        this.sockets.forEach((socket) => socket.destroy());
    }

    /** Compresses only when it is asked for: not while a page is loading. */
    private weigh(answer: IncomingMessage): void {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        const isText = TEXT.test(answer.headers["content-type"] ?? "");
        this.answers.push(() => {
            const body = Buffer.concat(chunks);
            return isText && body.length > 0 ? gzipSync(body).length : body.length;
        });
    }

    /** A websocket, byte by byte. */
    private passOn(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
        const odoo = connect(Number(this.target.port), this.target.hostname, () => {
            const { method, url, rawHeaders } = incoming;
            const pairs = rawHeaders.map((word, index) =>
                index % 2 ? `${word}\r\n` : `${word}: `,
            );
            odoo.write(`${method} ${url} HTTP/1.1\r\n${pairs.join("")}\r\n`);
            odoo.write(head);
            socket.pipe(odoo).pipe(socket);
        });
        odoo.on("error", () => socket.destroy());
        socket.on("error", () => odoo.destroy());
        socket.on("close", () => odoo.destroy());
    }
}
