import { Component, onWillUnmount, useState } from "@odoo/owl";

import type { QuestionSource } from "../../../engine/learning/lessons/lesson_ports";
import type { LessonQuestion, QuestionCounts, ShownLesson } from "../../../model/lesson/lesson";
import { formatFull, formatIso, formatMoment } from "../../format/times";
import "../../kit/theme.scss";
import { _t } from "../../translation";
import { placeText } from "../place_text";
import "./lesson_questions.scss";
import "./lesson_questions.xml";

interface LessonQuestionsProps {
    source: QuestionSource;
    /** The lesson on the page, as it is now. */
    current: () => ShownLesson;
    /** @returns Ends the watching. */
    watch: (run: () => void) => () => void;
    /** Whether it opens by itself, such as a menu: it needs no button. */
    isPanel: boolean;
}

/** What was asked in the lesson on the page: how much, and on demand what. */
export class LessonQuestions extends Component<LessonQuestionsProps> {
    static override template = "seitech_elearning.LessonQuestions";
    static override props = {
        source: Object,
        current: Function,
        watch: Function,
        isPanel: Boolean,
    };

    readonly local = useState({
        lesson: this.props.current(),
        counts: null as QuestionCounts | null,
        questions: [] as readonly LessonQuestion[],
        hasMore: false,
        isOpen: this.props.isPanel,
        isBusy: false,
        hasFailed: false,
    });

    override setup(): void {
        onWillUnmount(this.props.watch(() => this.onOtherLesson()));
        void this.load(null);
    }

    get title(): string {
        const { counts, lesson } = this.local;
        if (!counts) {
            return _t("Questions asked here");
        }
        return lesson.isStaff && counts.unanswered > 0
            ? _t("Questions asked here (%s, %s unanswered)", counts.total, counts.unanswered)
            : _t("Questions asked here (%s)", counts.total);
    }

    get isNone(): boolean {
        return this.local.counts?.total === 0;
    }

    /** Students need not hear of nothing; for the staff it is news. */
    get isShown(): boolean {
        const { lesson, hasFailed } = this.local;
        return this.props.isPanel || lesson.isStaff || hasFailed || !this.isNone;
    }

    address({ channelId, messageId }: LessonQuestion): string {
        return `/chat/${channelId}/${messageId}`;
    }

    /** For who opens it in place. */
    ids({ channelId, messageId }: LessonQuestion): string {
        return JSON.stringify([channelId, messageId]);
    }

    placeOf({ position }: LessonQuestion): string {
        return placeText(this.local.lesson.kind, position);
    }

    textOf({ text }: LessonQuestion): string {
        return text === null ? _t("In a private conversation") : text || _t("A file");
    }

    shortTime(at: number): string {
        return formatMoment(at);
    }

    fullTime(at: number): string {
        return formatFull(at);
    }

    isoTime(at: number): string {
        return formatIso(at);
    }

    toggle(): void {
        this.local.isOpen = !this.local.isOpen;
        if (this.local.isOpen) {
            void this.load(null);
        }
    }

    /** @param beforeId Of the last one on show; null: the newest, in place of what is shown. */
    async load(beforeId: number | null): Promise<void> {
        const { id } = this.local.lesson;
        if (this.local.isBusy) {
            return;
        }
        Object.assign(this.local, { isBusy: true, hasFailed: false });
        try {
            const page = await this.props.source.fetchQuestions(id, beforeId);
            if (id === this.local.lesson.id) {
                const before = beforeId === null ? [] : this.local.questions;
                this.local.questions = [...before, ...page.questions];
                this.local.hasMore = page.hasMore;
                this.local.counts = page.counts ?? this.local.counts;
            }
        } catch {
            this.local.hasFailed = true;
        } finally {
            this.local.isBusy = false;
        }
        // The lesson has changed while the answer for the one before was on its way.
        if (id !== this.local.lesson.id) {
            await this.load(null);
        }
    }

    loadMore(): void {
        void this.load(this.local.questions.at(-1)?.messageId ?? null);
    }

    private onOtherLesson(): void {
        const lesson = this.props.current();
        Object.assign(this.local, { lesson, counts: null, questions: [], hasMore: false });
        void this.load(null);
    }
}
