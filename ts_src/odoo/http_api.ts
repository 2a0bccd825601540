import type {
    ChatApi,
    OpeningRequest,
    Openings,
    SyncResult,
    WatchedPresence,
} from "../engine/ports";
import type { ChannelId, CourseId, Rev, UserId } from "../model/ids";
import type { ChannelType, Person, Topic } from "../model/records";
import { decodeSync } from "./decode";
import {
    decodeFounded,
    decodeOpened,
    decodeOpenings,
    decodePeople,
    decodePresences,
    decodeTopics,
} from "./decode_directory";
import { HttpChannels } from "./http_channels";
import { given } from "./http_routes";

/** The server's JSON API over HTTP, with the browser's session cookie: a route for each method. */
export class HttpApi extends HttpChannels implements ChatApi {
    onServerTime(run: (offset: number) => void): void {
        this.client.onServerTime(run);
    }

    fetchOpenings(): Promise<Openings> {
        return this.client.post("openings", {}, decodeOpenings);
    }

    findPeople(channelType: ChannelType, search: string): Promise<readonly Person[]> {
        const body = { channel_type: channelType, ...given({ search: search || null }) };
        return this.client.post("people", body, decodePeople);
    }

    findTopics(channelType: ChannelType, search: string): Promise<readonly Topic[]> {
        const body = { channel_type: channelType, ...given({ search: search || null }) };
        return this.client.post("topics", body, decodeTopics);
    }

    open(request: OpeningRequest): Promise<ChannelId> {
        const { channelType, userId, courseId, groupId, name } = request;
        if (channelType === "group" && groupId === undefined) {
            // A study group that does not exist yet: whoever founds it has its channel.
            return this.client.post("group/create", { name }, decodeFounded);
        }
        const subject = { user_id: userId, course_id: courseId, group_id: groupId, name };
        const body = { channel_type: channelType, ...given(subject) };
        return this.client.post("create", body, decodeOpened);
    }

    createDirect(userId: UserId): Promise<ChannelId> {
        return this.client.post("create-direct", { user_id: userId }, decodeOpened);
    }

    createStudentInstructor(instructorId: UserId, courseId: CourseId | null): Promise<ChannelId> {
        const body = { instructor_id: instructorId, ...given({ course_id: courseId }) };
        return this.client.post("create-student-instructor", body, decodeOpened);
    }

    fetchPresences(channelIds: readonly ChannelId[]): Promise<readonly WatchedPresence[]> {
        return this.client.post("presence", { channel_ids: channelIds }, decodePresences);
    }

    sync(cursors: ReadonlyMap<ChannelId, Rev>): Promise<SyncResult> {
        return this.client.post("sync", { channels: Object.fromEntries(cursors) }, decodeSync);
    }
}
