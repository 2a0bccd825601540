import { onMounted, onWillUnmount, useEffect } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import type { ChatAddress, Place } from "./chat_address";

/**
 * Lets the page's address open a conversation, and tell which one is open.
 *
 * @param go Called with where the address leads: now, and when the person goes back or forward.
 */
export function useAddress(
    address: ChatAddress,
    openChannelId: () => ChannelId | null,
    go: (place: Place) => void,
): void {
    const follow = (): void => go(address.read());
    let stop: (() => void) | undefined;
    follow();
    useEffect(
        (channelId: ChannelId | null) => address.write(channelId),
        () => [openChannelId()],
    );
    onMounted(() => {
        stop = address.onChange(follow);
    });
    onWillUnmount(() => stop?.());
}
