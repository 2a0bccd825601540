/** On every page of the website: brings in the rest of the chat where somebody wants it. */
import type { ComponentConstructor } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

import { _t, setTranslate } from "../ui/translation";

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);

/** Class of a component that a lazily loaded bundle has put into Odoo's registry. */
function lazyComponent(name: string): ComponentConstructor {
    return registry.category("lazy_components").get(`seitech_elearning.${name}`);
}

/** The page `/my/chat`. */
class ChatPage extends Interaction {
    static override selector = ".o_seitech_chat_page";

    override start(): void {
        void this.load();
    }

    private async load(): Promise<void> {
        this.say(_t("Loading the chat…"));
        try {
            await this.waitFor(loadBundle("seitech_elearning.assets_portal"));
            await this.waitFor(this.service());
        } catch {
            this.say(_t("The chat could not be loaded."), _t("Try again"));
            return;
        }
        this.el.replaceChildren();
        this.mountComponent(this.el, lazyComponent("Messenger"), { height: "viewport" });
    }

    /** The bundle registers the service; Odoo starts it a moment later. */
    private service(): Promise<void> {
        return new Promise((resolve) => {
            const check = (): void => {
                if ("seitech_chat" in this.env.services) {
                    this.env.bus.removeEventListener("SERVICES-LOADED", check);
                    resolve();
                }
            };
            this.env.bus.addEventListener("SERVICES-LOADED", check);
            check();
        });
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

registry
    .category("public.interactions")
    .add("seitech_elearning.chat_page", ChatPage)
    .add("seitech_elearning.help_link", HelpLink);
