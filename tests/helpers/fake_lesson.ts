import type { LessonPlace } from "../../ts_src/engine/learning/lessons/lesson_ports";
import type { ShownLesson } from "../../ts_src/model/lesson/lesson";

export const statistics = 5;

export function makeLesson(changes: Partial<ShownLesson> = {}): ShownLesson {
    return {
        id: 40,
        name: "Means",
        courseId: statistics,
        kind: "video",
        isPublished: true,
        isStaff: false,
        ...changes,
    };
}

/** A page with a lesson and its player. */
export class FakeLessonPlace implements LessonPlace {
    at: number | null = 95;
    readonly visited: (number | null)[] = [];
    private tell = (): void => undefined;

    constructor(private lesson: ShownLesson | null = makeLesson()) {}

    current(): ShownLesson | null {
        return this.lesson;
    }

    position(): number | null {
        return this.at;
    }

    goTo(position: number | null): void {
        this.visited.push(position);
    }

    onChange(run: () => void): void {
        this.tell = run;
    }

    show(lesson: ShownLesson): void {
        this.lesson = lesson;
        this.tell();
    }
}
