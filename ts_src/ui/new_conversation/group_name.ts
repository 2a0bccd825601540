import { Component, onMounted, useRef, useState } from "@odoo/owl";

import type { OpeningRequest } from "../../engine/ports";
import type { ChatEnv } from "../use_chat";
import "./group_name.xml";

interface GroupNameProps {
    isOpening: boolean;
    onFound: (request: OpeningRequest) => Promise<void>;
}

/** Gives a new study group its name; what was typed stays until the group is there. */
export class GroupName extends Component<GroupNameProps, ChatEnv> {
    static override template = "seitech_elearning.GroupName";
    static override props = { isOpening: Boolean, onFound: Function };

    private readonly field = useRef<HTMLInputElement>("field");
    readonly local = useState({ name: "" });

    override setup(): void {
        onMounted(() => this.field.el?.focus());
    }

    get isEmpty(): boolean {
        return this.local.name.trim() === "";
    }

    async onSubmit(): Promise<void> {
        if (!this.isEmpty) {
            await this.props.onFound({ channelType: "group", name: this.local.name.trim() });
        }
    }
}
