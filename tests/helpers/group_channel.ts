/** A channel with many people in it, made by the manager through Odoo's ORM. */
import { OdooSession } from "./odoo_session";

/** Logins of every demo user who can take part in a conversation. */
export const EVERYBODY = [
    "admin",
    "manager",
    "instructor",
    "instructor2",
    "agent",
    "agent2",
    "student",
    "student2",
    "student3",
] as const;

export interface GroupChannel {
    readonly id: number;
    readonly manager: OdooSession;
    readonly people: readonly OdooSession[];
}

/**
 * @param name Name of the channel, unique to the test that makes it.
 * @param logins Who takes part; the manager creates the channel but need not be in it.
 */
export async function createGroupChannel(
    name: string,
    logins: readonly string[],
): Promise<GroupChannel> {
    const manager = await OdooSession.signIn("manager");
    const people = await Promise.all(logins.map((login) => OdooSession.signIn(login)));
    const created = await manager.callKwOk("seitech.chat.channel", "create", [
        [
            {
                name,
                channel_type: "group",
                member_ids: [[6, 0, people.map((person) => person.userId)]],
            },
        ],
    ]);
    return { id: (created as number[])[0] ?? 0, manager, people };
}
