import type {
    FaqEntry,
    Learner,
    LearnerCourse,
    QuizResult,
    TeachingApi,
    VisitedLesson,
} from "../../engine/learning/teaching/teaching_ports";
import type { ChannelId, MessageId, UserId } from "../../model/ids";
import { HttpClient, type HttpOptions } from "../http_client";
import { WireReader } from "../wire_reader";
import type {
    WireFaqEntry,
    WireLearner,
    WireLearnerCourse,
    WireQuizResult,
    WireVisitedLesson,
} from "./wire_teaching";

/** What those who teach ask of the server over HTTP. */
export class HttpTeachingApi implements TeachingApi {
    private readonly client: HttpClient;

    constructor(options: HttpOptions = {}) {
        this.client = new HttpClient(options);
    }

    markAnswer(messageId: MessageId, isAnswer: boolean): Promise<void> {
        const body = { message_id: messageId, is_answer: isAnswer };
        return this.client.post("answer", body, () => undefined);
    }

    suggestForFaq(messageId: MessageId): Promise<FaqEntry> {
        return this.client.post("faq", { message_id: messageId }, decodeFaqEntry);
    }

    fetchLearner(channelId: ChannelId): Promise<Learner> {
        return this.client.post("learner", { channel_id: channelId }, decodeLearner);
    }
}

export function decodeFaqEntry(value: unknown): FaqEntry {
    const wire = new WireReader<WireFaqEntry>(value, "");
    return { isPublished: wire.boolean("published"), url: wire.stringOrNull("url") };
}

export function decodeLearner(value: unknown): Learner {
    const wire = new WireReader<WireLearner>(value, "");
    return {
        userId: wire.natural("user_id") as UserId,
        name: wire.string("name"),
        imageUrl: wire.stringOrNull("image_url"),
        courses: wire.list("courses", learnerCourse),
    };
}

function learnerCourse(value: unknown, path: string): LearnerCourse {
    const wire = new WireReader<WireLearnerCourse>(value, path);
    return {
        id: wire.natural("course_id"),
        name: wire.string("course_name"),
        completion: wire.natural("completion"),
        lastLesson: wire.childOrNull("last_lesson", visitedLesson),
        lastQuiz: wire.childOrNull("last_quiz", quizResult),
    };
}

function visitedLesson(value: unknown, path: string): VisitedLesson {
    const wire = new WireReader<WireVisitedLesson>(value, path);
    return {
        name: wire.string("name"),
        isCompleted: wire.boolean("completed"),
        at: wire.time("at"),
    };
}

function quizResult(value: unknown, path: string): QuizResult {
    const wire = new WireReader<WireQuizResult>(value, path);
    return {
        name: wire.string("name"),
        isPassed: wire.boolean("passed"),
        attempts: wire.natural("attempts"),
        at: wire.time("at"),
    };
}
