import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = resolve(
    fileURLToPath(import.meta.url),
    "../../../addon/seitech_elearning/tests/wire",
);

/** @returns The names of all fixtures, without their ending. */
export function wireFixtureNames(): string[] {
    return readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
}

/** @returns What the server sends, as the addon's own tests hold it. */
export function wireFixture(name: string): unknown {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

/** @returns Type and payload of a notification in a fixture. */
export function wireNotification(name: string): { type: string; payload: unknown } {
    return wireFixture(name) as { type: string; payload: unknown };
}
