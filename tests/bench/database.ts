/** PostgreSQL through psql, which the machine has anyway; address and user come from PGHOST etc. */
import { spawn } from "node:child_process";

export class Database {
    /** The copy that is being made; never rejects. */
    private creation: Promise<unknown> = Promise.resolve();

    constructor(readonly name: string) {}

    /**
     * Runs one SQL file.
     * @param variables psql variables; the file names them `:name`.
     * @throws Error with psql's own words when a statement fails.
     */
    async runFile(file: string, variables: Record<string, string | number> = {}): Promise<void> {
        const settings = Object.entries(variables).flatMap(([key, value]) => [
            "-v",
            `${key}=${value}`,
        ]);
        await psql(["-d", this.name, ...settings, "-f", file]);
    }

    /** Runs statements given as text. */
    async run(sql: string): Promise<void> {
        await psql(["-d", this.name, "-f", "-"], sql);
    }

    /** @returns the rows of one statement as text. */
    async query(sql: string): Promise<readonly (readonly string[])[]> {
        const output = await psql(["-d", this.name, "-At", "-F", "\t", "-f", "-"], sql);
        return output
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => line.split("\t"));
    }

    /** @returns whether a table exists. */
    async hasTable(table: string): Promise<boolean> {
        const rows = await this.query(`SELECT to_regclass('${table}') IS NOT NULL`);
        return rows[0]?.[0] === "t";
    }

    /** Copies a template database. @param template nobody may be connected to it. */
    async createFrom(template: string): Promise<void> {
        const statement = `CREATE DATABASE "${this.name}" TEMPLATE "${template}"`;
        const created = psql(["-d", "postgres", "-c", statement]);
        this.creation = created.catch(() => undefined);
        await created;
    }

    /** Also when somebody interrupts while it is being made: what is half there cannot be dropped. */
    async drop(): Promise<void> {
        await this.creation;
        const statement = `DROP DATABASE IF EXISTS "${this.name}" WITH (FORCE)`;
        await psql(["-d", "postgres", "-c", statement]);
    }
}

function psql(args: readonly string[], input = ""): Promise<string> {
    return new Promise((resolve, reject) => {
        const child = spawn("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", ...args], {
            env: { ...process.env, PGOPTIONS: "-c client_min_messages=warning" },
        });
        let output = "";
        let errors = "";
        child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
        child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
        child.on("error", reject);
        child.on("close", (code) => {
            if (code === 0) {
                resolve(output);
            } else {
                reject(new Error(`psql: ${errors.trim()}`));
            }
        });
        child.stdin.end(input);
    });
}
