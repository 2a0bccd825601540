import { Component, onMounted, onWillUnmount, useRef } from "@odoo/owl";

import { useHasPageChat } from "../hooks/use_page_chat";
import { Messenger } from "../messenger/messenger";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./fullscreen.scss";
import "./fullscreen.xml";

/**
 * The whole chat above whatever page there is. The browser's own `<dialog>` keeps the focus in
 * it and makes the rest of the page inert.
 */
export class Fullscreen extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.Fullscreen";
    static components = { Messenger };
    static override props = {};

    private readonly chat = useChat(this.env);
    private readonly pageChat = useHasPageChat();
    private readonly root = useRef<HTMLDialogElement>("root");

    override setup(): void {
        const before = document.activeElement;
        onMounted(() => this.root.el?.showModal());
        onWillUnmount(() => {
            this.root.el?.close();
            if (before instanceof HTMLElement && before.isConnected) {
                before.focus();
            }
        });
    }

    get label(): string {
        return _t("Chat");
    }

    readonly close = (): void => {
        // Where the page has a chat of its own, that goes on with the same conversation.
        if (this.pageChat.count === 0) {
            this.chat.actions.closeChannel();
        }
        this.chat.actions.setFullscreen(false);
    };

    /** The browser's own way of saying Escape: pressed where nothing smaller wanted it. */
    onCancel(event: Event): void {
        event.preventDefault();
        if (event.target === this.root.el) {
            this.close();
        }
    }

    /** Here, because a browser may skip `cancel` when Escape is pressed again and again. */
    onKeydown(event: KeyboardEvent): void {
        if (event.key === "Escape" && !event.defaultPrevented) {
            event.preventDefault();
            this.close();
        }
        // What lies below shall not act on it.
        event.stopPropagation();
    }
}
