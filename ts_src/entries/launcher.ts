/** On every page of the website: the button for help, and the visitor's widget behind it. */
import type { ComponentConstructor } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

import type { VisitView } from "../engine/visit/visit_actions";
import { chatMethods, chatPage } from "../odoo/chat_methods";
import { knowBundle, loadFiles, loadService } from "../odoo/lazy_service";
import { availabilityRoute } from "../odoo/visit/availability_route";
import { askEarly } from "../odoo/visit/early_answer";
import { setTranslate } from "../ui/translation";
import { HelpPlace } from "../ui/visit/launch/help_place";

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);

/** Milliseconds that the widget waits for what it shows. */
const PATIENCE = 100;

/** Class of a component that a lazily loaded bundle has put into Odoo's registry. */
function lazyComponent(name: string): ComponentConstructor {
    return registry.category("lazy_components").get(`seitech_elearning.${name}`);
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
        const { loggedIn, files } = this.el.dataset;
        const isStudent = loggedIn === "1";
        knowBundle("support", files);
        const place = new HelpPlace(this.el, {
            hasVisit,
            prepare: () => void loadFiles("support").catch(() => undefined),
            loadVisit: () => this.loadVisit(),
            showWidget: (visit, props) =>
                this.mountComponent(document.body, lazyComponent("VisitWidget"), {
                    visit,
                    ...props,
                }),
            openChat: isStudent ? () => this.openChat() : null,
            leave: () => window.location.assign(this.el.href),
        });
        this.registerCleanup(() => place.stop());
    }

    private openChat(): Promise<void> {
        const chat = this.env.services["seitech_chat"] as { openSupport(): Promise<void> };
        return chat.openSupport();
    }

    private async loadVisit(): Promise<VisitView> {
        const { env } = this;
        const answered = hasVisit() ? null : askForForm();
        await this.waitFor(loadService(env, "support", "seitech_chat_visit"));
        // Drawn once, with all it shows, unless that takes long.
        await Promise.race([answered, pause(PATIENCE)]);
        return env.services["seitech_chat_visit"] as VisitView;
    }
}

/** What the form will ask for, while it is being loaded. */
function askForForm(): Promise<void> {
    const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const language = document.documentElement.lang;
    return askEarly(availabilityRoute({ time_zone, language }));
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * The service for other modules' components: each way into the chat leads to where one signs in.
 * Who is signed in has another one, by the bundle `member`.
 */
function chatForMembers(): object {
    const leave = async (): Promise<void> => window.location.assign(chatPage);
    return Object.fromEntries(chatMethods.map((name) => [name, leave]));
}

registry.category("services").add("seitech_chat", { start: chatForMembers });
registry.category("public.interactions").add("seitech_elearning.help_link", HelpLink);
