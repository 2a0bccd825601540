import type { QuietHours } from "./hours_ports";

/** @returns Whether it is one of these hours, by the clock of this machine. */
export function isQuietAt({ isOn, from, to, days }: QuietHours, moment: Date): boolean {
    if (!isOn) {
        return false;
    }
    const minute = moment.getHours() * 60 + moment.getMinutes();
    const today = (moment.getDay() + 6) % 7;
    if (from < to) {
        return days.includes(today) && from <= minute && minute < to;
    }
    const yesterday = (today + 6) % 7;
    return (days.includes(today) && minute >= from) || (days.includes(yesterday) && minute < to);
}
