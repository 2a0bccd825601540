import type { ChannelId, MessageId, Timestamp, UserId } from "../../../model/ids";

/** A lesson that somebody has been in. */
export interface VisitedLesson {
    readonly name: string;
    readonly isCompleted: boolean;
    readonly at: Timestamp;
}

/** How somebody did in a quiz. */
export interface QuizResult {
    readonly name: string;
    readonly isPassed: boolean;
    readonly attempts: number;
    readonly at: Timestamp;
}

/** How far a student has come in one course. */
export interface LearnerCourse {
    readonly id: number;
    readonly name: string;
    /** Per cent. */
    readonly completion: number;
    readonly lastLesson: VisitedLesson | null;
    readonly lastQuiz: QuizResult | null;
}

/** What those who teach a student may know. */
export interface Learner {
    readonly userId: UserId;
    readonly name: string;
    readonly imageUrl: string | null;
    readonly courses: readonly LearnerCourse[];
}

/** What has become of a suggestion for the FAQ. */
export interface FaqEntry {
    readonly isPublished: boolean;
    /** Where it is looked through and published; null for who may not. */
    readonly url: string | null;
}

/** What those who teach ask of the server. Everything rejects with an `ApiError`. */
export interface TeachingApi {
    markAnswer(messageId: MessageId, isAnswer: boolean): Promise<void>;
    suggestForFaq(messageId: MessageId): Promise<FaqEntry>;
    fetchLearner(channelId: ChannelId): Promise<Learner>;
}

/** Tells those who teach how many questions wait for them. */
export interface QuestionCounter {
    /** @returns How many nobody has answered. Rejects when the server cannot be asked. */
    count(): Promise<number>;
}
