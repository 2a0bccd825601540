/**
 * Keeps the counts true that a page of a course was delivered with.
 *
 * @param countOf How many messages of a channel are unread, or null if the chat does not know it.
 */
export function showUnread(countOf: (channelId: number) => number | null): void {
    for (const badge of document.querySelectorAll<HTMLElement>(".o_seitech_course_unread")) {
        const count = countOf(Number(badge.dataset["channelId"]));
        const place = badge.querySelector(".o_seitech_course_count");
        if (count !== null && place) {
            badge.hidden = count === 0;
            place.textContent = count < 100 ? String(count) : "99+";
        }
    }
}
