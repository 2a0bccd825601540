import { Component, onMounted, onWillUnmount, useRef } from "@odoo/owl";

import { challengePlace } from "./challenge_place";
import "./challenge_box.scss";
import "./challenge_box.xml";

/** Empty, unless the provider of a captcha has something for the visitor to do. */
export class ChallengeBox extends Component<Record<string, never>> {
    static override template = "seitech_elearning.VisitChallengeBox";
    static override props = {};

    private readonly box = useRef<HTMLElement>("box");

    override setup(): void {
        onMounted(() => challengePlace.move(this.box.el));
        onWillUnmount(() => challengePlace.move(null));
    }
}
