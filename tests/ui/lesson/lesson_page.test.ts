import { askPlace, askPosition, readLesson } from "../../../ts_src/odoo/lesson/lesson_element";
import { LessonPage } from "../../../ts_src/odoo/lesson/lesson_page";
import { settle, until } from "../../helpers/browser_page";

/** Odoo's viewer, as far as others may know it. */
const VIEWER = `<input id="page_number" value="1"><span id="page_count">5</span>`;
const VIEWER_FRAME = `<iframe class="o_wslides_iframe_viewer" srcdoc='${VIEWER}'></iframe>`;

let page: LessonPage | null = null;
const place = document.createElement("div");

/** Opens the page of a lesson. */
function open(content: string, kind = "document", hash = ""): HTMLElement {
    place.innerHTML = `
        <div class="o_seitech_lesson" data-lesson-id="40" data-lesson-name="Means"
            data-course-id="5" data-kind="${kind}" data-is-published="1" data-is-staff="0"></div>
        <div class="o_wslides_lesson_content_type">${content}</div>`;
    document.body.append(place);
    const element = place.querySelector<HTMLElement>(".o_seitech_lesson") ?? place;
    page = new LessonPage(element, hash);
    return element;
}

function positionIn(element: HTMLElement): string | undefined {
    element.dispatchEvent(new Event(askPosition));
    return element.dataset["position"];
}

function viewer(): HTMLInputElement | null {
    const frame = place.querySelector("iframe");
    return frame?.contentDocument?.querySelector<HTMLInputElement>("#page_number") ?? null;
}

QUnit.module("ui › lesson › page", {
    afterEach() {
        page?.stop();
        place.remove();
    },
});

QUnit.test("says at which page of a document somebody is, and turns to one", async (assert) => {
    const element = open(VIEWER_FRAME);
    await until("the viewer", () => viewer() !== null);
    assert.strictEqual(positionIn(element), "1");
    const turned: string[] = [];
    viewer()?.addEventListener("change", () => turned.push(viewer()?.value ?? ""));
    element.dispatchEvent(new CustomEvent(askPlace, { detail: 3 }));
    assert.deepEqual(turned, ["3"]);
    assert.strictEqual(positionIn(element), "3");
});

QUnit.test("a viewer that has no file yet begins at the page asked for", (assert) => {
    open(
        `<iframe class="o_wslides_iframe_viewer" src="about:blank?page=1"></iframe>`,
        "document",
        "#page=4",
    );
    const { search } = new URL(place.querySelector("iframe")?.src ?? "");
    assert.strictEqual(search, "?page=4");
});

QUnit.test("knows a video of the page's own, and the moment in the address", (assert) => {
    const element = open("<video></video>", "video", "#t=95");
    const video = place.querySelector("video");
    // Without a file the moment is kept until there is one.
    assert.strictEqual(video?.currentTime, 95);
    assert.strictEqual(positionIn(element), "95");
});

QUnit.test("what cannot be asked has no place: articles, other providers", (assert) => {
    assert.strictEqual(positionIn(open("<video></video>", "other")), undefined);
    page?.stop();
    const frame = `<iframe src="about:blank"></iframe>`;
    assert.strictEqual(positionIn(open(frame, "video")), undefined);
});

QUnit.test("follows the player in full screen from lesson to lesson", async (assert) => {
    place.innerHTML = `
        <div class="o_seitech_lesson" data-lesson-id="40" data-lesson-name="Means"
            data-course-id="5" data-kind="video" data-is-published="1" data-is-staff="0"></div>
        <div class="o_wslides_fs_content"><video></video></div>
        <ul class="o_wslides_fs_sidebar">
            <li class="o_wslides_fs_sidebar_list_item active" data-id="40" data-name="Means"
                data-category="video" data-seitech-published="1"></li>
            <li class="o_wslides_fs_sidebar_list_item" data-id="41" data-name="Script"
                data-category="document" data-seitech-published="0"></li>
        </ul>`;
    document.body.append(place);
    const element = place.querySelector<HTMLElement>(".o_seitech_lesson") ?? place;
    page = new LessonPage(element, "");
    assert.strictEqual(positionIn(element), "0");
    const [first, second] = place.querySelectorAll("li");
    first?.classList.remove("active");
    second?.classList.add("active");
    await settle();
    assert.deepEqual(readLesson(element), {
        id: 41,
        name: "Script",
        courseId: 5,
        kind: "document",
        isPublished: false,
        isStaff: false,
    });
    assert.strictEqual(positionIn(element), undefined, "no longer that of the video");
    const content = place.querySelector(".o_wslides_fs_content");
    content?.replaceChildren();
    content?.insertAdjacentHTML("beforeend", VIEWER_FRAME);
    await until("the viewer", () => viewer() !== null);
    assert.strictEqual(positionIn(element), "1");
});
