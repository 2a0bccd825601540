import type { ShownLesson } from "../../../model/lesson/lesson";
import type { ChannelId, MessageId } from "../../../model/ids";
import type { Lesson, MessageExtra } from "../../../model/records";
import type { ChatState } from "../../../model/state";
import type { MakeReactive } from "../../chat_store";
import type { ExtraSource } from "../../message_extras";
import type { LessonPlace } from "./lesson_ports";

export interface LessonState {
    /** On the page around the chat. */
    readonly shown: ShownLesson | null;
    /** Whether what is written now is about it. */
    readonly isOn: boolean;
}

export interface LessonActions {
    /** Says whether what is written from now on is about the lesson on the page. */
    setOn(isOn: boolean): void;
    /** Goes to the place of a message in its lesson. @returns Whether the page shows that lesson. */
    goTo(lesson: Lesson): boolean;
}

/** What components find as the service `seitech_chat_lessons`. */
export interface LessonView {
    readonly state: LessonState;
    readonly actions: LessonActions;
}

interface Parts {
    readonly chat: {
        readonly state: ChatState;
        readonly actions: { addMessageExtras(source: ExtraSource): () => void };
    };
    readonly place: LessonPlace;
    readonly reactive: MakeReactive;
}

/**
 * Messages that are written beside a lesson are about it, unless the person says otherwise. Whoever
 * teaches the course rather answers there: what they write is about it only if they say so.
 */
export function createLessonView({ chat, place, reactive }: Parts): LessonView {
    const look = (): LessonState => {
        const shown = place.current();
        return { shown, isOn: shown !== null && !shown.isStaff };
    };
    const state: { -readonly [Key in keyof LessonState]: LessonState[Key] } = reactive(look());
    place.onChange(() => Object.assign(state, look()));
    chat.actions.addMessageExtras((channelId, parentId) => {
        const lesson = state.isOn ? fittingLesson(chat.state, state, channelId, parentId) : null;
        return lesson ? extraOf(lesson, place) : {};
    });
    return {
        state,
        actions: {
            setOn: (isOn) => void (state.isOn = isOn),
            goTo(lesson) {
                const isHere = state.shown?.id === lesson.id;
                if (isHere) {
                    place.goTo(lesson.position);
                }
                return isHere;
            },
        },
    };
}

/**
 * @param parentId Of a reply, what it answers: that is what a reply is about.
 * @returns The lesson that a message in this channel could be about; null if there is none.
 */
export function fittingLesson(
    chat: ChatState,
    { shown }: LessonState,
    channelId: ChannelId,
    parentId: MessageId | null,
): ShownLesson | null {
    const channel = chat.channels.get(channelId);
    const isAboutCourse = channel?.type === "course" || channel?.type === "student_instructor";
    const fits = isAboutCourse && shown?.isPublished && channel.courseId === shown.courseId;
    return fits && parentId === null ? shown : null;
}

function extraOf(lesson: ShownLesson, place: LessonPlace): MessageExtra {
    const position = lesson.kind === "other" ? null : place.position();
    return position ? { lessonId: lesson.id, lessonPosition: position } : { lessonId: lesson.id };
}
