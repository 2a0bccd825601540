/** On every page of the website: brings in the rest of the chat where somebody wants it. */
import type { ComponentConstructor } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction, type PublicEnv } from "@web/public/interaction";

import type { VisitView } from "../engine/visit/visit_actions";
import { stageKey } from "../odoo/storage";
import { availabilityRoute } from "../odoo/visit/availability_route";
import "../ui/bubble/bubble_button.scss";
import { _t, setTranslate } from "../ui/translation";
import { HelpPlace } from "../ui/visit/launch/help_place";

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);

/** Class of a component that a lazily loaded bundle has put into Odoo's registry. */
function lazyComponent(name: string): ComponentConstructor {
    return registry.category("lazy_components").get(`seitech_elearning.${name}`);
}

/** The bundle registers a service; Odoo starts it a moment later. */
async function loadService(
    { services, bus }: PublicEnv,
    bundle: string,
    name: string,
): Promise<void> {
    await loadBundle(`seitech_elearning.assets_${bundle}`);
    await new Promise<void>((resolve) => {
        const check = (): void => {
            if (name in services) {
                resolve();
            }
        };
        // It comes a few times in a page's life; being told again changes nothing.
        bus.addEventListener("SERVICES-LOADED", check);
        check();
    });
}

function loadChat(env: PublicEnv): Promise<void> {
    return loadService(env, "portal", "seitech_chat_portal");
}

/** Puts the chat where the page has a place for it; null on pages without one. */
let showPlace: (() => void) | null = null;

/** The ways into the chat, for other modules and for the button for help. */
const chat: Record<string, (...parameters: readonly unknown[]) => Promise<void>> = {};

/**
 * The service for other modules' components, as long as the chat itself is not there: whoever
 * opens something brings it in. The chat then takes this object over, these methods included.
 */
function chatToCome(env: PublicEnv): object {
    for (const name of ["open", "openDirect", "openInstructor", "openSupport"]) {
        chat[name] = async (...parameters) => {
            showPlace?.();
            const isThere =
                showPlace &&
                (await loadChat(env).then(
                    () => true,
                    () => false,
                ));
            if (isThere) {
                await chat[name]?.(...parameters);
            } else {
                // That page asks people to sign in, and can say what is wrong.
                window.location.assign("/my/chat");
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

/**
 * Whether there is something to go on with: a conversation or a first message without an answer,
 * as `odoo/visit` keeps them, or the link of an e-mail.
 */
function hasVisit(): boolean {
    try {
        return (
            window.location.hash.startsWith("#seitech-chat=") ||
            ["", ".opening"].some((end) => localStorage.getItem(`seitech_chat.visit${end}`))
        );
    } catch {
        // Storage is switched off.
        return false;
    }
}

/** The button for help; without script it is a link to the contact page. */
class HelpLink extends Interaction<HTMLAnchorElement> {
    static override selector = ".o_seitech_help";

    override start(): void {
        if (window.top !== window) {
            // Whoever shows the site in a frame has not asked for its support.
            this.el.hidden = true;
            return;
        }
        const isStudent = this.el.dataset["loggedIn"] === "1";
        const place = new HelpPlace(this.el, {
            hasVisit,
            loadVisit: () => this.loadVisit(),
            showWidget: (visit, props) =>
                this.mountComponent(document.body, lazyComponent("VisitWidget"), {
                    visit,
                    ...props,
                }),
            openChat: isStudent ? async () => chat["openSupport"]?.() : null,
            leave: () => window.location.assign(this.el.href),
        });
        this.registerCleanup(() => place.stop());
    }

    private async loadVisit(): Promise<VisitView> {
        const { env } = this;
        if (!hasVisit()) {
            // The form will ask for the same: it finds the answer in the browser, or on its way.
            const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
            const route = availabilityRoute({ time_zone, language: document.documentElement.lang });
            fetch(`/api/chat/${route}`).catch(() => undefined);
        }
        await this.waitFor(loadService(env, "support", "seitech_chat_visit"));
        return env.services["seitech_chat_visit"] as VisitView;
    }
}

registry.category("services").add("seitech_chat", { start: chatToCome });
registry
    .category("public.interactions")
    .add("seitech_elearning.chat_page", ChatPage)
    .add("seitech_elearning.chat_bubble", ChatBubble)
    .add("seitech_elearning.help_link", HelpLink);
