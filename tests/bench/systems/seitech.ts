/** Our chat, asked as our own client asks it: bare JSON to `/api/chat/…`. */
import { randomUUID } from "node:crypto";
import type { Database } from "../database";
import { field, type Reply, type Session, together } from "../http_client";
import { SEITECH } from "../screen/selectors";
import { seedFile } from "../seed";
import { type Bases, readBases, type System } from "./system";

const PAGE = 30;
/** The most channels one answer may hold. */
const LIST_PAGE = 100;

export class Seitech implements System {
    readonly name = "seitech";
    readonly title = "Seitech";
    readonly selectors = SEITECH;
    private bases: Bases = { channel: 0, message: 0 };

    async seed(database: Database): Promise<void> {
        await database.runFile(seedFile("seitech.sql"));
        this.bases = await readBases(database, this.name);
    }

    pagePath(channelNo: number): string {
        return `/odoo/chat/${this.bases.channel + channelNo}`;
    }

    send(person: Session, channelNo: number, text: string): Promise<Reply> {
        return this.call(person, "send", {
            channel_id: this.bases.channel + channelNo,
            content: text,
            client_key: randomUUID(),
        });
    }

    list(person: Session): Promise<Reply> {
        return this.call(person, "channels", {});
    }

    async listAll(person: Session): Promise<Reply> {
        const replies: Reply[] = [];
        let cursor: unknown = undefined;
        do {
            const paging = cursor === undefined ? {} : { cursor };
            const reply = await this.call(person, "channels", { limit: LIST_PAGE, ...paging });
            replies.push(reply);
            cursor = reply.failure === undefined ? field(reply.body, "next_cursor") : null;
        } while (typeof cursor === "string");
        return together(replies);
    }

    page(person: Session, channelNo: number, beforeMessageNo?: number): Promise<Reply> {
        const before =
            beforeMessageNo === undefined
                ? {}
                : { before_id: this.bases.message + beforeMessageNo };
        const channelId = this.bases.channel + channelNo;
        return this.call(person, "messages", { channel_id: channelId, limit: PAGE, ...before });
    }

    read(person: Session, channelNo: number, messageNo: number): Promise<Reply> {
        return this.call(person, "read", {
            channel_id: this.bases.channel + channelNo,
            message_id: this.bases.message + messageNo,
        });
    }

    typing(person: Session, channelNo: number): Promise<Reply> {
        return this.call(person, "typing", { channel_id: this.bases.channel + channelNo });
    }

    react(person: Session, messageNo: number, isOn: boolean): Promise<Reply> {
        return this.call(person, "reaction", {
            message_id: this.bases.message + messageNo,
            emoji: "😀",
            action: isOn ? "add" : "remove",
        });
    }

    search(person: Session, query: string, channelNo: number): Promise<Reply> {
        const channelId = this.bases.channel + channelNo;
        return this.call(person, "search", { query, channel_id: channelId, limit: PAGE });
    }

    searchEverywhere(person: Session, query: string): Promise<Reply> {
        return this.call(person, "search", { query, limit: PAGE });
    }

    private call(person: Session, route: string, body: Record<string, unknown>): Promise<Reply> {
        return person.post(`/api/chat/${route}`, body);
    }
}
