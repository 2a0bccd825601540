import type { ChannelId } from "../../../model/ids";
import { quietly } from "../desk_attempt";
import type { DeskContext } from "../desk_context";

/** Loads who asks for support, and what their request is like now. Rejects with `ApiError`. */
export async function loadPerson({ api, store }: DeskContext, channelId: ChannelId): Promise<void> {
    const { support, person } = await api.fetchPerson(channelId);
    store.dispatch(
        { kind: "supportChanged", support },
        { kind: "personLoaded", channelId, person },
    );
}

/** Like `loadPerson`, when nobody has asked for it. */
export async function refreshPerson(context: DeskContext, channelId: ChannelId): Promise<void> {
    await quietly(() => loadPerson(context, channelId));
}
