import type { DeskApi, NotePage, PersonReply } from "../../engine/desk/desk_ports";
import type { QueuePage } from "../../model/desk/desk_events";
import type { AgentState, DeskSetup, Note, QueueName, Support } from "../../model/desk/desk_state";
import type { ChannelId, ClientKey, Rev, Timestamp } from "../../model/ids";
import { HttpClient, type HttpOptions } from "../http_client";
import {
    decodeAvailability,
    decodeBlock,
    decodeNoteReply,
    decodeNotes,
    decodePerson,
    decodeQueue,
    decodeSetup,
    decodeSupportReply,
} from "./decode_desk";

const requestsPerPage = 100;

type Target = Parameters<DeskApi["transfer"]>[1];

/** What agents ask of the server over HTTP, with the browser's session cookie. */
export class HttpDeskApi implements DeskApi {
    private readonly client: HttpClient;

    constructor(options: HttpOptions = {}) {
        this.client = new HttpClient(options);
    }

    fetchSetup(): Promise<DeskSetup> {
        return this.client.post("desk/setup", {}, decodeSetup);
    }

    fetchQueue(queue: QueueName, cursor: number | null): Promise<QueuePage> {
        const position = cursor === null ? {} : { cursor };
        const body = { queue, limit: requestsPerPage, ...position };
        return this.client.post("desk/queue", body, decodeQueue);
    }

    claim(channelId: ChannelId): Promise<Support> {
        return this.change("claim", channelId);
    }

    release(channelId: ChannelId): Promise<Support> {
        return this.change("release", channelId);
    }

    transfer(channelId: ChannelId, target: Target, note: string | null): Promise<Support> {
        const to = "userId" in target ? { user_id: target.userId } : { team_id: target.teamId };
        return this.change("transfer", channelId, { ...to, ...(note === null ? {} : { note }) });
    }

    setTags(channelId: ChannelId, tagIds: readonly number[]): Promise<Support> {
        return this.change("tags", channelId, { tag_ids: tagIds });
    }

    fetchPerson(channelId: ChannelId): Promise<PersonReply> {
        return this.client.post("desk/person", { channel_id: channelId }, decodePerson);
    }

    fetchNotes(channelId: ChannelId, afterRev: Rev | null): Promise<NotePage> {
        const body = { channel_id: channelId, after_rev: afterRev ?? 0 };
        return this.client.post("desk/notes", body, decodeNotes);
    }

    addNote(channelId: ChannelId, content: string, clientKey: ClientKey): Promise<Note> {
        const body = { channel_id: channelId, content, client_key: clientKey };
        return this.client.post("desk/note", body, decodeNoteReply);
    }

    block(channelId: ChannelId, hours: number): Promise<Timestamp | null> {
        return this.client.post("desk/block", { channel_id: channelId, hours }, decodeBlock);
    }

    unblock(channelId: ChannelId): Promise<Timestamp | null> {
        return this.client.post("desk/unblock", { channel_id: channelId }, decodeBlock);
    }

    markSpam(channelId: ChannelId): Promise<Support> {
        return this.change("spam", channelId);
    }

    allowFiles(channelId: ChannelId, isAllowed: boolean): Promise<Support> {
        return this.change("files", channelId, { allowed: isAllowed });
    }

    setAvailability(state: AgentState): Promise<AgentState> {
        return this.client.post("desk/availability", { state }, decodeAvailability);
    }

    private change(what: string, channelId: ChannelId, how: object = {}): Promise<Support> {
        const body = { channel_id: channelId, ...how };
        return this.client.post(`desk/${what}`, body, decodeSupportReply);
    }
}
