import { Component, useEffect, useState } from "@odoo/owl";

import { _t } from "../../translation";
import { Icon, type IconName } from "../icon/icon";
import { useVisit, type VisitEnv } from "../visit_env";
import "./connection_line.xml";

/** Shorter troubles are not worth a word. */
const PATIENCE = 1_500;

/** Says so when messages do not come by themselves for a while, and what happens instead. */
export class ConnectionLine extends Component<Record<string, never>, VisitEnv> {
    static override template = "seitech_elearning.VisitConnectionLine";
    static components = { Icon };
    static override props = {};

    private readonly visit = useVisit(this.env);
    readonly local = useState({ isLasting: false });

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
            () => [this.sentence !== null],
        );
    }

    get icon(): IconName {
        return this.visit.state.connection === "polling" ? "refresh" : "plug";
    }

    /** Null as well while there is no conversation that something could come in. */
    get sentence(): string | null {
        const { connection, visit } = this.visit.state;
        switch (connection) {
            case "online":
                return null;
            case "connecting":
                return visit && _t("Connecting…");
            case "polling":
                return (
                    visit &&
                    _t("Live updates are blocked on this network; checking every few seconds.")
                );
            case "offline":
                return _t("You are offline. Messages will be sent when you are back.");
        }
    }
}
