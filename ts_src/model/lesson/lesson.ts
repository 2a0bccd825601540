/** What a place in a lesson is counted in: seconds, pages, or nothing. */
export type LessonKind = "video" | "document" | "other";

/** The lesson that the page shows. */
export interface ShownLesson {
    readonly id: number;
    readonly name: string;
    readonly courseId: number;
    readonly kind: LessonKind;
    readonly isPublished: boolean;
    /** Whether the reader speaks for the course. */
    readonly isStaff: boolean;
}

/** What somebody asked in a lesson. */
export interface LessonQuestion {
    readonly messageId: number;
    readonly channelId: number;
    readonly authorName: string;
    /** Its beginning; null in somebody else's private conversation. */
    readonly text: string | null;
    readonly position: number | null;
    readonly createdAt: number;
    readonly isAnswered: boolean;
    readonly isPrivate: boolean;
}

export interface QuestionCounts {
    readonly total: number;
    readonly unanswered: number;
}

export interface QuestionPage {
    /** Newest first. */
    readonly questions: readonly LessonQuestion[];
    readonly hasMore: boolean;
    /** With the newest page only. */
    readonly counts: QuestionCounts | null;
}

/**
 * @param hash The end of an address, such as `#t=95` or `#page=3`.
 * @returns The place in the lesson it names; null if it names none.
 */
export function placeInHash(hash: string): number | null {
    const [, digits] = /^#(?:t|page)=([1-9]\d{0,8})$/.exec(hash) ?? [];
    return digits === undefined ? null : Number(digits);
}

/** @returns A moment in a video as players write it: `1:35`, `1:02:05`. */
export function momentText(seconds: number): string {
    const pad = (part: number): string => String(part).padStart(2, "0");
    const minutes = Math.floor(seconds / 60);
    const rest = pad(seconds % 60);
    return minutes < 60
        ? `${minutes}:${rest}`
        : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`;
}
