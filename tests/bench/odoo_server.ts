/** An Odoo of the benchmark's own: threaded, on the loopback interface, without scheduled jobs. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

const START_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 10_000;
const INSTALL_LIMIT_S = 3_600;

export interface ServerSettings {
    readonly root: string;
    readonly database: string;
    readonly port: number;
    readonly addons: readonly string[];
    /** Modules to install while starting. */
    readonly modules: readonly string[];
    readonly dataDir: string;
    readonly logFile: string;
}

/** What Odoo's access log says of one request. */
export interface LoggedRequest {
    readonly path: string;
    readonly status: number;
    /** Absent when another log line of the same request used the counters up. */
    readonly queries?: number;
    readonly sqlMs?: number;
    /** Everything but SQL: Python, waiting for the processor, connecting for NOTIFY. */
    readonly otherMs?: number;
}

const ACCESS_LINE = /"POST (\S+) HTTP\/[\d.]+" (\d{3}) \S+ (?:(\d+) ([\d.]+) ([\d.]+)|- - -)/;

export class OdooServer {
    readonly address: URL;
    private exited = false;

    private constructor(
        private readonly child: ChildProcess,
        private readonly settings: ServerSettings,
    ) {
        this.address = new URL(`http://127.0.0.1:${settings.port}`);
        child.on("exit", () => (this.exited = true));
    }

    /** Returns before it answers: whoever has to end it can do so from the beginning. */
    static launch(settings: ServerSettings): OdooServer {
        const [command = "", ...words] = odooCommand(settings.root);
        const log = openSync(settings.logFile, "w");
        const child = spawn(command, [...words, ...odooArguments(settings)], {
            stdio: ["ignore", log, log],
            env: odooEnvironment(settings.root),
        });
        closeSync(log);
        return new OdooServer(child, settings);
    }

    async stop(): Promise<void> {
        const deadline = Date.now() + STOP_TIMEOUT_MS;
        this.child.kill("SIGTERM");
        while (!this.exited && Date.now() < deadline) {
            await pause(50);
        }
        if (!this.exited) {
            this.child.kill("SIGKILL");
        }
    }

    /** Ends the server at once, for a way out that cannot wait. */
    kill(): void {
        this.child.kill("SIGKILL");
    }

    get hasExited(): boolean {
        return this.exited;
    }

    /** @returns where the log ends now. */
    logPosition(): number {
        return statSync(this.settings.logFile).size;
    }

    /** @returns the POST requests logged between two positions. */
    requestsBetween(start: number, end: number): readonly LoggedRequest[] {
        return logLines(this.settings.logFile, start, end).flatMap(parseAccessLine);
    }

    /** @throws Error naming the log when Odoo ends or does not answer in time. */
    async waitUntilItAnswers(): Promise<void> {
        const deadline = Date.now() + START_TIMEOUT_MS;
        for (;;) {
            if (this.exited || Date.now() > deadline) {
                this.child.kill("SIGKILL");
                throw new Error(`Odoo did not come up; see ${this.settings.logFile}`);
            }
            if (await answers(this.address)) {
                return;
            }
            await pause(200);
        }
    }
}

function odooCommand(root: string): readonly string[] {
    const own = process.env["ODOO_BIN"];
    if (!own) {
        return ["/usr/bin/python3", join(root, ".dev/odoo/usr/bin/odoo")];
    }
    // A source checkout's odoo-bin may lack the executable bit; a bare name is found in PATH.
    const isPlainFile = existsSync(own) && !(statSync(own).mode & 0o111);
    return isPlainFile ? ["python3", own] : [own];
}

function odooEnvironment(root: string): NodeJS.ProcessEnv {
    const packages = join(root, ".dev/odoo/usr/lib/python3/dist-packages");
    return process.env["ODOO_BIN"] || !existsSync(packages)
        ? process.env
        : { ...process.env, PYTHONPATH: packages };
}

function odooArguments(settings: ServerSettings): readonly string[] {
    return [
        "--config=/dev/null",
        `--database=${settings.database}`,
        `--addons-path=${settings.addons.join(",")}`,
        `--data-dir=${settings.dataDir}`,
        "--http-interface=127.0.0.1",
        `--http-port=${settings.port}`,
        "--workers=0",
        "--max-cron-threads=0",
        // The first request waits for the installation; Odoo would start anew after two minutes.
        `--limit-time-real=${INSTALL_LIMIT_S}`,
        "--log-level=info",
        ...(settings.modules.length > 0 ? [`--init=${settings.modules.join(",")}`] : []),
    ];
}

async function answers(address: URL): Promise<boolean> {
    try {
        return (await fetch(new URL("/web/health", address))).ok;
    } catch {
        return false;
    }
}

function logLines(file: string, start: number, end: number): readonly string[] {
    const buffer = Buffer.alloc(Math.max(0, end - start));
    const handle = openSync(file, "r");
    try {
        readSync(handle, buffer, 0, buffer.length, start);
    } finally {
        closeSync(handle);
    }
    return buffer.toString().split("\n");
}

function parseAccessLine(line: string): readonly LoggedRequest[] {
    const [, path, status, queries, sqlSeconds, otherSeconds] = ACCESS_LINE.exec(line) ?? [];
    if (path === undefined) {
        return [];
    }
    const counters =
        queries === undefined
            ? {}
            : {
                  queries: Number(queries),
                  sqlMs: Number(sqlSeconds) * 1000,
                  otherMs: Number(otherSeconds) * 1000,
              };
    return [{ path, status: Number(status), ...counters }];
}

/** Waits some milliseconds. */
export function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
