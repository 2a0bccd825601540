/** Fills the database: the plan first, in neutral tables, then each system from those. */
import { pbkdf2Sync, randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Database } from "./database";
import type { Plan, PlannedChannel } from "./plan";
import type { System } from "./systems/system";

/** Password of everybody who signs in. */
export const PASSWORD = "bench";

/** Odoo's own number of rounds; with fewer it would rehash at every first login. */
const HASH_ROUNDS = 600_000;

/** @returns the absolute path of a file in `seed/`. */
export function seedFile(name: string): string {
    return fileURLToPath(new URL(`./seed/${name}`, import.meta.url));
}

/** Seeds plan and systems; says how long each took. */
export async function seed(
    database: Database,
    plan: Plan,
    systems: readonly System[],
    say: (line: string) => void,
): Promise<void> {
    await timed("people and plan", say, async () => {
        await database.run(planTables(plan.channels));
        await database.runFile(seedFile("people.sql"), {
            people: plan.people,
            signed_in: plan.signedIn,
            password_hash: passwordHash(PASSWORD),
        });
    });
    for (const system of systems) {
        await timed(system.title, say, () => system.seed(database));
    }
}

async function timed(
    what: string,
    say: (line: string) => void,
    work: () => Promise<void>,
): Promise<void> {
    const started = performance.now();
    await work();
    say(`  seeded ${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function planTables(channels: readonly PlannedChannel[]): string {
    const rows = channels.map(
        (channel) =>
            `(${channel.no}, '${channel.name}', '${channel.kind}', '{${channel.own.join(",")}}', ` +
            `${channel.crowd}, ${channel.messages}, ${channel.unread}, ${channel.hasReactions}, ` +
            `${channel.isMarked})`,
    );
    return `
        CREATE TABLE bench_channel (no int PRIMARY KEY, name text, kind text, own int[], crowd int,
            messages int, unread int, has_reactions boolean, is_marked boolean);
        INSERT INTO bench_channel VALUES ${rows.join(",\n")};
        CREATE TABLE bench_base (system text PRIMARY KEY, channel_base int, message_base int);`;
}

/** A password as passlib's pbkdf2_sha512 stores it. */
function passwordHash(password: string): string {
    const salt = randomBytes(16);
    const digest = pbkdf2Sync(password, salt, HASH_ROUNDS, 64, "sha512");
    return `$pbkdf2-sha512$${HASH_ROUNDS}$${adaptedBase64(salt)}$${adaptedBase64(digest)}`;
}

function adaptedBase64(bytes: Buffer): string {
    return bytes.toString("base64").replaceAll("+", ".").replaceAll("=", "");
}
