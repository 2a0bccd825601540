import { onMounted, onWillUnmount, reactive, useState } from "@odoo/owl";

/** How many whole chats stand in the page itself: while there is one, no windows float above. */
const pageChats = reactive({ count: 0 });

/** Tells that the component under construction is a whole chat in the page. */
export function usePageChat(): void {
    onMounted(() => {
        pageChats.count += 1;
    });
    onWillUnmount(() => {
        pageChats.count -= 1;
    });
}

/** @returns An object that tells how many whole chats stand in the page. */
export function useHasPageChat(): { readonly count: number } {
    return useState(pageChats);
}
