import type { LessonKind, ShownLesson } from "../../model/lesson/lesson";

/*
 * Lesson pages have an element that says which lesson it is. The script of the page keeps it true and
 * knows the player; whoever wants to know of either asks by events, which are answered at once.
 */

/** Asks for `data-position` to be set: the second or page somebody is at, or nothing. */
export const askPosition = "seitech-lesson-position";
/** Asks for a place to be brought into view; its `detail` is the second or page. */
export const askPlace = "seitech-lesson-place";

/** @returns The element that says which lesson the page shows. */
export function lessonElement(): HTMLElement | null {
    return document.querySelector<HTMLElement>(".o_seitech_lesson");
}

export function readLesson({ dataset }: HTMLElement): ShownLesson {
    return {
        id: Number(dataset["lessonId"]),
        name: dataset["lessonName"] ?? "",
        courseId: Number(dataset["courseId"]),
        kind: lessonKind(dataset["kind"] ?? ""),
        isPublished: dataset["isPublished"] === "1",
        isStaff: dataset["isStaff"] === "1",
    };
}

/** @param category As Odoo's courses name it: video, document, article, quiz… */
export function lessonKind(category: string): LessonKind {
    return category === "video" || category === "document" ? category : "other";
}

/** @returns Ends the watching. */
export function watchLesson(element: HTMLElement, run: () => void): () => void {
    const observer = new MutationObserver(run);
    observer.observe(element, { attributes: true, attributeFilter: ["data-lesson-id"] });
    return () => observer.disconnect();
}
