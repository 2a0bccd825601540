import type { Clock } from "../../ports";
import type { HoursApi, QuietHours } from "./hours_ports";
import { isQuietAt } from "./quiet_hours";

interface Parts {
    readonly api: Pick<HoursApi, "fetchQuietHours">;
    readonly clock: Clock;
    readonly setQuiet: (isQuiet: boolean) => void;
}

const minute = 60_000;
/** They may be changed on another page. */
const minutesBetweenQuestions = 10;

/** Keeps the chat quiet in the person's quiet hours: looks at the clock once a minute. */
export function watchQuietHours({ api, clock, setQuiet }: Parts): void {
    let hours: QuietHours | null = null;
    let wasQuiet = false;
    let rounds = 0;
    const look = (): void => {
        const isQuiet = hours !== null && isQuietAt(hours, new Date(clock.now()));
        if (isQuiet !== wasQuiet) {
            wasQuiet = isQuiet;
            setQuiet(isQuiet);
        }
    };
    const ask = async (): Promise<void> => {
        try {
            hours = await api.fetchQuietHours();
            look();
        } catch {
            // What was known goes on being true; it is asked again.
        }
    };
    const round = (): void => {
        if (rounds % minutesBetweenQuestions === 0) {
            void ask();
        }
        rounds += 1;
        look();
        clock.after(minute, round);
    };
    round();
}
