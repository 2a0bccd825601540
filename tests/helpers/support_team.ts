/** The agents behind the widget, who need no browser here, and what the server has of a visitor. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { ODOO_DB, OdooSession, waitUntil } from "./odoo_session";

const run = promisify(execFile);

/** @returns What a statement prints, without decoration. */
export async function sql(statement: string): Promise<string> {
    const { stdout } = await run("psql", [
        "-XqAt",
        "-v",
        "ON_ERROR_STOP=1",
        "-d",
        ODOO_DB,
        "-c",
        statement,
    ]);
    return stdout.trim();
}

/** Whether an agent has Odoo open, as far as Odoo knows. */
export async function setTeamThere(isThere: boolean): Promise<void> {
    const { userId } = await OdooSession.signIn("agent");
    await sql("UPDATE mail_presence SET status = 'offline'");
    if (isThere) {
        await sql(`INSERT INTO mail_presence (user_id, status, last_poll, last_presence)
            VALUES (${userId}, 'online', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
            ON CONFLICT (user_id) WHERE user_id IS NOT NULL DO UPDATE SET status = 'online'`);
    }
}

/** One conversation with a visitor, from the agent's side. */
export class SupportCase {
    private constructor(
        readonly channelId: number,
        readonly agent: OdooSession,
    ) {}

    /**
     * Takes the conversation of a visitor.
     *
     * @throws Error when nobody of this name waits.
     */
    static async claim(visitorName: string): Promise<SupportCase> {
        const agent = await OdooSession.signIn("agent");
        const { supports } = await agent.apiOk("desk/queue", { queue: "waiting" });
        const waiting = supports as { channel_id: number; visitor_name: string }[];
        const found = waiting.find(({ visitor_name }) => visitor_name === visitorName);
        if (!found) {
            throw new Error(`${visitorName} is not among ${JSON.stringify(waiting)}`);
        }
        await agent.apiOk("desk/claim", { channel_id: found.channel_id });
        return new SupportCase(found.channel_id, agent);
    }

    async say(content: string): Promise<void> {
        await this.agent.apiOk("send", { channel_id: this.channelId, content });
    }

    async desk(route: string, more: Record<string, unknown> = {}): Promise<void> {
        await this.agent.apiOk(`desk/${route}`, { channel_id: this.channelId, ...more });
    }

    /** @returns The messages that people wrote, oldest first, as the agent gets them. */
    async messages(): Promise<readonly CaseMessage[]> {
        const body = { channel_id: this.channelId, limit: 100 };
        const { messages } = await this.agent.apiOk("messages", body);
        return (messages as CaseMessage[]).filter(({ type }) => type !== "system");
    }

    async texts(): Promise<string[]> {
        return (await this.messages()).map(({ content }) => content);
    }

    async heard(content: string): Promise<void> {
        await waitUntil(`the agent has "${content}"`, async () =>
            (await this.texts()).includes(content),
        );
    }
}

export interface CaseMessage {
    readonly id: number;
    readonly type: string;
    readonly content: string;
    readonly attachments: readonly { readonly url: string | null; readonly held: boolean }[];
}

/** What is set for the website; what was set before is back after the returned call. */
export async function setWebsite(values: Record<string, unknown>): Promise<() => Promise<void>> {
    const admin = await OdooSession.signIn("admin");
    const [id] = (await admin.callKwOk("website", "search", [[]], { limit: 1 })) as number[];
    const read = await admin.callKwOk("website", "read", [[id], Object.keys(values)]);
    const before = Object.fromEntries(
        Object.entries((read as Record<string, unknown>[])[0] ?? {})
            .filter(([name]) => name in values)
            .map(([name, value]) => [name, Array.isArray(value) ? plain(value) : value]),
    );
    await admin.callKwOk("website", "write", [[id], values]);
    return async () => {
        await admin.callKwOk("website", "write", [[id], before]);
    };
}

/** What is read of a relation, as it is written: `[7, "name"]` and `[1, 2]` for ids. */
function plain(value: readonly unknown[]): unknown {
    return typeof value[1] === "string" ? value[0] : [[6, 0, value]];
}
