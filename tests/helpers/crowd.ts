/** Many people at once: accounts made for one test run, and what they do at the same time. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";

import { ODOO_DB, OdooSession } from "./odoo_session";

const run = promisify(execFile);
/** Whose password the whole crowd has. */
const EXAMPLE = "student";

/**
 * Makes portal accounts and signs them in.
 * @param size How many.
 */
export async function createCrowd(size: number): Promise<readonly OdooSession[]> {
    const admin = await OdooSession.signIn("admin");
    const portal = await admin.callKwOk("ir.model.data", "search_read", [
        [
            ["module", "=", "base"],
            ["name", "=", "group_portal"],
        ],
        ["res_id"],
    ]);
    const group = (portal as { res_id: number }[])[0]?.res_id;
    const logins = Array.from({ length: size }, () => `crowd-${randomUUID()}`);
    await admin.callKwOk(
        "res.users",
        "create",
        [
            logins.map((login, number) => ({
                name: `Crowd ${number}`,
                login,
                group_ids: [[6, 0, [group]]],
            })),
        ],
        { context: { no_reset_password: true } },
    );
    await giveExamplePassword(logins);
    return Promise.all(logins.map((login) => OdooSession.signIn(login, EXAMPLE)));
}

/** Copies a hash: hashing a password of its own for each takes a third of a second each. */
async function giveExamplePassword(logins: readonly string[]): Promise<void> {
    const list = logins.map((login) => `'${login}'`).join(", ");
    const hash = `SELECT password FROM res_users WHERE login = '${EXAMPLE}'`;
    const update = `UPDATE res_users SET password = (${hash}) WHERE login IN (${list})`;
    await run("psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", ODOO_DB, "-c", update]);
}

/**
 * Takes the limits on requests per minute off: all these people come from one address.
 * They have tests of their own.
 */
export async function liftLimits(): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const limits = [
        "rate_network",
        "rate_person",
        "rate_visitor",
        "support_per_network",
        "support_unanswered",
    ];
    for (const limit of limits) {
        await admin.callKwOk("ir.config_parameter", "set_param", [
            `seitech_elearning.${limit}`,
            "0",
        ]);
    }
}

/** @returns The id of a new channel with these people in it. */
export async function createCrowdChannel(people: readonly OdooSession[]): Promise<number> {
    const manager = await OdooSession.signIn("manager");
    const created = await manager.callKwOk("seitech.chat.channel", "create", [
        [
            {
                name: `Crowd ${randomUUID()}`,
                channel_type: "group",
                member_ids: [[6, 0, people.map((person) => person.userId)]],
            },
        ],
    ]);
    const [id] = created as number[];
    if (!id) {
        throw new Error("no channel was created");
    }
    return id;
}

/** @returns All messages of a channel, oldest first. */
export async function wholeHistory(
    person: OdooSession,
    channelId: number,
): Promise<readonly HistoryMessage[]> {
    const messages: HistoryMessage[] = [];
    for (let more = true; more;) {
        const page = await person.apiOk("messages", {
            channel_id: channelId,
            limit: 100,
            ...(messages[0] ? { before_id: messages[0].id } : {}),
        });
        messages.unshift(...(page["messages"] as HistoryMessage[]));
        more = page["has_more"] === true;
    }
    return messages;
}

export interface HistoryMessage {
    readonly id: number;
    readonly type: string;
    readonly content: string;
    readonly reactions: readonly { readonly emoji: string; readonly user_id: number }[];
}
