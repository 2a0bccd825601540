/** Loaded by the launcher when a visitor wants help: the conversation and its widget. */
import { reactive } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { createVisit } from "../engine/visit/create_visit";
import type { UserId } from "../model/ids";
import { browserAttention } from "../odoo/browser_attention";
import { browserClock } from "../odoo/browser_clock";
import { browserKeys } from "../odoo/browser_keys";
import { browserLocks } from "../odoo/locks";
import { browserNotifier } from "../odoo/notifier";
import { ProviderChallenges } from "../odoo/visit/challenge/provider_challenges";
import { takeEarly } from "../odoo/visit/early_answer";
import { surroundings } from "../odoo/visit/surroundings";
import { VisitHttpApi } from "../odoo/visit/visit_api";
import { ServiceBus } from "../odoo/visit/visit_bus";
import { BrowserVisitStorage } from "../odoo/visit/visit_storage";
import type { BusService } from "../odoo/bus_link";
import { setTranslate } from "../ui/translation";
import { challengePlace } from "../ui/visit/challenge/challenge_place";
import { VisitWidget } from "../ui/visit/panel/visit_widget";

/** The page says who is signed in. */
function currentUser(): UserId | null {
    const place = document.querySelector<HTMLElement>(".o_seitech_help");
    return (Number(place?.dataset["userId"]) || null) as UserId | null;
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
const notifier = browserNotifier(() => undefined);
registry.category("services").add("seitech_chat_visit", {
    dependencies: ["bus_service"],
    start(_env, services: { readonly bus_service: BusService }) {
        const visit = createVisit({
            api: new VisitHttpApi({}, takeEarly),
            bus: new ServiceBus(services.bus_service),
            storage: new BrowserVisitStorage(),
            surroundings: surroundings(() => notifier.playSound()),
            clock: browserClock,
            keys: browserKeys(),
            attention: browserAttention(),
            locks: browserLocks("visit"),
            challenges: new ProviderChallenges(challengePlace),
            userId: currentUser(),
            reactive,
        });
        visit.start();
        return visit;
    },
});
registry.category("lazy_components").add("seitech_elearning.VisitWidget", VisitWidget);
