import { Component, type ComponentConstructor, onWillStart, useState } from "@odoo/owl";

import type { ExtraName } from "../../platform";
import { type ChatEnv, useChat } from "../../use_chat";
import "./lazy.xml";

interface LazyState {
    Extra: ComponentConstructor | null;
    hasFailed: boolean;
}

/**
 * Stands in for a component that few people need at once: it is loaded when it is first shown.
 *
 * @param name Of the component, in `entries/extras.ts`.
 * @returns A component with the same props. Until the other is there it shows nothing; if it
 *   cannot be had, it says so.
 */
export function lazy(name: ExtraName): ComponentConstructor {
    return class Lazy extends Component<object, ChatEnv> {
        static override template = "seitech_elearning.Lazy";
        static override props = ["*"];

        private readonly chat = useChat(this.env);
        readonly local = useState<LazyState>({ Extra: null, hasFailed: false });

        override setup(): void {
            // Nobody waits for it: whoever shows it goes on rendering.
            onWillStart(() => void this.load());
        }

        private async load(): Promise<void> {
            try {
                this.local.Extra = await this.chat.platform.loadExtra(name);
            } catch {
                this.local.hasFailed = true;
            }
        }
    };
}
