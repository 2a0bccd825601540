/**
 * Where to ask who is there. The launcher asks before the widget does, so that the answer is there
 * when the widget comes: both have to name the same address.
 *
 * @param about The visitor's `time_zone` and the page's `language`, in this order.
 */
export function availabilityRoute(about: Readonly<Record<string, string>>): string {
    return `support/availability?${new URLSearchParams(about).toString()}`;
}
