/** On every page of the website: brings in the rest of the chat where somebody wants it. */
import type { ComponentConstructor } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction, type PublicEnv } from "@web/public/interaction";

import { stageKey } from "../odoo/storage";
import "../ui/bubble/bubble_button.scss";
import { _t, setTranslate } from "../ui/translation";

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);

/** Class of a component that a lazily loaded bundle has put into Odoo's registry. */
function lazyComponent(name: string): ComponentConstructor {
    return registry.category("lazy_components").get(`seitech_elearning.${name}`);
}

/** The bundle registers the chat as a service; Odoo starts it a moment later. */
async function loadChat({ services, bus }: PublicEnv): Promise<void> {
    await loadBundle("seitech_elearning.assets_portal");
    await new Promise<void>((resolve) => {
        const check = (): void => {
            if ("seitech_chat_portal" in services) {
                bus.removeEventListener("SERVICES-LOADED", check);
                resolve();
            }
        };
        bus.addEventListener("SERVICES-LOADED", check);
        check();
    });
}

/** Puts the chat where the page has a place for it; null on pages without one. */
let showPlace: (() => void) | null = null;

async function isBroughtIn(env: PublicEnv, show: () => void): Promise<boolean> {
    show();
    try {
        await loadChat(env);
        return true;
    } catch {
        return false;
    }
}

/**
 * The service for other modules' components, as long as the chat itself is not there: whoever
 * opens something brings it in. The chat then takes this object over, these methods included.
 */
function chatToCome(env: PublicEnv): object {
    const service: Record<string, (...parameters: readonly unknown[]) => Promise<void>> = {};
    for (const name of ["open", "openDirect", "openInstructor"]) {
        service[name] = async (...parameters) => {
            if (showPlace && (await isBroughtIn(env, showPlace))) {
                await service[name]?.(...parameters);
            } else {
                // That page asks people to sign in, and can say what is wrong.
                window.location.assign("/my/chat");
            }
        };
    }
    return service;
}

/** What stands on a page and needs the chat itself. */
class ChatPlace extends Interaction {
    protected async loadChat(): Promise<void> {
        await this.waitFor(loadChat(this.env));
    }

    protected replaceBy(name: string, props: object): void {
        this.el.replaceChildren();
        this.mountComponent(this.el, lazyComponent(name), props);
    }
}

/** The page `/my/chat`. */
class ChatPage extends ChatPlace {
    static override selector = ".o_seitech_chat_page";

    override start(): void {
        showPlace = () => undefined;
        void this.load();
    }

    private async load(): Promise<void> {
        this.say(_t("Loading the chat…"));
        try {
            await this.loadChat();
        } catch {
            this.say(_t("The chat could not be loaded."), _t("Try again"));
            return;
        }
        this.replaceBy("PortalChat", {});
    }

    private say(sentence: string, retryLabel?: string): void {
        const text = document.createElement("p");
        text.className = "py-5 text-center";
        text.setAttribute("role", "status");
        text.textContent = sentence;
        if (retryLabel) {
            const button = document.createElement("button");
            button.className = "btn btn-primary d-block mx-auto mt-3";
            button.textContent = retryLabel;
            button.addEventListener("click", () => void this.load());
            text.append(button);
        }
        this.el.replaceChildren(text);
    }
}

/** The button in the corner, for people who are signed in. */
class ChatBubble extends ChatPlace {
    static override selector = ".o_seitech_bubble";

    override start(): void {
        // The page of the chat needs no way to it.
        if (document.querySelector(".o_seitech_chat_page")) {
            return;
        }
        const button = this.drawButton();
        this.el.hidden = false;
        showPlace = () => void this.load(button, false);
        if (this.unread > 0 || this.hasWindows) {
            // What is seen first comes first.
            (window.requestIdleCallback ?? setTimeout)(() => void this.load(button, false));
        }
    }

    private get unread(): number {
        return Number(this.el.dataset["unreadCount"]) || 0;
    }

    /** Whether windows were left open on the page before. */
    private get hasWindows(): boolean {
        try {
            const stage = localStorage.getItem(stageKey(this.el.dataset["userId"] ?? ""));
            return stage?.includes('"channelId"') ?? false;
        } catch {
            // Storage is switched off.
            return false;
        }
    }

    private drawButton(): HTMLButtonElement {
        const { unread } = this;
        const count = unread > 99 ? "99+" : String(unread);
        const button = document.createElement("button");
        button.type = "button";
        button.className = "o-seitech-BubbleButton text-bg-primary";
        button.title = unread ? _t("Chat, %s unread", count) : _t("Chat");
        button.setAttribute("aria-label", button.title);
        button.setAttribute("aria-expanded", "false");
        const icon = document.createElement("i");
        icon.className = "fa fa-comments";
        icon.setAttribute("aria-hidden", "true");
        button.append(icon);
        if (unread) {
            const badge = document.createElement("span");
            badge.className = "o-seitech-BubbleButton-unread";
            badge.setAttribute("aria-hidden", "true");
            badge.textContent = count;
            button.append(badge);
        }
        button.addEventListener("click", () => void this.load(button, true));
        this.el.replaceChildren(button);
        return button;
    }

    /** A press while it is loading for another reason still counts. */
    private isWanted = false;

    private async load(button: HTMLElement, isWanted: boolean): Promise<void> {
        this.isWanted ||= isWanted;
        if (button.ariaBusy === "true") {
            return;
        }
        button.ariaBusy = "true";
        try {
            await this.loadChat();
        } catch {
            button.ariaBusy = "false";
            if (this.isWanted) {
                // The page of the chat can say what is wrong, and try again.
                window.location.assign("/my/chat");
            }
            return;
        }
        this.replaceBy("Bubble", { isOpen: this.isWanted });
    }
}

/** The link "Need help?" for people who are not signed in; without script it just leads on. */
class HelpLink extends Interaction<HTMLAnchorElement> {
    static override selector = ".o_seitech_help";

    override dynamicContent = {
        _root: {
            "t-on-click": (event: MouseEvent) => this.onClick(event),
            // True only from here on: until now it has been a link.
            "t-att-aria-haspopup": () => "dialog",
        },
    };

    private close: (() => void) | null = null;

    private async onClick(event: MouseEvent): Promise<void> {
        if (event.ctrlKey || event.metaKey || event.shiftKey) {
            return;
        }
        event.preventDefault();
        if (this.close) {
            this.close();
            return;
        }
        try {
            await this.waitFor(loadBundle("seitech_elearning.assets_support"));
        } catch {
            window.location.assign(this.el.href);
            return;
        }
        this.open();
    }

    private open(): void {
        const destroy = this.mountComponent(document.body, lazyComponent("HelpPanel"), {
            onClose: () => this.close?.(),
        });
        this.close = () => {
            this.close = null;
            destroy();
        };
    }
}

registry.category("services").add("seitech_chat", { start: chatToCome });
registry
    .category("public.interactions")
    .add("seitech_elearning.chat_page", ChatPage)
    .add("seitech_elearning.chat_bubble", ChatBubble)
    .add("seitech_elearning.help_link", HelpLink);
