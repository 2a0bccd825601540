import type {
    LessonQuestion,
    QuestionPage,
    ShownLesson,
} from "../../../ts_src/model/lesson/lesson";
import { LessonQuestions } from "../../../ts_src/ui/lesson/questions/lesson_questions";
import { cleanUp, click, find, findAll, mount, settle, texts } from "../../helpers/browser_page";
import { noon } from "../../helpers/builders";
import { makeLesson } from "../../helpers/fake_lesson";
import { axeViolationsHere } from "../desk/axe_here";

const TITLE = ".o-seitech-LessonQuestions-title";
const TEXT = ".o-seitech-LessonQuestions-text";

function question(messageId: number, changes: Partial<LessonQuestion> = {}): LessonQuestion {
    return {
        messageId,
        channelId: 7,
        authorName: "Sam Student",
        text: `Question ${messageId}`,
        position: 95,
        createdAt: noon,
        isAnswered: false,
        isPrivate: false,
        ...changes,
    };
}

/** A server with these questions, newest first, two a page. */
class Questions {
    lesson: ShownLesson = makeLesson({ isStaff: true });
    isAway = false;
    readonly asked: (readonly [number, number | null])[] = [];
    private tell = (): void => undefined;

    constructor(private all: readonly LessonQuestion[]) {}

    fetchQuestions(lessonId: number, beforeId: number | null): Promise<QuestionPage> {
        this.asked.push([lessonId, beforeId]);
        if (this.isAway) {
            return Promise.reject(new Error("away"));
        }
        const rest = this.all.filter(({ messageId }) => messageId < (beforeId ?? Infinity));
        const unanswered = this.all.filter(({ isAnswered }) => !isAnswered).length;
        return Promise.resolve({
            questions: rest.slice(0, 2),
            hasMore: rest.length > 2,
            counts: beforeId === null ? { total: this.all.length, unanswered } : null,
        });
    }

    async show(isPanel = false): Promise<void> {
        await mount(LessonQuestions, {
            source: this,
            current: () => this.lesson,
            watch: (run: () => void) => {
                this.tell = run;
                return () => undefined;
            },
            isPanel,
        });
        await settle();
    }

    async turnTo(lesson: ShownLesson, all: readonly LessonQuestion[]): Promise<void> {
        this.lesson = lesson;
        this.all = all;
        this.tell();
        await settle();
    }
}

QUnit.module("ui › lesson › questions", { afterEach: cleanUp });

QUnit.test("tells the staff how many there are and how many wait", async (assert) => {
    const questions = new Questions([question(3), question(2, { isAnswered: true }), question(1)]);
    await questions.show();
    assert.deepEqual(texts(TITLE), ["Questions asked here (3, 2 unanswered)"]);
    assert.strictEqual(findAll(TEXT).length, 0, "what they are, on demand");
    await click(".o-seitech-LessonQuestions-toggle");
    assert.deepEqual(texts(TEXT), ["Question 3", "Question 2"]);
    assert.deepEqual(texts(".o-seitech-LessonQuestions-state"), ["Not answered yet", "Answered"]);
    assert.true(texts(".o-seitech-LessonQuestions-head")[0]?.includes("1:35"));
    const link = find<HTMLAnchorElement>(".o-seitech-LessonQuestions-item");
    assert.strictEqual(link.getAttribute("href"), "/chat/7/3");
    assert.propContains(link.dataset, {
        seitechOpen: "openMessage",
        seitechArguments: "[7,3]",
    });
    await click("button.btn-link");
    assert.deepEqual(texts(TEXT), ["Question 3", "Question 2", "Question 1"]);
    assert.strictEqual(findAll("button.btn-link").length, 0, "no more");
    assert.deepEqual(await axeViolationsHere(), []);
});

QUnit.test("students hear nothing of nothing, and nothing of what waits", async (assert) => {
    const questions = new Questions([]);
    questions.lesson = makeLesson();
    await questions.show();
    assert.strictEqual(findAll(TITLE).length, 0);
    await questions.turnTo(makeLesson({ id: 41 }), [question(1)]);
    assert.deepEqual(texts(TITLE), ["Questions asked here (1)"]);
    assert.deepEqual(questions.asked, [
        [40, null],
        [41, null],
    ]);
});

QUnit.test("of private conversations of others only that something was asked", async (assert) => {
    const questions = new Questions([question(2, { text: null, isPrivate: true })]);
    await questions.show(true);
    assert.deepEqual(texts(TEXT), ["In a private conversation"]);
    assert.strictEqual(findAll(".fa-lock").length, 1);
});

QUnit.test("says when it cannot be had, and tries again", async (assert) => {
    const questions = new Questions([question(1)]);
    questions.isAway = true;
    await questions.show(true);
    assert.deepEqual(texts("[role=status]"), ["The questions could not be loaded."]);
    questions.isAway = false;
    await click("button.btn-link");
    assert.deepEqual(texts(TEXT), ["Question 1"]);
    assert.deepEqual(texts(TITLE), ["Questions asked here (1, 1 unanswered)"]);
});
