/** On what the figures were taken: a figure without that says nothing. */
import { cpus, loadavg } from "node:os";
import { Database } from "./database";

export type Circumstances = Readonly<Record<string, string>>;

/** @returns what a reader has to know of any run, by name, in the order to show it. */
export async function circumstancesOf(isQuick: boolean): Promise<Circumstances> {
    return {
        Date: new Date().toISOString(),
        Machine: `${machine()}, load at the start ${(loadavg()[0] ?? 0).toFixed(1)}`,
        PostgreSQL: await one(
            new Database("postgres"),
            "SELECT concat(current_setting('server_version'), ', fsync ', current_setting('fsync'))",
        ),
        Odoo: "threaded (--workers=0), no scheduled jobs, clients on the same machine",
        Mode: isQuick ? "quick: for a look, not for figures" : "full",
    };
}

/** @returns how much of everything the plan has put there. */
export function dataOf(database: Database): Promise<string> {
    return one(
        database,
        `SELECT format('%s channels, %s memberships, %s messages, %s people; the same for each',
            (SELECT count(*) FROM bench_channel), (SELECT count(*) FROM bench_member),
            (SELECT count(*) FROM bench_message), (SELECT count(*) FROM bench_person))`,
    );
}

function machine(): string {
    const all = cpus();
    return `${all.length} × ${all[0]?.model ?? "unknown processor"}`;
}

async function one(database: Database, sql: string): Promise<string> {
    return (await database.query(sql))[0]?.[0] ?? "";
}
