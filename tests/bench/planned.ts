/** The cases that work on the plan: one Odoo, both systems in it, the same data for each. */
import type { Bench, CaseFile, Row } from "./cases/case";
import { dataOf } from "./circumstances";
import type { Database } from "./database";
import { Session } from "./http_client";
import type { OdooServer } from "./odoo_server";
import { FULL, makePlan, type Plan, QUICK, trimmed } from "./plan";
import { MODULE, type Premises } from "./premises";
import { PASSWORD, seed } from "./seed";
import { Discuss } from "./systems/discuss";
import { Seitech } from "./systems/seitech";
import type { System } from "./systems/system";

export interface PlannedRun {
    readonly cases: Readonly<Record<string, CaseFile>>;
    readonly isQuick: boolean;
    readonly port: number;
    readonly say: (line: string) => void;
    readonly report: (row: Row) => void;
    /** Gets what the figures are about, as soon as that is known. */
    readonly note: (circumstances: Readonly<Record<string, string>>) => void;
}

/** Makes the database and fills it, then runs the cases one after another. */
export async function runPlanned(premises: Premises, run: PlannedRun): Promise<void> {
    const { server, database } = await openOdoo(premises, run);
    const names = Object.keys(run.cases);
    const plan = makePlan(trimmed(run.isQuick ? QUICK : FULL, names));
    const hasOurs = await database.hasTable("seitech_chat_message");
    const systems: readonly System[] = [new Discuss(), ...(hasOurs ? [new Seitech()] : [])];
    await seed(database, plan, systems, run.say);
    const sessions = await signInEverybody(server, database, plan);
    const pagedNumbers = await messageNumbers(database, plan.paged.no);
    run.note({
        Data: await dataOf(database),
        Systems: systems.map(({ title }) => title).join(", "),
    });
    const bench: Bench = {
        plan,
        server,
        systems,
        session: (person) => known(sessions.get(person)),
        pagedMessageNo: (position) => known(pagedNumbers[position - 1]),
        report: run.report,
    };
    for (const name of names) {
        await run.cases[name]?.(bench);
    }
    await server.stop();
}

async function openOdoo(
    premises: Premises,
    { port, say }: PlannedRun,
): ReturnType<Premises["open"]> {
    if (!premises.hasModule) {
        say(`there is no ${MODULE}: only Discuss is measured`);
    }
    const started = performance.now();
    const modules = ["bench_floor", ...(premises.hasModule ? [MODULE] : [])];
    const premise = await premises.open({ suffix: "", log: "odoo.log", modules, port });
    say(`Odoo answers after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return premise;
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
