import { DateTime } from "luxon";

import type { Timestamp } from "../../model/ids";
import { _t } from "../translation";
import { digitsOf } from "./locale";

/** Clock time in the person's own way of writing it: "14:05" or "2:05 PM". */
export function formatClock(at: Timestamp): string {
    return local(at).toLocaleString(DateTime.TIME_SIMPLE);
}

/** Date and time in full, for tooltips and screen readers. */
export function formatFull(at: Timestamp): string {
    return local(at).toLocaleString(DateTime.DATETIME_FULL);
}

/** Date and time, as short as they are clear for years. */
export function formatMoment(at: Timestamp): string {
    return local(at).toLocaleString(DateTime.DATETIME_MED);
}

/** Machine-readable form for the `datetime` attribute of `<time>`. */
export function formatIso(at: Timestamp): string {
    return new Date(at).toISOString();
}

/** The moment a day began, in the person's own time zone. */
export function startOfDay(at: Timestamp): Timestamp {
    return DateTime.fromMillis(at).startOf("day").toMillis();
}

/** Heading of one day in a conversation: "Today", "Yesterday", "Monday, 12 January". */
export function formatDay(at: Timestamp, now: Timestamp): string {
    const day = local(at).startOf("day");
    const today = local(now).startOf("day");
    const daysAgo = Math.round(today.diff(day, "days").days);
    if (daysAgo === 0 || daysAgo === 1) {
        return capitalised(relativeDay(day, today), today.locale);
    }
    return day.toLocaleString({
        weekday: "long",
        day: "numeric",
        month: "long",
        ...(day.year === today.year ? {} : { year: "numeric" }),
    });
}

/** Shortest form that still says when: "now", "5 min. ago", "14:05", "yesterday", "Mon", "12 Jan". */
export function formatBrief(at: Timestamp, now: Timestamp): string {
    const then = local(at);
    const current = local(now);
    const minutes = Math.floor((now - at) / 60_000);
    if (minutes < 1) {
        return _t("now");
    }
    if (minutes < 60) {
        return then.toRelative({ base: current, unit: "minutes", style: "short" }) ?? "";
    }
    const daysAgo = Math.round(current.startOf("day").diff(then.startOf("day"), "days").days);
    if (daysAgo === 0) {
        return formatClock(at);
    }
    if (daysAgo === 1) {
        return relativeDay(then, current);
    }
    if (daysAgo < 7) {
        return then.toLocaleString({ weekday: "short" });
    }
    return then.year === current.year
        ? then.toLocaleString({ day: "numeric", month: "short" })
        : then.toLocaleString({ day: "numeric", month: "numeric", year: "2-digit" });
}

function relativeDay(day: DateTime, today: DateTime): string {
    return day.toRelativeCalendar({ base: today, unit: "days" }) ?? "";
}

function capitalised(text: string, locale: string | null): string {
    return text.charAt(0).toLocaleUpperCase(locale ?? undefined) + text.slice(1);
}

/** In the person's time zone and language, as Odoo has set them; with the language's own digits. */
function local(at: Timestamp): DateTime {
    const moment = DateTime.fromMillis(at);
    return moment.reconfigure({ numberingSystem: digitsOf(moment.locale ?? "") });
}
