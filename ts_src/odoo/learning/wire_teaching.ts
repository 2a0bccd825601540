/** How far a student has come, as `POST learner` tells. */
export interface WireLearner {
    user_id: number;
    name: string;
    image_url: string | null;
    courses: WireLearnerCourse[];
}

export interface WireLearnerCourse {
    course_id: number;
    course_name: string;
    completion: number;
    last_lesson: WireVisitedLesson | null;
    last_quiz: WireQuizResult | null;
}

export interface WireVisitedLesson {
    name: string;
    completed: boolean;
    at: string;
}

export interface WireQuizResult {
    name: string;
    passed: boolean;
    attempts: number;
    at: string;
}

/** The answer of `POST faq`. */
export interface WireFaqEntry {
    published: boolean;
    url: string | null;
}
