import type { LessonPlace } from "../../engine/learning/lessons/lesson_ports";
import {
    askPlace,
    askPosition,
    lessonElement,
    readLesson,
    watchLesson,
} from "../lesson/lesson_element";

/** The lesson of a website page; nowhere else there is one. */
export function pageLessonPlace(): LessonPlace {
    const element = lessonElement();
    return {
        current: () => element && readLesson(element),
        position: () => {
            // An answer of before must not be taken for that of a page without its script.
            delete element?.dataset["position"];
            element?.dispatchEvent(new Event(askPosition));
            return Number(element?.dataset["position"]) || null;
        },
        goTo: (position) => {
            element?.dispatchEvent(new CustomEvent(askPlace, { detail: position }));
        },
        onChange: (run) => {
            if (element) {
                watchLesson(element, run);
            }
        },
    };
}
