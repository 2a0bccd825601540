/** Odoo's own chat, asked as its own web client asks it. */
import type { Database } from "../database";
import type { Reply, Session } from "../http_client";
import { DISCUSS } from "../screen/selectors";
import { seedFile } from "../seed";
import { type Bases, readBases, type System } from "./system";

const PAGE = 30;

export class Discuss implements System {
    readonly name = "discuss";
    readonly title = "Discuss";
    readonly selectors = DISCUSS;
    private bases: Bases = { channel: 0, message: 0 };

    async seed(database: Database): Promise<void> {
        await database.runFile(seedFile("discuss.sql"));
        this.bases = await readBases(database, this.name);
    }

    pagePath(channelNo: number): string {
        return `/odoo/discuss?active_id=discuss.channel_${this.bases.channel + channelNo}`;
    }

    send(person: Session, channelNo: number, text: string): Promise<Reply> {
        return person.rpc("/mail/message/post", {
            thread_model: "discuss.channel",
            thread_id: this.bases.channel + channelNo,
            post_data: {
                body: text,
                email_add_signature: true,
                message_type: "comment",
                subtype_xmlid: "mail.mt_comment",
            },
            context: { temporary_id: 0.01 },
        });
    }

    list(person: Session): Promise<Reply> {
        return person.rpc("/mail/data", { fetch_params: ["channels_as_member"], context: {} });
    }

    /** Discuss always fetches everything. */
    listAll(person: Session): Promise<Reply> {
        return this.list(person);
    }

    page(person: Session, channelNo: number, beforeMessageNo?: number): Promise<Reply> {
        const before =
            beforeMessageNo === undefined ? {} : { before: this.bases.message + beforeMessageNo };
        return this.messages(person, channelNo, before);
    }

    read(person: Session, channelNo: number, messageNo: number): Promise<Reply> {
        return person.rpc("/discuss/channel/mark_as_read", {
            channel_id: this.bases.channel + channelNo,
            last_message_id: this.bases.message + messageNo,
        });
    }

    typing(person: Session, channelNo: number): Promise<Reply> {
        return person.rpc("/discuss/channel/notify_typing", {
            channel_id: this.bases.channel + channelNo,
            is_typing: true,
        });
    }

    react(person: Session, messageNo: number, isOn: boolean): Promise<Reply> {
        return person.rpc("/mail/message/reaction", {
            message_id: this.bases.message + messageNo,
            content: "😀",
            action: isOn ? "add" : "remove",
        });
    }

    search(person: Session, query: string, channelNo: number): Promise<Reply> {
        return this.messages(person, channelNo, { search_term: query });
    }

    private messages(
        person: Session,
        channelNo: number,
        fetchParams: Record<string, unknown>,
    ): Promise<Reply> {
        return person.rpc("/discuss/channel/messages", {
            channel_id: this.bases.channel + channelNo,
            fetch_params: { limit: PAGE, ...fetchParams },
        });
    }
}
