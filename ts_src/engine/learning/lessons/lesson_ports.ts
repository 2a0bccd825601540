import type { QuestionPage, ShownLesson } from "../../../model/lesson/lesson";

/** The lesson on the page around the chat, if there is one. */
export interface LessonPlace {
    /** @returns What the page shows now; null where there is no lesson. */
    current(): ShownLesson | null;
    /** @returns Second or page somebody is at; null where the player does not tell. */
    position(): number | null;
    /** Brings a place into view, as far as the player can. */
    goTo(position: number | null): void;
    /** @param run Called when the page shows another lesson. */
    onChange(run: () => void): void;
}

/** What was asked in a lesson, from the server. */
export interface QuestionSource {
    /**
     * @param beforeId What was asked before this message; null: the newest.
     * @throws {ApiError}
     */
    fetchQuestions(lessonId: number, beforeId: number | null): Promise<QuestionPage>;
}
