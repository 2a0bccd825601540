import { isSeen } from "../../model/seen";
import type { ChatState } from "../../model/state";
import type { ThreadItem } from "../../model/threads";
import type { Delivery, MessageRow } from "../timeline/timeline_rows";

/** @returns The replies of a thread from top to bottom, with everything they show. */
export function threadRows(state: ChatState, items: readonly ThreadItem[]): readonly MessageRow[] {
    return items.map((item, index) => ({
        key: item.key,
        startOfDay: null,
        isFirstNew: false,
        message: item.kind === "message" ? item.message : null,
        item: item.kind === "outgoing" ? item.item : null,
        isOwn: item.kind === "outgoing" || item.isOwn,
        isGroupStart: item.startsGroup,
        isGroupEnd: items[index + 1]?.startsGroup ?? true,
        delivery: deliveryOf(state, item),
    }));
}

function deliveryOf(state: ChatState, item: ThreadItem): Delivery {
    if (item.kind === "outgoing") {
        return item.item.status;
    }
    if (!item.isOwn) {
        return null;
    }
    return isSeen(state, item.message) ? "seen" : "sent";
}
