import { Component, useEffect, useState } from "@odoo/owl";

import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./connection_banner.scss";
import "./connection_banner.xml";

/** Shorter troubles are not worth a word. */
const PATIENCE = 1_500;

/** Says so when messages do not come by themselves for a while, and what happens instead. */
export class ConnectionBanner extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.ConnectionBanner";
    static override props = {};

    private readonly chat = useChat(this.env);
    readonly local = useState({ isLasting: false });
    private wasOnline = false;

    override setup(): void {
        useEffect(
            (isTrouble: boolean) => {
                if (!isTrouble) {
                    this.local.isLasting = false;
                    return undefined;
                }
                const timeout = setTimeout(() => {
                    this.local.isLasting = true;
                }, PATIENCE);
                return () => clearTimeout(timeout);
            },
            () => [this.chat.state.connection !== "online"],
        );
    }

    get icon(): string {
        return this.chat.state.connection === "polling" ? "fa-refresh" : "fa-plug";
    }

    get sentence(): string | null {
        switch (this.chat.state.connection) {
            case "online":
                this.wasOnline = true;
                return null;
            case "connecting":
                return this.wasOnline ? _t("Reconnecting…") : _t("Connecting…");
            case "polling":
                return _t("Live updates are blocked on this network; checking every 5 seconds.");
            case "offline":
                return _t("Offline – messages will be sent when you are back.");
        }
    }
}
