import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";

import { serverTime } from "../../../model/clock";
import type { Timestamp } from "../../../model/ids";
import { formatFull, formatIso } from "../../format/times";
import { _t } from "../../translation";
import { useChat } from "../../use_chat";
import type { DeskEnv } from "../use_desk";
import "./waiting_time.scss";
import "./waiting_time.xml";
import { LONG_WAIT, TOO_LONG_WAIT, waitingText } from "./waiting_text";

interface WaitingTimeProps {
    since: Timestamp;
}

const SECOND = 1_000;

/** For how long somebody has been waiting, by the server's clock; it goes on by the second. */
export class WaitingTime extends Component<WaitingTimeProps, DeskEnv> {
    static override template = "seitech_elearning.WaitingTime";
    static override props = { since: Number };

    private readonly chat = useChat(this.env);
    private readonly clock = useState({ now: Date.now() });

    override setup(): void {
        let timer: ReturnType<typeof setTimeout> | undefined;
        // All of them at once, where the same request is shown twice.
        const wait = (): void => {
            timer = setTimeout(tick, SECOND - (Date.now() % SECOND));
        };
        const tick = (): void => {
            if (!document.hidden) {
                this.clock.now = Date.now();
            }
            wait();
        };
        onMounted(wait);
        onWillUnmount(() => clearTimeout(timer));
    }

    get now(): Timestamp {
        return serverTime(this.chat.state, this.clock.now);
    }

    get text(): string {
        return waitingText(this.props.since, this.now);
    }

    get urgency(): "short" | "long" | "too-long" {
        const waited = this.now - this.props.since;
        if (waited < LONG_WAIT) {
            return "short";
        }
        return waited < TOO_LONG_WAIT ? "long" : "too-long";
    }

    get title(): string {
        return _t("Waiting since %s", formatFull(this.props.since));
    }

    get isoTime(): string {
        return formatIso(this.props.since);
    }
}
