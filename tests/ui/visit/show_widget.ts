import { VisitWidget } from "../../../ts_src/ui/visit/panel/visit_widget";
import { mount, type Mounted, settle } from "../../helpers/browser_page";
import type { FakeVisit } from "./fake_visit";

/** Puts the widget on the page, as the launcher does. */
export async function showWidget(
    visit: FakeVisit,
    props: Record<string, unknown> = {},
): Promise<Mounted> {
    const look = { side: "end", style: "--seitech-visit-accent: #35507a" };
    const mounted = await mount(VisitWidget, { visit, look, ...props });
    await settle();
    await standStill();
    return mounted;
}

/** Waits until nothing moves any more, except for what moves for ever. */
export async function standStill(): Promise<void> {
    const passing = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(passing.map(({ finished }) => finished.catch(() => undefined)));
}

/** @returns What axe-core finds wrong with the widget, one line for each. */
export async function violations(): Promise<string[]> {
    const { default: axe } = await import("axe-core");
    // What fades in would be measured half transparent.
    await standStill();
    const { violations: found } = await axe.run({ include: [[".o-seitech-Visit"]] });
    return found.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html} – ${failureSummary}`),
    );
}
