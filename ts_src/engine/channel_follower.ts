import type { ChannelId } from "../model/ids";
import { isOnScreen } from "../model/stage";
import type { ChatContext } from "./chat_context";

/**
 * Who sees a channel without being in it hears nothing of it by themselves: those on the screen
 * are followed for as long as they are there.
 */
export class ChannelFollower {
    private followed: ReadonlySet<ChannelId> = new Set();

    constructor(private readonly context: ChatContext) {
        context.store.onDispatch(() => this.update());
    }

    private update(): void {
        const wanted = this.wanted();
        const isSame =
            wanted.length === this.followed.size && wanted.every((id) => this.followed.has(id));
        if (!isSame) {
            this.followed = new Set(wanted);
            this.context.bus.follow(this.followed);
        }
    }

    private wanted(): ChannelId[] {
        const { state } = this.context.store;
        const { openChannelId, stage } = state;
        const floating = stage.windows.map(({ channelId }) => channelId);
        const candidates = new Set(
            openChannelId === null ? floating : [openChannelId, ...floating],
        );
        return [...candidates].filter(
            (id) => state.channels.get(id)?.myRole === null && isOnScreen(state, id),
        );
    }
}
