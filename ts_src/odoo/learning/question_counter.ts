import type { QuestionCounter } from "../../engine/learning/teaching/teaching_ports";

/** Odoo's service for records, as far as it is used here. */
export interface OrmService {
    /** Without a sign that something is being loaded. */
    readonly silent: { searchCount(model: string, domain: readonly unknown[]): Promise<number> };
}

/** Counts what the list behind E-Learning → Chat → Questions shows this person. */
export function questionCounter(orm: OrmService): QuestionCounter {
    return { count: () => orm.silent.searchCount("seitech.chat.question", []) };
}
