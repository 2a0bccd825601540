import { placeInHash } from "../../model/lesson/lesson";
import { askPlace, askPosition, lessonKind } from "./lesson_element";
import { messagePlayer } from "./message_player";
import { pdfPlayer, type Player, videoPlayer } from "./players";

/** Where Odoo shows a lesson: on a page of its own, and in its player in full screen. */
const CONTENT = ".o_wslides_fs_content, .o_wslides_lesson_content_type";
const PLAYER = "iframe, video";
const SIDEBAR = ".o_wslides_fs_sidebar";
const ACTIVE = ".o_wslides_fs_sidebar_list_item.active";

/** The page of a lesson: keeps its element true, and stands between it and the player. */
export class LessonPage {
    private player: Player | null = null;
    private shownIn: Element | null = null;
    private readonly observers: MutationObserver[] = [];
    private readonly listening = new AbortController();

    /**
     * @param hash The end of the address the page was opened with: the player in full screen
     *   replaces it.
     */
    constructor(
        private readonly element: HTMLElement,
        hash: string,
    ) {
        const { signal } = this.listening;
        element.addEventListener(askPosition, () => this.answer(), { signal });
        element.addEventListener(askPlace, (event) => this.onAskPlace(event), { signal });
        window.addEventListener("hashchange", () => this.goToHash(location.hash), { signal });
        this.watch(document.querySelector(SIDEBAR), () => this.follow());
        this.watch(document.querySelector(CONTENT), () => this.findPlayer());
        this.findPlayer();
        this.goToHash(hash);
    }

    stop(): void {
        this.listening.abort();
        this.observers.forEach((observer) => observer.disconnect());
        this.player?.stop();
    }

    private watch(target: Element | null, run: () => void): void {
        if (target) {
            const observer = new MutationObserver(run);
            const attributeFilter = ["class"];
            observer.observe(target, { subtree: true, childList: true, attributeFilter });
            this.observers.push(observer);
        }
    }

    /** The player in full screen goes from lesson to lesson without a new page. */
    private follow(): void {
        const active = document.querySelector<HTMLElement>(`${SIDEBAR} ${ACTIVE}`);
        const { id, name, category, seitechPublished } = active?.dataset ?? {};
        const { dataset } = this.element;
        if (id === undefined || id === dataset["lessonId"]) {
            return;
        }
        // The player on show is that of the lesson before, until its place is taken.
        this.player?.stop();
        this.player = null;
        this.wanted = null;
        dataset["lessonName"] = name ?? "";
        dataset["kind"] = lessonKind(category ?? "");
        dataset["isPublished"] = seitechPublished ?? "0";
        // Last: it is what others watch.
        dataset["lessonId"] = id;
    }

    /** Where to go once there is a player. */
    private wanted: number | null = null;

    private findPlayer(): void {
        const hasPlayer = this.element.dataset["kind"] !== "other";
        const content = hasPlayer ? document.querySelector(CONTENT) : null;
        const shownIn = content?.querySelector(PLAYER) ?? null;
        if (shownIn === this.shownIn) {
            return;
        }
        this.player?.stop();
        this.shownIn = shownIn;
        this.player = shownIn && playerIn(shownIn);
        this.goTo(this.wanted);
    }

    private goToHash(hash: string): void {
        this.goTo(placeInHash(hash));
    }

    private onAskPlace(event: Event): void {
        this.goTo(event instanceof CustomEvent ? Number(event.detail) || null : null);
        this.shownIn?.scrollIntoView({ block: "nearest" });
    }

    private goTo(position: number | null): void {
        this.wanted = position;
        if (this.player && position !== null) {
            this.player.goTo(position);
            this.wanted = null;
        }
    }

    private answer(): void {
        const position = this.player?.position() ?? null;
        if (position === null) {
            delete this.element.dataset["position"];
        } else {
            this.element.dataset["position"] = String(position);
        }
    }
}

function playerIn(element: Element): Player | null {
    if (element instanceof HTMLVideoElement) {
        return videoPlayer(element);
    }
    if (!(element instanceof HTMLIFrameElement)) {
        return null;
    }
    const isPdf = element.classList.contains("o_wslides_iframe_viewer");
    return isPdf ? pdfPlayer(element) : messagePlayer(element);
}
