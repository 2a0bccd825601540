import type { ChannelId } from "../model/ids";
import type { ChannelState } from "../model/records";
import { fetchChannel } from "./actions/fetch_channel";
import type { ChatContext } from "./chat_context";

/**
 * What a person may do in a channel depends on its state, which others may change: then the
 * permissions that are known are asked for again.
 */
export class PermissionWatch {
    /** State of the channels when their permissions were told. */
    private readonly states = new Map<ChannelId, ChannelState>();

    constructor(private readonly context: ChatContext) {
        context.store.onDispatch(() => this.update());
    }

    private update(): void {
        const { channels, permissions } = this.context.store.state;
        for (const channelId of permissions.keys()) {
            const found = channels.get(channelId)?.state;
            const known = this.states.get(channelId) ?? found;
            if (found && known) {
                this.states.set(channelId, found);
            }
            if (found && known && known !== found) {
                void this.ask(channelId, known);
            }
        }
    }

    /** Without an answer it is asked again with the next thing that happens. */
    private async ask(channelId: ChannelId, known: ChannelState): Promise<void> {
        if ((await fetchChannel(this.context, channelId)) !== null) {
            this.states.set(channelId, known);
        }
    }
}
