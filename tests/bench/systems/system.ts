/** What both chats can be asked to do. Channels and messages are named by the plan's numbers. */
import type { Database } from "../database";
import type { Reply, Session } from "../http_client";
import type { Selectors } from "../screen/selectors";

export interface System {
    /** Short name in results: `discuss`, `seitech`. */
    readonly name: string;
    /** Name for people. */
    readonly title: string;
    /** What its page in the Odoo backend is made of. */
    readonly selectors: Selectors;

    /** Address of that page with a channel open, within the server. */
    pagePath(channelNo: number): string;

    /** Writes the plan's channels, members and messages the way this system stores them. */
    seed(database: Database): Promise<void>;

    send(person: Session, channelNo: number, text: string): Promise<Reply>;
    /** What a person waits for before the list shows. */
    list(person: Session): Promise<Reply>;
    /** The whole list, in as many requests as it takes. */
    listAll(person: Session): Promise<Reply>;
    /** Thirty messages, the newest or those before one. */
    page(person: Session, channelNo: number, beforeMessageNo?: number): Promise<Reply>;
    read(person: Session, channelNo: number, messageNo: number): Promise<Reply>;
    typing(person: Session, channelNo: number): Promise<Reply>;
    react(person: Session, messageNo: number, isOn: boolean): Promise<Reply>;
    /** Without a channel: in all channels of the person, where the system can do that. */
    search(person: Session, query: string, channelNo: number): Promise<Reply>;
    searchEverywhere?(person: Session, query: string): Promise<Reply>;
}

/** Where the seeded rows begin: row `no` of the plan has the id base + no. */
export interface Bases {
    readonly channel: number;
    readonly message: number;
}

/** @throws Error when the system's seed did not leave its bases. */
export async function readBases(database: Database, system: string): Promise<Bases> {
    const rows = await database.query(
        `SELECT channel_base, message_base FROM bench_base WHERE system = '${system}'`,
    );
    const [channel, message] = rows[0] ?? [];
    if (channel === undefined || message === undefined) {
        throw new Error(`${system} has not been seeded`);
    }
    return { channel: Number(channel), message: Number(message) };
}
