import { Component } from "@odoo/owl";

import type { NotificationConsent } from "../../model/state";
import { type ChatEnv, useChat } from "../use_chat";
import "./device_settings.xml";

/** How this browser calls the person: for all conversations alike. */
export class DeviceSettings extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.DeviceSettings";
    static override props = {};

    private readonly chat = useChat(this.env);

    get consent(): NotificationConsent {
        return this.chat.state.notificationConsent;
    }

    get isSoundOn(): boolean {
        return this.chat.state.isSoundOn;
    }

    async onNotifications(event: Event): Promise<void> {
        const box = event.target as HTMLInputElement;
        if (box.checked && this.consent === "unasked") {
            await this.chat.actions.askForNotifications();
        } else {
            this.chat.actions.switchNotifications(box.checked);
        }
        // What the browser allows has the last word, also over the box.
        box.checked = this.consent === "granted";
    }

    switchSound(): void {
        this.chat.actions.switchSound(!this.isSoundOn);
    }
}
