/** On the pages of lessons, for whoever takes part in the course: the player, and what was asked. */
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

import { lessonElement, readLesson, watchLesson } from "../odoo/lesson/lesson_element";
import { LessonPage } from "../odoo/lesson/lesson_page";
import { questionSource } from "../odoo/lesson/lesson_questions_api";
import { LessonQuestions } from "../ui/lesson/questions/lesson_questions";
import { setTranslate } from "../ui/translation";

// The player in full screen is about to replace the address.
const { hash } = window.location;

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);

/** Says which lesson the page shows, and where its player is. */
class Lesson extends Interaction {
    static override selector = ".o_seitech_lesson";

    override start(): void {
        const page = new LessonPage(this.el, hash);
        this.registerCleanup(() => page.stop());
    }
}

/** The list of what was asked. */
class Questions extends Interaction {
    static override selector = ".o_seitech_questions";

    override start(): void {
        const element = lessonElement();
        if (element) {
            this.mountComponent(this.el, LessonQuestions, {
                source: questionSource(),
                current: () => readLesson(element),
                watch: (run: () => void) => watchLesson(element, run),
                isPanel: this.el.dataset["isPanel"] === "1",
            });
        }
    }
}

registry
    .category("public.interactions")
    .add("seitech_elearning.lesson", Lesson)
    .add("seitech_elearning.lesson_questions", Questions);
