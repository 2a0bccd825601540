/**
 * The page in the frame on other sites: the visitor's widget without Odoo around it. What of Odoo
 * is needed otherwise, the bus and the translations, the server puts into the page.
 */
import { App, reactive } from "@odoo/owl";

import { createVisit, type VisitClient } from "../engine/visit/create_visit";
import { browserAttention } from "../odoo/browser_attention";
import { browserClock } from "../odoo/browser_clock";
import { browserKeys } from "../odoo/browser_keys";
import { LeaseLocks } from "../odoo/lease_locks";
import { browserLocks } from "../odoo/locks";
import { browserNotifier } from "../odoo/notifier";
import { ownStorage } from "../odoo/storage";
import { ProviderChallenges } from "../odoo/visit/challenge/provider_challenges";
import { surroundings } from "../odoo/visit/surroundings";
import { VisitHttpApi } from "../odoo/visit/visit_api";
import { VisitSocket } from "../odoo/visit/visit_socket";
import { BrowserVisitStorage } from "../odoo/visit/visit_storage";
import { setTranslate } from "../ui/translation";
import { challengePlace } from "../ui/visit/challenge/challenge_place";
import { AroundFrame } from "../ui/visit/embed/around_frame";
import "../ui/visit/embed/embed_page.scss";
import { filledIn } from "../ui/visit/embed/filled_in";
import type { FrameOrder } from "../ui/visit/embed/frame_words";
import { standaloneTemplates } from "../ui/visit/embed/standalone_templates";
import { accentStyle } from "../ui/visit/look";
import { VisitWidget } from "../ui/visit/panel/visit_widget";

interface PageConfig {
    readonly terms: Readonly<Record<string, string>>;
    readonly label: string;
    readonly color: string;
    readonly websocket_version: string;
}

const config: PageConfig = JSON.parse(
    document.getElementById("seitech-config")?.textContent ?? "{}",
);
const term = (source: string): string => config.terms[source] ?? source;
setTranslate((source, ...substitutions) => filledIn(term(source), substitutions));

function websocketUrl(): string {
    const { protocol, host } = window.location;
    return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/websocket`;
}

function startVisit(about: { readonly page: string; readonly referrer: string }): VisitClient {
    const notifier = browserNotifier(() => undefined);
    const visit = createVisit({
        api: new VisitHttpApi(),
        bus: new VisitSocket({ url: websocketUrl(), version: config.websocket_version }),
        storage: new BrowserVisitStorage("seitech_chat.embed"),
        surroundings: surroundings(() => notifier.playSound(), about),
        clock: browserClock,
        keys: browserKeys(),
        attention: browserAttention(),
        // Where other sites' frames may keep nothing, the browser denies them its locks as well.
        locks: ownStorage() ? browserLocks("embed") : new LeaseLocks("", null),
        challenges: new ProviderChallenges(challengePlace),
        userId: null,
        reactive,
    });
    visit.start();
    return visit;
}

/** Nothing happens before the page around has said who it is. */
let visit: VisitClient | null = null;

const around = new AroundFrame(obey);

function obey(order: FrameOrder): void {
    if (order.kind === "seitech_chat.hello") {
        visit ??= show(startVisit(order));
    } else if (order.kind === "seitech_chat.open") {
        visit?.actions.open();
    } else {
        visit?.actions.minimise();
    }
}

/** Only the browser knows what a text means as a colour. */
function configuredStyle(): string {
    const { body } = document;
    body.style.backgroundColor = config.color;
    const style = accentStyle(body);
    body.style.backgroundColor = "";
    return style;
}

function show(client: VisitClient): VisitClient {
    const tell = (): void =>
        around.tell({
            kind: "seitech_chat.state",
            isOpen: state.isOpen,
            unread: state.unread,
            hasVisit: state.visit !== null || state.outgoing.length > 0,
            label: config.label,
            color: config.color,
        });
    const state = reactive(client.state, tell);
    const app = new App(VisitWidget, {
        props: {
            visit: client,
            look: { side: "end", style: configuredStyle(), isFramed: true },
        },
        translateFn: term,
    });
    standaloneTemplates.forEach((templates) => app.addTemplates(templates));
    tell();
    // Not awaited: OWL draws with the screen, and the frame is not on it before it is opened.
    void app.mount(document.body);
    return client;
}
