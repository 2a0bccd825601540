/** The databases and the Odoos that the benchmark makes, and how all of them go again. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Database } from "./database";
import { OdooServer, pause } from "./odoo_server";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const OWN_ADDONS = fileURLToPath(new URL("./addons", import.meta.url));
const INSTALL_TIMEOUT_MS = 600_000;

export const MODULE = "seitech_elearning";

export interface PremisesSettings {
    /** Database to copy, with website_slides; without one it is made from nothing. */
    readonly template: string | undefined;
    /** Folder that holds our module. */
    readonly addons: string;
    /** Where the logs go. */
    readonly results: string;
    readonly keepsDatabases: boolean;
}

/** A database and the Odoo on it. */
export interface Premise {
    readonly database: Database;
    readonly server: OdooServer;
}

/** What is to be there; unlike the other names, the log's is one for people. */
export interface PremiseWish {
    /** Ends the name of the database; empty for the only one. */
    readonly suffix: string;
    readonly log: string;
    /** To install, besides website_slides. */
    readonly modules: readonly string[];
    /** Any that is free when absent. */
    readonly port?: number;
}

export class Premises {
    private readonly databases: Database[] = [];
    private readonly servers: OdooServer[] = [];
    private readonly scratch: string;
    private isOver = false;

    constructor(private readonly settings: PremisesSettings) {
        this.scratch = join(settings.results, `run-${process.pid}`);
        mkdirSync(this.scratch, { recursive: true });
    }

    /** Whether our own module can be installed. */
    get hasModule(): boolean {
        return existsSync(join(this.settings.addons, MODULE, "__manifest__.py"));
    }

    /**
     * Copies the template and starts an Odoo on the copy, with these modules installed.
     *
     * @throws Error naming the log when that does not work.
     */
    async open({ suffix, log, modules, port }: PremiseWish): Promise<Premise> {
        const { template, results, addons } = this.settings;
        const database = new Database(`bench_${process.pid}${suffix}`);
        this.databases.push(database);
        if (template !== undefined) {
            await database.createFrom(template);
            // The template's files stay behind; Odoo compiles these again when a browser asks.
            await database.run("DELETE FROM ir_attachment WHERE url LIKE '/web/assets/%'");
        }
        const ownPort = port ?? (await freePort());
        if (this.isOver) {
            // Interrupted meanwhile. An Odoo would make the database again.
            throw new Error("too late to open anything");
        }
        const wanted = [...(template === undefined ? ["website_slides"] : []), ...modules];
        const server = OdooServer.launch({
            root: ROOT,
            database: database.name,
            port: ownPort,
            addons: [OWN_ADDONS, ...(this.hasModule ? [addons] : [])],
            modules: wanted,
            dataDir: join(this.scratch, database.name),
            logFile: join(results, log),
        });
        this.servers.push(server);
        await server.waitUntilItAnswers();
        await installed(server, database, wanted);
        return { database, server };
    }

    /** Ends everything in good order. */
    async close(): Promise<void> {
        this.isOver = true;
        await Promise.all(this.servers.map((server) => server.stop()));
        if (!this.settings.keepsDatabases) {
            await this.drop();
        }
        this.removeScratch();
    }

    /** The way out that cannot wait for anybody but PostgreSQL. Kept databases go, too. */
    async abandon(): Promise<void> {
        this.isOver = true;
        this.kill();
        this.removeScratch();
        await this.drop();
    }

    /** Ends the servers at once. */
    kill(): void {
        this.servers.forEach((server) => server.kill());
    }

    private async drop(): Promise<void> {
        const drops = await Promise.allSettled(this.databases.map((database) => database.drop()));
        const failed = drops.find((drop) => drop.status === "rejected");
        if (failed) {
            throw failed.reason;
        }
    }

    private removeScratch(): void {
        // A server that is just ending may still be writing there.
        rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
    }
}

/** Odoo may answer before it has installed what it was told to. */
async function installed(
    server: OdooServer,
    database: Database,
    modules: readonly string[],
): Promise<void> {
    const deadline = Date.now() + INSTALL_TIMEOUT_MS;
    const names = modules.map((name) => `'${name}'`).join(",") || "NULL";
    for (;;) {
        const rows = await database.query(
            `SELECT count(*) FROM ir_module_module WHERE state = 'installed' AND name IN (${names})`,
        );
        if (Number(rows[0]?.[0]) === modules.length) {
            return;
        }
        if (Date.now() > deadline || server.hasExited) {
            throw new Error(`${modules.join(", ")} could not be installed; see the log`);
        }
        await pause(500);
    }
}

function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.on("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const { port } = server.address() as AddressInfo;
            server.close(() => resolve(port));
        });
    });
}
