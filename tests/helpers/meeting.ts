/** A channel of its own for a test, and its people in front of their screens. */
import { randomUUID } from "node:crypto";

import { ChatPage } from "./chat_page";
import { afterTest, Person, type PersonOptions } from "./e2e_browser";
import { createGroupChannel } from "./group_channel";
import type { OdooSession } from "./odoo_session";

/** Logins of those who use Odoo's backend; everybody else is found on the portal. */
const INTERNAL: ReadonlySet<string> = new Set([
    "admin",
    "manager",
    "instructor",
    "instructor2",
    "agent",
    "agent2",
]);

export interface Meeting {
    readonly name: string;
    readonly channelId: number;
    readonly manager: OdooSession;
    /** The people without a browser: they can only talk to the API. */
    session(login: string): OdooSession;
    /** Sends a message as somebody, without a browser; returns its id. */
    say(login: string, content: string, more?: Record<string, unknown>): Promise<number>;
    /** Somebody comes to their screen, with the conversation open. */
    join(login: string, options?: PersonOptions): Promise<{ person: Person; chat: ChatPage }>;
}

/**
 * A meeting that ends with the test.
 *
 * @param topic Begins the name of the channel.
 * @param logins Who is in it.
 */
export async function arrangeMeeting(topic: string, logins: readonly string[]): Promise<Meeting> {
    const name = `${topic} ${randomUUID().slice(0, 8)}`;
    const { id: channelId, manager, people } = await createGroupChannel(name, logins);
    // Nobody's list is to be long because of it; who has left by then is refused.
    afterTest(() => {
        const hidden = { channel_id: channelId, hidden: true };
        return Promise.all(people.map((person) => person.api("preferences", hidden)));
    });
    const session = (login: string): OdooSession => {
        const found = people.find((person) => person.login === login);
        if (!found) {
            throw new Error(`${login} is not in ${name}`);
        }
        return found;
    };
    return {
        name,
        channelId,
        manager,
        session,
        say: async (login, content, more = {}) => {
            const body = { channel_id: channelId, content, client_key: randomUUID(), ...more };
            const sent = await session(login).apiOk("send", body);
            return (sent["message"] as { id: number }).id;
        },
        join: async (login, options) => {
            const person = await Person.signIn(login, options);
            return { person, chat: await openChat(person.page, login, channelId) };
        },
    };
}

/** @returns The chat where this person uses it. */
export function openChat(
    page: Person["page"],
    login: string,
    channelId?: number,
): Promise<ChatPage> {
    return INTERNAL.has(login)
        ? ChatPage.openBackend(page, channelId)
        : ChatPage.openPortal(page, channelId);
}
