import { changeBlock, changeRequest, markSpam } from "./actions/change_request";
import { openRequest } from "./actions/open_request";
import { setAvailability } from "./actions/set_availability";
import { transferRequest } from "./actions/transfer_request";
import type { DeskActions } from "./desk_actions";
import type { DeskContext } from "./desk_context";
import type { DeskParts } from "./desk_parts";

/** @returns The use cases of an agent, each with what it works with. */
export function bindDeskActions(context: DeskContext, parts: DeskParts): DeskActions {
    return {
        ...requestActions(context, parts),
        ...visitorActions(context),
        ...noteActions(parts),
        loadQueue: (queue, more = false) => parts.queues.load(queue, more),
        setAvailability: (state) => setAvailability(context, state),
        putNoticeAway: () => context.store.dispatch({ kind: "noticeChanged", notice: null }),
    };
}

function requestActions(context: DeskContext, parts: DeskParts) {
    const { api } = context;
    return {
        openRequest: (channelId) => openRequest(context, parts, channelId),
        claim: (channelId) => changeRequest(context, channelId, () => api.claim(channelId)),
        release: async (channelId) =>
            void (await changeRequest(context, channelId, () => api.release(channelId))),
        transfer: (channelId, target, note) =>
            transferRequest(context, parts, channelId, target, note),
        setTags: async (channelId, tagIds) =>
            void (await changeRequest(context, channelId, () => api.setTags(channelId, tagIds))),
    } satisfies Partial<DeskActions>;
}

function visitorActions(context: DeskContext) {
    const { api } = context;
    return {
        block: (channelId, hours) =>
            changeBlock(context, channelId, () => api.block(channelId, hours)),
        unblock: (channelId) => changeBlock(context, channelId, () => api.unblock(channelId)),
        markSpam: (channelId) => markSpam(context, channelId),
        allowFiles: async (channelId, isAllowed) =>
            void (await changeRequest(context, channelId, () =>
                api.allowFiles(channelId, isAllowed),
            )),
    } satisfies Partial<DeskActions>;
}

function noteActions({ writer }: DeskParts) {
    return {
        saveNoteDraft: (channelId, text) => writer.save(channelId, text),
        addNote: (channelId) => writer.send(channelId),
    } satisfies Partial<DeskActions>;
}
