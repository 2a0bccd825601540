import { _t } from "../../translation";
import { accentStyle, type VisitLook } from "../look";
import "./help_place.scss";

const CHAT = "M8 18l-4 3 1-5a9 7 0 1 1 3 2z";
const DOWN = "M6 9.5l6 6 6-6";
const PARTS =
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path/></svg>' +
    '<span class="o-seitech-HelpButton-label"></span>' +
    '<span class="o-seitech-HelpButton-unread" aria-hidden="true"></span>';

/** The button that opens the widget: without this script it has been a link. */
export class HelpButton {
    /** As the page's settings say by the element's `data-` attributes, and else the theme. */
    readonly look: VisitLook;
    private readonly label: string;

    constructor(readonly element: HTMLElement) {
        const { side, color, label } = element.dataset;
        this.label = label || element.textContent || "";
        if (color) {
            // The theme's buttons change colour gradually: it would still be read as it was.
            element.style.cssText = `transition:none;background:${color}!important`;
        }
        // Of the theme's button, as long as it is one.
        const style = accentStyle(element);
        this.look = { side: side === "start" ? "start" : "end", style };
        const isBeside = document.querySelector(".o_seitech_bubble") && side !== "start";
        const place = isBeside ? "beside" : side;
        // None of the theme's classes: they insist on the link's looks and place.
        element.className = `o_seitech_help o-seitech-HelpButton o-seitech-Help--${place} d-print-none`;
        element.style.cssText = style;
        element.innerHTML = PARTS;
        this.set("role", "button");
        this.set("aria-haspopup", "dialog");
        this.show(false, 0);
    }

    show(isOpen: boolean, unread: number): void {
        const { element, label } = this;
        const [icon, words, badge] = [...element.children] as HTMLElement[];
        const count = isOpen ? 0 : unread;
        icon?.firstElementChild?.setAttribute("d", isOpen ? DOWN : CHAT);
        words?.replaceChildren(label);
        badge?.replaceChildren(count > 99 ? "99+" : String(count));
        badge?.toggleAttribute("hidden", count === 0);
        element.classList.toggle("o-seitech-Help--open", isOpen);
        this.set("aria-expanded", String(isOpen));
        this.set("aria-label", count === 0 ? label : _t("%s, %s unread", label, count));
    }

    set isBusy(isBusy: boolean) {
        this.set("aria-busy", String(isBusy));
    }

    get isBusy(): boolean {
        return this.element.getAttribute("aria-busy") === "true";
    }

    private set(name: string, value: string): void {
        this.element.setAttribute(name, value);
    }
}
