/** A site of somebody else: other pages, another origin, no Odoo. */
import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

import { OdooSession } from "./odoo_session";

const TYPES: Readonly<Record<string, string>> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
};

export class ForeignSite {
    private constructor(private readonly server: Server) {}

    /**
     * @param folder Whose files it serves.
     * @param pages Pages by path, besides.
     */
    static async open(
        folder: string | null,
        pages: Readonly<Record<string, string>> = {},
    ): Promise<ForeignSite> {
        const server = createServer((incoming, reply) => {
            const path = new URL(incoming.url ?? "/", "http://site").pathname;
            const page = pages[path];
            const file = folder && join(folder, normalize(path === "/" ? "/index.html" : path));
            const type = TYPES[extname(file ?? ".html")] ?? "text/html";
            if (page !== undefined) {
                reply.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page);
            } else if (file && existsSync(file)) {
                reply.writeHead(200, { "Content-Type": type });
                createReadStream(file).pipe(reply);
            } else {
                // Browsers ask for an icon, and complain if there is none.
                reply.writeHead(path === "/favicon.ico" ? 204 : 404).end();
            }
        });
        await new Promise<void>((resolve) => {
            // Odoo is at "localhost": cookies and storage know no ports, but they know names.
            server.listen(0, "127.0.0.1", resolve);
        });
        return new ForeignSite(server);
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => {
            this.server.close(resolve);
        });
    }
}

/** Sets which sites may use the chat. */
export async function allowSites(...urls: readonly string[]): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    await admin.callKwOk("ir.config_parameter", "set_param", [
        "seitech_elearning.cors_origins",
        urls.join(" "),
    ]);
}
