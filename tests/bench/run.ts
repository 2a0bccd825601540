/** The benchmark: makes a database, starts an Odoo on it, measures, reports, cleans up. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, Row } from "./cases/case";
import { circumstancesOf } from "./circumstances";
import { Database } from "./database";
import { Session } from "./http_client";
import { OdooServer, pause } from "./odoo_server";
import { CASES, HELP, type Options, parseOptions } from "./options";
import { FULL, makePlan, type Plan, QUICK, trimmed } from "./plan";
import { progressLine, writeReport } from "./report";
import { PASSWORD, seed } from "./seed";
import { Discuss } from "./systems/discuss";
import { Seitech } from "./systems/seitech";
import type { System } from "./systems/system";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MODULE = "seitech_elearning";
const INSTALL_TIMEOUT_MS = 600_000;
/** How long a line that has begun may take beyond the time limit before all is ended. */
const GRACE_MS = 240_000;

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

async function main(options: Options): Promise<void> {
    const results = resolve(options.results ?? join(ROOT, ".dev/test-results/bench"));
    const scratch = join(results, `run-${process.pid}`);
    mkdirSync(scratch, { recursive: true });
    const database = new Database(`bench_${process.pid}`);
    const deadline = Date.now() + options.maxMinutes * 60_000;
    let server: OdooServer | undefined;
    const emergency = (reason: string) => {
        server?.kill();
        rmSync(scratch, { recursive: true, force: true });
        process.stderr.write(`bench: ${reason}\n`);
        void database.drop().finally(() => process.exit(1));
    };
    const watchdog = setTimeout(() => emergency("took too long"), deadline + GRACE_MS - Date.now());
    // Whatever ends this process, its Odoo does not outlive it. A closed pipe (`| head`) is no
    // reason to end: the report still goes to its file.
    process.once("exit", () => server?.kill());
    process.stdout.on("error", () => undefined);
    process.once("SIGINT", () => emergency("interrupted"));
    process.once("SIGTERM", () => emergency("ended"));
    process.once("SIGHUP", () => emergency("ended"));
    try {
        server = await startServer(options, database, results, scratch);
        await measureAll(options, server, database, results, deadline);
    } finally {
        clearTimeout(watchdog);
        await server?.stop();
        if (!options.keepsDatabase) {
            await database.drop();
        }
        rmSync(scratch, { recursive: true, force: true });
    }
}

async function startServer(
    options: Options,
    database: Database,
    results: string,
    scratch: string,
): Promise<OdooServer> {
    const addons = resolve(options.addons ?? join(ROOT, "addon"));
    const hasModule = existsSync(join(addons, MODULE, "__manifest__.py"));
    if (!hasModule) {
        say(`${addons} holds no ${MODULE}: only Discuss is measured`);
    }
    if (options.template !== undefined) {
        await database.createFrom(options.template);
        // The template's files stay behind; Odoo compiles these again when a browser asks.
        await database.run("DELETE FROM ir_attachment WHERE url LIKE '/web/assets/%'");
    }
    const modules = [
        ...(options.template === undefined ? ["website_slides"] : []),
        "bench_floor",
        ...(hasModule ? [MODULE] : []),
    ];
    const started = performance.now();
    const server = await OdooServer.start({
        root: ROOT,
        database: database.name,
        port: options.port,
        addons: [
            fileURLToPath(new URL("./addons", import.meta.url)),
            ...(hasModule ? [addons] : []),
        ],
        modules,
        dataDir: scratch,
        logFile: join(results, "odoo.log"),
    });
    await installed(server, database, modules);
    say(`Odoo answers after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return server;
}

/** Odoo may answer before it has installed what it was told to. */
async function installed(
    server: OdooServer,
    database: Database,
    modules: readonly string[],
): Promise<void> {
    const deadline = Date.now() + INSTALL_TIMEOUT_MS;
    const names = modules.map((name) => `'${name}'`).join(",");
    for (;;) {
        const rows = await database.query(
            `SELECT count(*) FROM ir_module_module WHERE state = 'installed' AND name IN (${names})`,
        );
        if (Number(rows[0]?.[0]) === modules.length) {
            return;
        }
        if (Date.now() > deadline || server.hasExited) {
            throw new Error(`${modules.join(", ")} could not be installed; see odoo.log`);
        }
        await pause(500);
    }
}

async function measureAll(
    options: Options,
    server: OdooServer,
    database: Database,
    results: string,
    deadline: number,
): Promise<void> {
    const plan = makePlan(trimmed(options.isQuick ? QUICK : FULL, options.cases));
    const hasOurs = await database.hasTable("seitech_chat_message");
    const systems: readonly System[] = [new Discuss(), ...(hasOurs ? [new Seitech()] : [])];
    await seed(database, plan, systems, say);
    const sessions = await signInEverybody(server, database, plan);
    const pagedNumbers = await messageNumbers(database, plan.paged.no);
    const rows: Row[] = [];
    const bench: Bench = {
        plan,
        server,
        systems,
        session: (person) => known(sessions.get(person)),
        pagedMessageNo: (position) => known(pagedNumbers[position - 1]),
        report: (row) => {
            rows.push(row);
            say(progressLine(row));
            if (Date.now() > deadline) {
                throw new TimeIsUp();
            }
        },
    };
    const circumstances = await circumstancesOf(database, systems, options.isQuick);
    const remarks = (await finishes(options.cases, bench))
        ? []
        : [`time was up after ${rows.length} lines; the rest was not measured`];
    say(`\n${writeReport(results, rows, circumstances, remarks)}`);
    say(`\nwritten to ${results}`);
}

class TimeIsUp extends Error {}

/** @returns whether there was time for all of them. */
async function finishes(cases: readonly string[], bench: Bench): Promise<boolean> {
    try {
        for (const name of cases) {
            await CASES[name]?.(bench);
        }
        return true;
    } catch (error) {
        if (error instanceof TimeIsUp) {
            return false;
        }
        throw error;
    }
}

/** Two at a time: checking a password is slow on purpose. */
async function signInEverybody(
    server: OdooServer,
    database: Database,
    plan: Plan,
): Promise<ReadonlyMap<number, Session>> {
    const sessions = new Map<number, Session>();
    const waiting = Array.from({ length: plan.signedIn }, (_, index) => index + 1);
    const worker = async () => {
        for (let person = waiting.pop(); person !== undefined; person = waiting.pop()) {
            const login = `bench${person}`;
            const session = Session.signIn(server.address, database.name, login, PASSWORD);
            sessions.set(person, await session);
        }
    };
    await Promise.all([worker(), worker()]);
    return sessions;
}

/** Numbers of a channel's messages, oldest first. */
async function messageNumbers(database: Database, channelNo: number): Promise<readonly number[]> {
    const rows = await database.query(
        `SELECT no FROM bench_message WHERE channel_no = ${channelNo} ORDER BY position`,
    );
    return rows.map(([no]) => Number(no));
}

function known<T>(value: T | undefined): T {
    if (value === undefined) {
        throw new Error("not in the plan");
    }
    return value;
}

try {
    const options = parseOptions(process.argv.slice(2));
    if (options) {
        await main(options);
    } else {
        say(HELP);
    }
} catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
}
