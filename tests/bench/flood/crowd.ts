/** People who go about their work, at a pace of their own, whatever the server is busy with. */
import { randomUUID } from "node:crypto";
import { field, type Reply, Session } from "../http_client";
import { pause } from "../odoo_server";
import type { Premise } from "../premises";
import { Office, PASSWORD } from "../widget/office";

/** Everybody asks for something so often. */
const PACE_MS = 500;
const GROUP = "seitech_elearning.group_elearning_manager";

interface Somebody {
    readonly session: Session;
    readonly channelId: number;
}

export class Crowd {
    private constructor(private readonly people: readonly Somebody[]) {}

    /**
     * Makes people in pairs, each with a conversation of the two.
     *
     * @param count how many; an even number
     */
    static async gather(premise: Premise, count: number): Promise<Crowd> {
        const office = await Office.open(premise);
        const people: Somebody[] = [];
        for (let number = 0; number < count; number += 2) {
            const [one, other] = [await newcomer(number), await newcomer(number + 1)];
            const { session } = one;
            const body = { user_id: other.id };
            const made = await session.post("/api/chat/create-direct", body);
            if (made.failure !== undefined) {
                throw new Error(`no conversation of two: ${JSON.stringify(made.body)}`);
            }
            const channelId = Number(field(made.body, "channel_id"));
            people.push({ session, channelId }, { session: other.session, channelId });
        }
        return new Crowd(people);

        async function newcomer(number: number): Promise<{ id: number; session: Session }> {
            const login = `crowd${number}`;
            const user = { name: `Crowd ${number}`, login, password: PASSWORD };
            const id = await office.makeUser(user, GROUP);
            const { server, database } = premise;
            return {
                id,
                session: await Session.signIn(server.address, database.name, login, PASSWORD),
            };
        }
    }

    /** @returns all answers of some seconds, in which everybody sends, reads and lists in turn. */
    async work(seconds: number): Promise<readonly Reply[]> {
        const end = performance.now() + seconds * 1_000;
        const replies = await Promise.all(
            this.people.map(async (person, index) => {
                // Not all in the same moment.
                await pause((PACE_MS * index) / this.people.length);
                const own: Promise<Reply>[] = [];
                for (let turn = index; performance.now() < end; turn++) {
                    own.push(askFor(person, turn));
                    await pause(PACE_MS);
                }
                return Promise.all(own);
            }),
        );
        return replies.flat();
    }
}

function askFor({ session, channelId }: Somebody, turn: number): Promise<Reply> {
    switch (turn % 3) {
        case 0:
            return session.post("/api/chat/send", {
                channel_id: channelId,
                content: `Line ${turn}`,
                client_key: randomUUID(),
            });
        case 1:
            return session.post("/api/chat/messages", { channel_id: channelId, limit: 30 });
        default:
            return session.post("/api/chat/channels", {});
    }
}
