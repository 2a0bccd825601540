import type { ChannelId } from "../model/ids";
import type { ChatState } from "../model/state";
import { fetchChannel } from "./actions/fetch_channel";
import type { ChatContext } from "./chat_context";

/**
 * What a person may do in a channel depends on its state and on their own part in it. Others may
 * change both: then the permissions that are known are asked for again.
 */
export class PermissionWatch {
    /** What the permissions of the channels rested on when they were told. */
    private readonly grounds = new Map<ChannelId, string>();

    constructor(private readonly context: ChatContext) {
        context.store.onDispatch(() => this.update());
    }

    private update(): void {
        const { state } = this.context.store;
        for (const channelId of state.permissions.keys()) {
            const found = groundsOf(state, channelId);
            const known = this.grounds.get(channelId) ?? found;
            if (found && known) {
                this.grounds.set(channelId, found);
            }
            if (found && known && known !== found) {
                void this.ask(channelId, known);
            }
        }
    }

    /** Without an answer it is asked again with the next thing that happens. */
    private async ask(channelId: ChannelId, known: string): Promise<void> {
        if ((await fetchChannel(this.context, channelId)) !== null) {
            this.grounds.set(channelId, known);
        }
    }
}

/** The bus tells of an own role by the membership, before a reply tells of it by the channel. */
function groundsOf(state: ChatState, channelId: ChannelId): string | undefined {
    const channel = state.channels.get(channelId);
    const membership = state.members.get(channelId)?.get(state.self.id);
    return channel && `${channel.state} ${membership?.role ?? channel.myRole}`;
}
