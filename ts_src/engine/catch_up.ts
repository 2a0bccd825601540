import type { ChannelId, Rev } from "../model/ids";
import type { Message } from "../model/records";
import { isOnScreen } from "../model/stage";
import { reloadChannel, whatIsLoaded } from "./actions/reload_channel";
import type { ChatContext } from "./chat_context";
import { expectApiError } from "./failures";
import type { ApiError, ChannelChanges, SyncResult } from "./ports";
import { changesEvents, snapshotEvents } from "./received";

/** The server takes this many cursors in one call. */
const cursorsPerCall = 100;

/** What catching up may find besides changes. */
export interface CatchUpHooks {
    /** A message that was not known; not one of an older page. */
    onNewMessage(message: Message): void;
    /** This person has joined or left a channel without having heard of it. */
    onMembershipsChanged(): void;
}

/**
 * Takes over what has changed in the known channels since they were last asked about.
 *
 * @returns Why the server could not be asked; null when everything is here.
 */
export async function catchUp(context: ChatContext, hooks: CatchUpHooks): Promise<ApiError | null> {
    const cursors = [...context.store.state.syncCursors];
    for (let start = 0; start < cursors.length; start += cursorsPerCall) {
        const part = new Map(cursors.slice(start, start + cursorsPerCall));
        const error = await syncSome(context, hooks, part);
        if (error) {
            return error;
        }
    }
    return null;
}

async function syncSome(
    context: ChatContext,
    hooks: CatchUpHooks,
    cursors: ReadonlyMap<ChannelId, Rev>,
): Promise<ApiError | null> {
    let result: SyncResult;
    try {
        result = await context.api.sync(cursors);
    } catch (caught) {
        return expectApiError(caught);
    }
    for (const changes of result.channels) {
        const sinceRev = cursors.get(changes.snapshot.summary.channelId);
        if (changes.reset) {
            await startAgain(context, changes);
        } else if (sinceRev !== undefined) {
            takeChanges(context, hooks, changes, sinceRev);
        }
    }
    result.gone.forEach((channelId) => loseChannel(context, channelId));
    const { isLoaded, membershipsRev } = context.store.state.channelList;
    if (isLoaded && result.membershipsRev !== membershipsRev) {
        hooks.onMembershipsChanged();
    }
    return null;
}

function takeChanges(
    { store }: ChatContext,
    hooks: CatchUpHooks,
    changes: ChannelChanges,
    sinceRev: Rev,
): void {
    const { channelId } = changes.snapshot.summary;
    const received = changes.messages.map(({ message }) => message);
    const news = received.filter(({ id }) => !store.state.messages.has(id));
    store.dispatch(...changesEvents(changes), {
        kind: "channelSynced",
        channelId,
        sinceRev,
        syncRev: changes.syncRev,
    });
    news.forEach((message) => hooks.onNewMessage(message));
}

/** Too far behind: whatever was loaded of the channel is loaded anew. */
async function startAgain(
    context: ChatContext,
    { snapshot, syncRev }: ChannelChanges,
): Promise<void> {
    const { channelId } = snapshot.summary;
    const loaded = whatIsLoaded(context, channelId);
    context.store.dispatch(
        { kind: "channelReset", channelId, syncRev },
        ...snapshotEvents(snapshot),
    );
    await reloadChannel(context, channelId, loaded);
}

function loseChannel({ store }: ChatContext, channelId: ChannelId): void {
    if (isOnScreen(store.state, channelId)) {
        const message = "This conversation is no longer available.";
        const notice = { code: "channel_gone", message, undo: null };
        store.dispatch({ kind: "noticeRaised", notice });
    }
    store.dispatch({ kind: "channelGone", channelId });
}
