/** What an administrator sets up before a website can be measured. */
import { pause } from "../odoo_server";
import { field, Session } from "../http_client";
import type { Premise } from "../premises";

/** Of everybody who signs in. */
export const PASSWORD = "bench";
/** The template's administrator. */
const ADMINISTRATOR = { login: "admin", password: "admin" };
const ONLINE_TIMEOUT_MS = 60_000;

export interface NewUser {
    readonly name: string;
    readonly login: string;
    readonly password: string;
}

export class Office {
    private constructor(
        private readonly premise: Premise,
        private readonly administrator: Session,
    ) {}

    /** @throws Error when the administrator has another password. */
    static async open(premise: Premise): Promise<Office> {
        const { login, password } = ADMINISTRATOR;
        const { server, database } = premise;
        const session = await Session.signIn(server.address, database.name, login, password);
        return new Office(premise, session);
    }

    /** @returns the id of a user of this group alone. */
    async makeUser(user: NewUser, group: string): Promise<number> {
        const values = { ...user, group_ids: [[6, 0, [await this.idOf(group)]]] };
        const made = await this.call("res.users", "create", [[values]]);
        return Number(Array.isArray(made) ? made[0] : made);
    }

    async write(model: string, id: number, values: Record<string, unknown>): Promise<void> {
        await this.call(model, "write", [[id], values]);
    }

    /** @returns the id of the record that a module calls so. */
    async idOf(reference: string): Promise<number> {
        const [module, name] = reference.split(".");
        const rows = await this.premise.database.query(
            `SELECT res_id FROM ir_model_data WHERE module = '${module}' AND name = '${name}'`,
        );
        if (rows[0]?.[0] === undefined) {
            throw new Error(`there is no ${reference}`);
        }
        return Number(rows[0][0]);
    }

    /**
     * Waits until a user counts as online, as their open page makes them.
     *
     * @throws Error when that does not happen.
     */
    async untilOnline(userId: number): Promise<void> {
        const deadline = Date.now() + ONLINE_TIMEOUT_MS;
        const sql = `SELECT 1 FROM mail_presence WHERE user_id = ${userId} AND status = 'online'`;
        while ((await this.premise.database.query(sql)).length === 0) {
            if (Date.now() > deadline) {
                throw new Error("the agent does not come online");
            }
            await pause(250);
        }
    }

    private async call(model: string, method: string, args: readonly unknown[]): Promise<unknown> {
        const kwargs = { context: { no_reset_password: true } };
        const path = `/web/dataset/call_kw/${model}/${method}`;
        const reply = await this.administrator.rpc(path, { model, method, args, kwargs });
        if (reply.failure !== undefined) {
            throw new Error(`${model}.${method}: ${reply.failure}`);
        }
        return field(reply.body, "result");
    }
}
