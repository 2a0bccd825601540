import type { ChatContext } from "../chat_context";

/** Has the browser ask for desktop notifications. Only from within a click. */
export async function askForNotifications({ store, notifier }: ChatContext): Promise<void> {
    const consent = await notifier.ask();
    store.dispatch({ kind: "notificationConsentChanged", consent });
}

/** The person's own switch for desktop notifications. */
export function switchNotifications({ store, notifier }: ChatContext, isOn: boolean): void {
    const consent = notifier.setOff(!isOn);
    store.dispatch({ kind: "notificationConsentChanged", consent });
}

export function switchSound({ store, shared }: ChatContext, isOn: boolean): void {
    store.dispatch({ kind: "soundSwitched", isOn });
    shared.saveSound(isOn);
}

/** What the person has settled before the page was loaded. */
export function restoreNotificationSettings({ store, notifier, shared }: ChatContext): void {
    store.dispatch(
        { kind: "notificationConsentChanged", consent: notifier.consent() },
        { kind: "soundSwitched", isOn: shared.loadSound() },
    );
}
