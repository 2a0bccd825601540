import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Request {
    readonly method: string;
    readonly url: string;
    readonly type: string;
    readonly body: unknown;
}

export type Answer = (response: ServerResponse) => void;

/** A server that notes what it is asked and answers as the test says. */
export class TestServer {
    readonly requests: Request[] = [];
    answer: Answer = (response) => void response.end();
    private readonly server = createServer((request, response) => {
        void this.handle(request, response);
    });

    async start(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        const { port } = this.server.address() as AddressInfo;
        return `http://127.0.0.1:${port}/api/chat`;
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
        let text = "";
        for await (const chunk of request) {
            text += String(chunk);
        }
        this.requests.push({
            method: request.method ?? "",
            url: request.url ?? "",
            type: request.headers["content-type"] ?? "",
            body: JSON.parse(text) as unknown,
        });
        this.answer(response);
    }
}

/** @returns An answer in JSON. */
export const json =
    (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
    (response) =>
        void response
            .writeHead(status, { "Content-Type": "application/json", ...headers })
            .end(JSON.stringify(body));

/** @returns An answer that is a page. */
export const text =
    (body: string, status: number): Answer =>
    (response) =>
        void response.writeHead(status, { "Content-Type": "text/html" }).end(body);
