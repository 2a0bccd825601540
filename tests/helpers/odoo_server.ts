/** Stopping and starting the Odoo under test, and reading what it logged meanwhile. */
import { execFile } from "node:child_process";
import { createReadStream, statSync } from "node:fs";
import { promisify } from "node:util";

import { requiredEnv } from "./odoo_session";

const run = promisify(execFile);

type ServerCommand = "stop" | "start" | "restart" | "kill9";

async function control(command: ServerCommand): Promise<void> {
    await run(requiredEnv("SEITECH_CTL"), [command]);
}

/**
 * Shuts the server down in order; resolves once its process is gone.
 *
 * @throws Error with the script's output when it cannot.
 */
export async function stopServer(): Promise<void> {
    await control("stop");
}

/**
 * Starts the same server again, on the same port and database; resolves once it answers.
 *
 * @throws Error with the script's output when it does not answer.
 */
export async function startServer(): Promise<void> {
    await control("start");
}

/** Ends the server as a crash would (SIGKILL); resolves once its process is gone. */
export async function killServer(): Promise<void> {
    await control("kill9");
}

/** @returns A place in the server's log, to be given to {@link serverLogSince}. */
export function serverLogMark(): number {
    return statSync(requiredEnv("SEITECH_LOG")).size;
}

/**
 * @param mark What {@link serverLogMark} returned earlier; 0 for the whole log.
 * @returns What the server has logged since.
 */
export async function serverLogSince(mark: number): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of createReadStream(requiredEnv("SEITECH_LOG"), { start: mark })) {
        parts.push(part as Buffer);
    }
    return Buffer.concat(parts).toString("utf8");
}
