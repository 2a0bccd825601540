import { accentStyle } from "../look";
import { type FrameOrder, type FrameState, isFrameState } from "./frame_words";

/** On this site: that there is a conversation to go on with. The frame keeps the rest. */
const KEY = "seitech_chat.embed";
/** Milliseconds that a frame that is loaded has for its first word. */
const PATIENCE = 2_000;
const PHONE = "(max-width: 479.98px)";
const CHAT =
    "M12 4c-5 0-9 3.1-9 7.2 0 2.3 1.2 4.3 3.2 5.6L5.5 20.5l4-2.2c.8.2 1.6.2 2.5.2 5 0 9-3.2 9-7.3S17 4 12 4z";
const DOWN = "M6 9.5l6 6 6-6";
const ICON = `<svg viewBox="0 0 24 24" style="width:24px;height:24px" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${CHAT}"/></svg><span aria-hidden="true" hidden></span>`;
const COLOR = "#714b67";

/**
 * The button and the frame on the page of another site. All styles are set on the elements: the
 * site's own policy may forbid anything else.
 */
export class EmbedFrame {
    private readonly button = document.createElement("button");
    private readonly server: URL;
    private frame: HTMLIFrameElement | null = null;
    private isOpen = false;
    private isWanted = false;
    private isThere = false;
    private link: HTMLElement | null = null;
    private label: string;

    /** @param script What the site includes; its `data-` attributes say how it looks. */
    constructor(private readonly script: HTMLScriptElement) {
        this.server = new URL(script.src);
        this.label = script.dataset["label"] || "Chat";
    }

    start(): void {
        const { button } = this;
        button.innerHTML = ICON;
        button.addEventListener("click", () => this.press());
        document.body.append(button);
        addEventListener("message", (event) => this.onMessage(event));
        matchMedia(PHONE).addEventListener("change", () => this.place());
        this.paint("");
        this.show(0);
        if (isKept()) {
            (window.requestIdleCallback ?? setTimeout)(() => this.load());
        }
    }

    private press(): void {
        // Until the frame has said something, nobody is listening there.
        if (this.isThere) {
            this.say({ kind: this.isOpen ? "seitech_chat.minimise" : "seitech_chat.open" });
        } else {
            this.isWanted = true;
            this.load();
        }
    }

    private load(): void {
        if (this.frame) {
            return;
        }
        const frame = document.createElement("iframe");
        const lang = this.script.dataset["lang"] ?? document.documentElement.lang;
        const address = new URL("/seitech_elearning/embed", this.server);
        address.searchParams.set("lang", lang.replace("-", "_"));
        frame.src = address.href;
        frame.title = this.label;
        frame.addEventListener("load", () => {
            this.say({
                kind: "seitech_chat.hello",
                page: location.origin + location.pathname,
                referrer: document.referrer,
            });
            setTimeout(() => this.isThere || this.giveUp(), PATIENCE);
        });
        this.link?.remove();
        this.frame = frame;
        this.place();
        // Before the button: what it opens is reached next from there.
        this.button.before(frame);
    }

    /**
     * What was loaded says nothing: it is forbidden here, or its server is away. Whoever wanted it
     * gets an address, which reads the same in all languages; the next press tries again.
     */
    private giveUp(): void {
        this.frame?.remove();
        this.frame = null;
        if (this.isWanted) {
            const link = (this.link = document.createElement("a"));
            link.href = new URL("/contactus", this.server).href;
            link.textContent = this.server.host + "/contactus";
            link.target = "_blank";
            const look = "padding:1rem;background:#fff;color:#000;font:1rem system-ui;";
            dress(link, this.corner("5.25rem") + look);
            this.button.before(link);
        }
    }

    private say(order: FrameOrder): void {
        this.frame?.contentWindow?.postMessage(order, this.server.origin);
    }

    private onMessage({ source, origin, data }: MessageEvent): void {
        const isFromFrame = source === this.frame?.contentWindow && origin === this.server.origin;
        if (isFromFrame && isFrameState(data)) {
            this.take(data);
        }
    }

    private take(state: FrameState): void {
        this.isThere = true;
        if (this.isWanted) {
            this.isWanted = false;
            this.say({ kind: "seitech_chat.open" });
        }
        const hasChanged = this.isOpen !== state.isOpen;
        this.isOpen = state.isOpen;
        this.label = this.script.dataset["label"] || state.label || this.label;
        this.paint(state.color);
        keep(state.hasVisit);
        this.place();
        this.show(state.unread);
        // What comes back open with the page must not take the focus from it.
        if (hasChanged && navigator.userActivation?.isActive) {
            (this.isOpen ? this.frame : this.button)?.focus({ preventScroll: true });
        }
    }

    private show(unread: number): void {
        const { button, isOpen } = this;
        const [icon, badge] = [...button.children] as [Element, HTMLElement];
        icon.firstElementChild?.setAttribute("d", isOpen ? DOWN : CHAT);
        badge.textContent = String(unread);
        badge.hidden = isOpen || unread === 0;
        button.title = this.label;
        button.setAttribute("aria-label", badge.hidden ? this.label : `${this.label} (${unread})`);
        button.setAttribute("aria-expanded", String(isOpen));
    }

    /** @param color Of the settings; what the browser does not take for one is passed over. */
    private paint(color: string): void {
        const { button } = this;
        const look = `${this.corner("1rem")}display:grid;place-content:center;width:3.5rem;height:3.5rem;border-radius:50%;box-shadow:0 4px 16px rgba(0,0,0,.24);cursor:pointer;background:${COLOR};background:${this.script.dataset["color"] || color};`;
        dress(button, look);
        dress(button, `${look}${accentStyle(button)};color:var(--seitech-visit-on-accent);`);
        const badge = button.lastElementChild as HTMLElement;
        badge.style.cssText =
            "position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;padding:0 6px;box-sizing:border-box;border-radius:11px;background:#b02a37;color:#fff;font:600 12px/22px system-ui,sans-serif";
    }

    /** The whole screen of a phone, else a panel above the button; nothing while it is put away. */
    private place(): void {
        if (this.frame) {
            const isPhone = matchMedia(PHONE).matches;
            const look = `${
                isPhone
                    ? "position:fixed;inset:0;width:100%;height:100%;"
                    : `${this.corner("5.25rem")}width:min(23.5rem,100vw - 2rem);height:min(40rem,100vh - 6.75rem);border-radius:1rem;box-shadow:0 16px 48px rgba(0,0,0,.24);`
            }z-index:2147483001;background:#fff;${this.isOpen ? "" : "display:none;"}`;
            dress(this.frame, look);
        }
    }

    private corner(height: string): string {
        const side = this.script.dataset["side"] === "start" ? "start" : "end";
        return `position:fixed;z-index:2147483000;bottom:${height};inset-inline-${side}:1rem;`;
    }
}

/** Whatever the site's own styles say of all buttons and frames. The focus is seen as usual. */
function dress(element: HTMLElement, style: string): void {
    element.style.cssText = `all:initial;outline:revert;${style}`.replaceAll(";", "!important;");
}

function isKept(): boolean {
    try {
        return localStorage.getItem(KEY) === "1";
    } catch {
        // Storage is switched off.
        return false;
    }
}

function keep(hasVisit: boolean): void {
    try {
        localStorage.setItem(KEY, hasVisit ? "1" : "");
    } catch {
        // Storage is switched off: on the next page the button does not know of unread messages.
    }
}
