import type { ChannelId } from "../model/ids";
import type { ChatState } from "../model/state";
import { fetchChannel } from "./actions/fetch_channel";
import type { ChatContext } from "./chat_context";

/**
 * What a person may do in a channel depends on its state and on their part in it. Both may be
 * changed by somebody else: then the permissions that are known are asked for again.
 */
export class PermissionWatch {
    /** What the known permissions depended on when they were told. */
    private readonly grounds = new Map<ChannelId, string>();

    constructor(private readonly context: ChatContext) {
        context.store.onDispatch(() => this.update());
    }

    private update(): void {
        const { state } = this.context.store;
        for (const channelId of state.permissions.keys()) {
            const found = groundsOf(state, channelId);
            const known = this.grounds.get(channelId) ?? found;
            this.grounds.set(channelId, found);
            if (known !== found) {
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

function groundsOf({ channels, members, self }: ChatState, channelId: ChannelId): string {
    const channel = channels.get(channelId);
    const own = members.get(channelId)?.get(self.id);
    return [channel?.state, channel?.myRole, own?.active, own?.role].join(" ");
}
