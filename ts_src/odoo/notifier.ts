import type { ChatNotification, Notifier } from "../engine/ports";
import type { NotificationConsent } from "../model/state";

/** Kept for the browser, not for the person: permission is the browser's as well. */
const SWITCH_KEY = "seitech_chat.notifications";
/** Odoo's own sound for a new message. */
const SOUND = "/mail/static/src/audio/ting.mp3";

/**
 * Desktop notifications, the sound and the count in the title.
 *
 * @param showCount Shows how much is unread in the title of the document; 0 for nothing.
 */
export function browserNotifier(showCount: (count: number) => void): Notifier {
    const sound = new LazySound();
    return {
        consent,
        ask: async () => {
            if ("Notification" in window) {
                await Notification.requestPermission();
            }
            return consent();
        },
        setOff: (isOff) => {
            rememberSwitch(isOff);
            return consent();
        },
        show: (notification, onClick) => show(notification, onClick),
        playSound: () => sound.play(),
        showCount,
    };
}

/** @returns What puts a count before the title of a website page, whatever that title is by then. */
export function titleCount(page: Document = document): (count: number) => void {
    const mark = /^\(\d+\+?\) /;
    return (count) => {
        const title = page.title.replace(mark, "");
        page.title = count > 0 ? `(${count > 99 ? "99+" : count}) ${title}` : title;
    };
}

function consent(): NotificationConsent {
    if (!("Notification" in window) || !window.isSecureContext) {
        return "unsupported";
    }
    if (Notification.permission === "denied") {
        return "denied";
    }
    if (isSwitchedOff()) {
        return "off";
    }
    return Notification.permission === "granted" ? "granted" : "unasked";
}

function show({ title, body, iconUrl, tag }: ChatNotification, onClick: () => void): void {
    try {
        const icon = iconUrl === null ? {} : { icon: iconUrl };
        const notification = new Notification(title, { body, tag, ...icon });
        notification.addEventListener("click", () => {
            window.focus();
            notification.close();
            onClick();
        });
    } catch {
        // Phones' browsers show them through service workers only: Odoo's web push does that.
    }
}

function isSwitchedOff(): boolean {
    try {
        return localStorage.getItem(SWITCH_KEY) === "off";
    } catch {
        return false;
    }
}

function rememberSwitch(isOff: boolean): void {
    try {
        if (isOff) {
            localStorage.setItem(SWITCH_KEY, "off");
        } else {
            localStorage.removeItem(SWITCH_KEY);
        }
    } catch {
        // Where nothing is kept, the browser's own permission decides.
    }
}

class LazySound {
    private audio: HTMLAudioElement | null = null;

    play(): void {
        this.audio ??= new Audio(SOUND);
        this.audio.currentTime = 0;
        // Browsers refuse to play before the person has touched the page.
        this.audio.play().catch(() => undefined);
    }
}
