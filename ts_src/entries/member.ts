/** On website pages of people who are signed in: brings in the chat where somebody wants it. */
import type { ComponentConstructor } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction, type PublicEnv } from "@web/public/interaction";

import { chatMethods, chatPage } from "../odoo/chat_methods";
import { loadService } from "../odoo/lazy_service";
import { askAround, pageAround } from "../odoo/page_around";
import { stageKey } from "../odoo/storage";
import "../ui/bubble/bubble_button.scss";
import { openHere, openingOf } from "../ui/opener/opener";
import { _t, setTranslate } from "../ui/translation";

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);

/** Class of a component that a lazily loaded bundle has put into Odoo's registry. */
function lazyComponent(name: string): ComponentConstructor {
    return registry.category("lazy_components").get(`seitech_elearning.${name}`);
}

function loadChat(env: PublicEnv): Promise<void> {
    return loadService(env, "portal", "seitech_chat_portal");
}

/** Puts the chat where the page has a place for it; null on pages without one. */
let showPlace: (() => void) | null = null;

/** The ways into the chat, for other modules, for openers and for the button for help. */
const chat: Record<string, (...parameters: readonly unknown[]) => Promise<void>> = {};

/** @returns Whether the chat is there now. */
async function bringIn(env: PublicEnv): Promise<boolean> {
    showPlace?.();
    return (
        showPlace !== null &&
        (await loadChat(env).then(
            () => true,
            () => false,
        ))
    );
}

/**
 * The service for other modules' components, as long as the chat itself is not there: whoever
 * opens something brings it in. The chat then takes this object over, these methods included.
 */
function chatToCome(env: PublicEnv): object {
    for (const name of chatMethods) {
        chat[name] = async (...parameters) => {
            if (await bringIn(env)) {
                await chat[name]?.(...parameters);
            } else {
                window.location.assign(chatPage);
            }
        };
    }
    return chat;
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

/** The button in the corner. */
class ChatBubble extends ChatPlace {
    static override selector = ".o_seitech_bubble";

    override start(): void {
        // The page of the chat needs no way to it, and in Odoo's preview the page around has one.
        if (document.querySelector(".o_seitech_chat_page") || pageAround()) {
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
        const hidden = 'aria-hidden="true"';
        button.innerHTML = `<i class="fa fa-comments" ${hidden}></i>`;
        if (unread) {
            button.innerHTML += `<span class="o-seitech-BubbleButton-unread" ${hidden}>${count}</span>`;
        }
        button.addEventListener("click", () => void this.load(button, true));
        this.el.replaceChildren(button);
        return button;
    }

    /** A press while it is loading for another reason still counts. */
    private isWanted = false;

    private async load(button: HTMLElement, isWanted: boolean): Promise<void> {
        this.isWanted ||= isWanted;
        // Once the chat is there, its own button has taken this one's place.
        if (button.ariaBusy === "true" || !button.isConnected) {
            return;
        }
        button.ariaBusy = "true";
        try {
            await this.loadChat();
        } catch {
            button.ariaBusy = "false";
            if (this.isWanted) {
                // The page of the chat can say what is wrong, and try again.
                window.location.assign(chatPage);
            }
            return;
        }
        this.replaceBy("Bubble", { isOpen: this.isWanted });
    }
}

/** Whatever stands on the page, or comes to it later, and opens a conversation in place. */
class Openers extends Interaction {
    static override selector = "#wrapwrap";

    override start(): void {
        const listening = new AbortController();
        const { signal } = listening;
        // Dialogs stand beside this element.
        document.body.addEventListener("click", (event) => this.onClick(event), { signal });
        this.registerCleanup(() => listening.abort());
    }

    private onClick(event: MouseEvent): void {
        const opening = openingOf(event, chatMethods);
        if (opening) {
            event.preventDefault();
            const { method, parameters } = opening;
            if (pageAround()) {
                // Odoo's preview takes every press on a link for the way to another page.
                event.stopPropagation();
            }
            if (askAround({ method, parameters })) {
                return;
            }
            void openHere(
                opening,
                async () => {
                    const isThere = await bringIn(this.env);
                    if (isThere) {
                        await chat[method]?.(...parameters);
                    }
                    return isThere;
                },
                (address) => window.location.assign(address),
                chatPage,
            );
        }
    }
}

// The launcher's, which is there already, only leads to where one signs in.
registry.category("services").add("seitech_chat", { start: chatToCome }, { force: true });
registry
    .category("public.interactions")
    .add("seitech_elearning.chat_page", ChatPage)
    .add("seitech_elearning.chat_bubble", ChatBubble)
    .add("seitech_elearning.openers", Openers);
