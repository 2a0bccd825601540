import { useEffect, useState } from "@odoo/owl";

import type { MessageId } from "../../../model/ids";
import type { VisitMessage, VisitState } from "../../../model/visit/visit_state";
import { _t } from "../../translation";

interface Announcement {
    readonly key: MessageId;
    readonly text: string;
}

/** Who comes back to a hundred messages does not want to hear them all. */
const MOST = 3;
const LONGEST = 300;

/**
 * Words for a screen reader about new messages of others, and about nothing else: not about older
 * ones that are loaded above, nor about what one writes oneself.
 *
 * @returns The latest announcements, to be put into a live region.
 */
export function useVisitAnnouncer(state: VisitState): readonly Announcement[] {
    const announcements = useState<Announcement[]>([]);
    let heardUpTo: MessageId | null = state.messages.at(-1)?.id ?? null;
    useEffect(
        () => {
            const known = heardUpTo;
            const isNew = ({ id, isOwn }: VisitMessage): boolean =>
                known !== null && id > known && !isOwn;
            announcements.push(...state.messages.filter(isNew).map(announcementOf));
            announcements.splice(0, announcements.length - MOST);
            heardUpTo = state.messages.at(-1)?.id ?? heardUpTo;
        },
        () => [state.messages.at(-1)?.id],
    );
    return announcements;
}

function announcementOf({ id, html, type, authorName, attachments }: VisitMessage): Announcement {
    const files = attachments.map(({ name }) => name).join(", ");
    const words = `${textOf(html)} ${files}`.trim().slice(0, LONGEST);
    return { key: id, text: type === "system" ? words : _t("%s: %s", authorName, words) };
}

function textOf(html: string): string {
    return new DOMParser().parseFromString(html, "text/html").body.textContent ?? "";
}
