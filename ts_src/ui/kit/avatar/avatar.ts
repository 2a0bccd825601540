import { Component, useState } from "@odoo/owl";

import type { Presence } from "../../../model/records";
import { _t } from "../../translation";
import "./avatar.scss";
import "./avatar.xml";

interface AvatarProps {
    name: string;
    imageUrl: string | null;
    /** Edge length in pixels. */
    size: number;
    /** Whether the person is there: a dot tells. Left out, null, offline: no dot. */
    presence?: Presence | null;
}

const HUES = 12;

/** Picture of a person or conversation; the initials stand in while there is none. */
export class Avatar extends Component<AvatarProps> {
    static override template = "seitech_elearning.Avatar";
    static override props = {
        name: String,
        imageUrl: { type: [String, { value: null }] },
        size: Number,
        presence: { type: [String, { value: null }], optional: true },
    };

    private readonly state = useState({ failedUrl: "" });

    get imageUrl(): string | null {
        return this.props.imageUrl === this.state.failedUrl ? null : this.props.imageUrl;
    }

    get initials(): string {
        // Not the sign in "Chat #7".
        const words = this.props.name.split(/[\s\p{P}]*(?:\s|^)[\s\p{P}]*/u).filter(Boolean);
        const letters = [words[0], words.length > 1 ? words.at(-1) : ""];
        return letters
            .map((word) => [...(word ?? "")][0] ?? "")
            .join("")
            .toLocaleUpperCase();
    }

    /** The same name has the same colour on every screen. */
    get style(): string {
        let sum = 0;
        for (const letter of this.props.name) {
            sum += letter.codePointAt(0) ?? 0;
        }
        const hue = ((sum % HUES) * 360) / HUES;
        return `--seitech-avatar-size: ${this.props.size}px; --seitech-avatar-hue: ${hue}`;
    }

    /** What the dot means, in words; "" for no dot. */
    get presenceLabel(): string {
        switch (this.props.presence) {
            case "online":
                return _t("Online");
            case "away":
                return _t("Away");
            case "busy":
                return _t("Do not disturb");
            default:
                return "";
        }
    }

    onImageError(): void {
        this.state.failedUrl = this.props.imageUrl ?? "";
    }
}
