import type { QuestionSource } from "../../engine/learning/lessons/lesson_ports";
import type { LessonQuestion, QuestionCounts, QuestionPage } from "../../model/lesson/lesson";
import { HttpClient, type HttpOptions } from "../http_client";
import { WireReader } from "../wire_reader";

const questionsPerPage = 10;

interface WireQuestion {
    message_id: number;
    channel_id: number;
    author_name: string;
    text: string | null;
    position: number | null;
    created_at: string;
    answered: boolean;
    private: boolean;
}

interface WireQuestions {
    questions: WireQuestion[];
    has_more: boolean;
    counts: QuestionCounts | null;
}

/** `POST lesson/questions`, with the browser's session cookie. */
export function questionSource(options: HttpOptions = {}): QuestionSource {
    const client = new HttpClient(options);
    return {
        fetchQuestions(lessonId, beforeId) {
            const position = beforeId === null ? {} : { before_id: beforeId };
            const body = { lesson_id: lessonId, limit: questionsPerPage, ...position };
            return client.post("lesson/questions", body, decodeQuestions);
        },
    };
}

export function decodeQuestions(value: unknown): QuestionPage {
    const reply = new WireReader<WireQuestions>(value, "");
    return {
        questions: reply.list("questions", decodeQuestion),
        hasMore: reply.boolean("has_more"),
        counts: reply.childOrNull("counts", decodeCounts),
    };
}

function decodeCounts(value: unknown, path: string): QuestionCounts {
    const wire = new WireReader<QuestionCounts>(value, path);
    return { total: wire.natural("total"), unanswered: wire.natural("unanswered") };
}

function decodeQuestion(value: unknown, path: string): LessonQuestion {
    const wire = new WireReader<WireQuestion>(value, path);
    return {
        messageId: wire.natural("message_id"),
        channelId: wire.natural("channel_id"),
        authorName: wire.string("author_name"),
        text: wire.stringOrNull("text"),
        position: wire.naturalOrNull("position"),
        createdAt: wire.time("created_at"),
        isAnswered: wire.boolean("answered"),
        isPrivate: wire.boolean("private"),
    };
}
