import {
    ApiError,
    type ChatApi,
    type LocalFile,
    type UploadSignal,
} from "../../ts_src/engine/ports";
import type { Attachment } from "../../ts_src/model/records";
import type { ChannelId, UserId } from "../../ts_src/model/ids";
import type { FakeServer } from "./fake_server";

/** How requests get to the server in memory; `name` is the method and what it is about. */
export type Request = <Result>(
    name: string,
    run: (server: FakeServer) => Result,
) => Promise<Result>;

/** Lets an upload take its time; resolves when it is through or stopped. */
export type Transfer = (
    onProgress: (progress: number) => void,
    signal: UploadSignal,
) => Promise<void>;

/** @returns The API of one person over a network that `request` and `transfer` stand for. */
export function fakeApi(
    me: UserId,
    request: Request,
    transfer: Transfer,
    onServerTime: ChatApi["onServerTime"],
): ChatApi {
    const upload = async (
        channelId: ChannelId,
        file: LocalFile,
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ): Promise<Attachment> => {
        await transfer(onProgress, signal);
        if (signal.aborted) {
            throw new ApiError("refused", "Cancelled.", "cancelled");
        }
        return request(`upload ${channelId} ${file.name}`, (server) => server.upload(file));
    };
    return {
        listChannels: (query) =>
            request(`list ${query.search ?? query.cursor ?? null}`, (it) => it.list(me, query)),
        fetchChannel: (id) => request(`fetch ${id}`, (it) => it.details(me, id)),
        fetchMembers: (id, search, cursor) =>
            request(`members ${id} ${search}`, (it) => it.members(me, id, search, cursor)),
        fetchMessages: (query) => {
            const anchor = query.beforeId ?? query.afterId ?? query.aroundId ?? null;
            return request(`messages ${query.channelId} ${anchor}`, (it) => it.page(me, query));
        },
        fetchThread: (parentId, beforeId) =>
            request(`thread ${parentId} ${beforeId}`, (it) => it.thread(me, parentId, beforeId)),
        fetchPins: (id) => request(`pins ${id}`, (it) => it.pins(me, id)),
        search: (query, id) => request(`search ${query}`, (it) => it.search(me, query, id)),
        send: (message) =>
            request(`send ${message.content}`, (it) => it.received(it.post(me, message).id)),
        editMessage: (id, content) =>
            request(`edit ${id}`, (it) => {
                it.editAs(me, id, content);
                return it.received(id);
            }),
        deleteMessage: (id) =>
            request(`delete ${id}`, (it) => {
                it.deleteAs(me, id);
                return it.received(id);
            }),
        pinMessage: (id, pinned) =>
            request(`pin ${id} ${pinned}`, (it) => {
                it.pin(id, pinned);
                return it.received(id);
            }),
        acceptFiles: (_channelId, id) =>
            request(`accept ${id}`, (it) => {
                it.acceptFiles(id);
                return it.received(id);
            }),
        fetchLinkPreviews: (id) =>
            request(`previews ${id}`, (it) => {
                it.preview(id);
                return it.received(id);
            }),
        removeLinkPreview: (id, url) =>
            request(`unpreview ${id} ${url}`, (it) => {
                it.removePreview(id, url);
                return it.received(id);
            }),
        react: (id, emoji, action) =>
            request(`react ${id} ${emoji} ${action}`, (it) =>
                it.react(me, id, emoji, action === "add"),
            ),
        upload,
        fetchOpenings: () => request("openings", (it) => it.openings),
        findPeople: (type, search) =>
            request(`people ${type} ${search}`, (it) => it.people(me, search.toLowerCase())),
        findTopics: (type, search) =>
            request(`topics ${type} ${search}`, (it) => it.topicsOf(type, search.toLowerCase())),
        open: (opening) => request(`open ${opening.channelType}`, (it) => it.open(me, opening)),
        createDirect: (peer) => request(`direct ${peer}`, (it) => it.createPair(me, peer)),
        createStudentInstructor: (peer, courseId) =>
            request(`instructor ${peer} ${courseId}`, (it) =>
                it.createPair(me, peer, "student_instructor"),
            ),
        addMembers: (id, userIds) =>
            request(`add ${id} ${userIds.join(" ")}`, (it) =>
                userIds.forEach((userId) => it.join(id, userId)),
            ),
        removeMember: (id, userId) =>
            request(`remove ${id} ${userId}`, (it) => it.leave(id, userId)),
        setRole: (id, userId, role) =>
            request(`role ${id} ${userId} ${role}`, (it) => it.setRole(id, userId, role)),
        joinChannel: (id) => request(`join ${id}`, (it) => it.join(id, me)),
        leaveChannel: (id) => request(`leave ${id}`, (it) => it.leave(id, me)),
        changeState: (id, change) =>
            request(`state ${id} ${change}`, (it) => it.changeState(id, change)),
        renameChannel: (id, name) => request(`rename ${id} ${name}`, (it) => it.rename(id, name)),
        setPreferences: (id, change) =>
            request(`preferences ${id}`, (it) => it.setPreferences(me, id, change)),
        markRead: (id, messageId) =>
            request(`read ${id} ${messageId}`, (it) => it.markRead(me, id, messageId)),
        markUnread: (id, messageId) =>
            request(`unread ${id} ${messageId}`, (it) => it.markUnread(me, id, messageId)),
        tellTyping: (id, isTyping) =>
            request(`typing ${id} ${isTyping}`, (it) => it.tellTyping(me, id, isTyping)),
        fetchPresences: (ids) =>
            request(`presence ${ids.join(" ")}`, (it) => it.presencesOf(me, ids)),
        sync: (cursors) =>
            request(`sync ${[...cursors].map((it) => it.join(":")).join(" ")}`, (it) =>
                it.sync(me, cursors),
            ),
        onServerTime,
    };
}
