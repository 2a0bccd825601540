import type { Timestamp } from "../../model/ids";
import { pageLanguage } from "./page_language";

/**
 * Times in the visitor's own time zone and the page's language. Only what every browser brings:
 * the widget also stands on pages without Odoo and its libraries.
 */
function written(at: Timestamp, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(pageLanguage(), options).format(at);
}

const CLOCK = { hour: "numeric", minute: "2-digit" } as const;
const DAY = { weekday: "long", day: "numeric", month: "long" } as const;

/** "14:05" or "2:05 PM". */
export function clockOf(at: Timestamp): string {
    return written(at, CLOCK);
}

/** Date and time in full, for tooltips. */
export function fullTimeOf(at: Timestamp): string {
    return written(at, { dateStyle: "full", timeStyle: "short" });
}

/** The moment a day began. */
export function dayOf(at: Timestamp): Timestamp {
    return new Date(at).setHours(0, 0, 0, 0);
}

/** Heading of one day: "Today", "Yesterday", "Monday 12 January". */
export function dayName(day: Timestamp, now: Timestamp): string {
    const days = daysBetween(now, day);
    if (Math.abs(days) <= 1) {
        return capitalised(relativeDay(days));
    }
    const isThisYear = new Date(day).getFullYear() === new Date(now).getFullYear();
    return written(day, isThisYear ? DAY : { ...DAY, year: "numeric" });
}

/** When something will be: "today, 14:00", "Monday 12 January at 09:00". */
export function momentName(at: Timestamp, now: Timestamp): string {
    const days = daysBetween(now, at);
    return Math.abs(days) <= 1
        ? `${relativeDay(days)}, ${clockOf(at)}`
        : written(at, { ...DAY, ...CLOCK });
}

function daysBetween(from: Timestamp, to: Timestamp): number {
    // Rounded: a day on which the clock is changed has 23 or 25 hours.
    return Math.round((dayOf(to) - dayOf(from)) / 86_400_000);
}

function relativeDay(days: number): string {
    return new Intl.RelativeTimeFormat(pageLanguage(), { numeric: "auto" }).format(days, "day");
}

function capitalised(text: string): string {
    return text.charAt(0).toLocaleUpperCase(pageLanguage()) + text.slice(1);
}
