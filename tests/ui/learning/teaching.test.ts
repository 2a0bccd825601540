import { type ComponentConstructor, reactive } from "@odoo/owl";

import type {
    LearnerCard,
    TeachingActions,
    TeachingNotice as NoticeRecord,
    TeachingState,
} from "../../../ts_src/engine/learning/teaching/teaching";
import type { ChannelId } from "../../../ts_src/model/ids";
import type { Message } from "../../../ts_src/model/records";
import { Conversation } from "../../../ts_src/ui/conversation/conversation";
import { AnnounceBar } from "../../../ts_src/ui/learning/teaching/announce_bar/announce_bar";
import { LearnerPanel } from "../../../ts_src/ui/learning/teaching/learner_panel/learner_panel";
import { MessageMark } from "../../../ts_src/ui/learning/teaching/message_mark/message_mark";
import {
    announceAction,
    answerAction,
    faqAction,
    learnerAction,
} from "../../../ts_src/ui/learning/teaching/teaching_actions";
import { PersonPanel } from "../../../ts_src/ui/desk/person_panel/person_panel";
import { Slot } from "../../../ts_src/ui/slot/slot";
import { TeachingNotice } from "../../../ts_src/ui/learning/teaching/teaching_notice/teaching_notice";
import { ThreadAnswer } from "../../../ts_src/ui/learning/teaching/thread_answer/thread_answer";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, mount, settle, texts } from "../../helpers/browser_page";
import { courseId, messageId, noon, userId } from "../../helpers/builders";
import { axeViolationsHere } from "../desk/axe_here";
import { FakeDesk } from "../desk/fake_desk";
import { connectSlots } from "../desk/filled_slots";

const ignore = (): void => undefined;

/** Ines teaches Statistics; what she does is noted. */
class TeachingWorld extends BrowserWorld {
    readonly discussion: ChannelId;
    readonly pair: ChannelId;
    readonly called: unknown[] = [];
    readonly state = reactive({
        announcing: new Set<ChannelId>(),
        notices: new Map<ChannelId, NoticeRecord>(),
        learners: new Map<ChannelId, LearnerCard>(),
    }) satisfies TeachingState;
    private readonly actions: TeachingActions = {
        setAnnouncing: (id, isOn) => void this.state.announcing[isOn ? "add" : "delete"](id),
        markAnswer: async (...values) => void this.called.push(["markAnswer", ...values]),
        suggestForFaq: async (...values) => void this.called.push(["suggestForFaq", ...values]),
        loadLearner: async (id) => void this.called.push(["loadLearner", id]),
        dismissNotice: (id) => void this.state.notices.delete(id),
    };
    readonly view = { state: this.state, actions: this.actions };

    constructor() {
        super();
        const sofia = this.server.addUser("Sofia Student");
        const about = { courseName: "Statistics", courseId: courseId(5) };
        this.discussion = this.server.addChannel([this.ines, this.sam, sofia], {
            ...about,
            name: "Statistics",
            type: "course",
        });
        this.pair = this.server.addChannel([this.ines, this.sam], {
            ...about,
            name: "Sam Student",
            type: "student_instructor",
        });
        this.server.permit(this.pair, { learnerId: this.sam });
    }

    /** @returns A question of Sam's, and the reply of Ines that answers it. */
    postAnswered(): readonly [question: Message, answer: Message] {
        const { id } = this.post(this.sam, "Hello", this.discussion);
        const answerId = messageId(id + 2);
        const question = this.post(this.sam, "What is a mean?", this.discussion, { answerId });
        const extra = { parentId: question.id };
        return [question, this.post(this.ines, "The **sum**", this.discussion, extra)];
    }

    async showTeaching(
        component: ComponentConstructor,
        props: Record<string, unknown>,
        openId = this.discussion,
    ): Promise<Screen> {
        const client = this.startClient(this.ines, { name: "Ines Instructor", reactive });
        const chat = { ...client.chat, platform: this.platform };
        const services = {
            seitech_chat: chat,
            seitech_chat_teaching: this.view,
            seitech_chat_desk: new FakeDesk(),
        };
        await this.pass(1_000);
        await client.chat.actions.openChannel(openId);
        await this.pass(1_000);
        const style = "height: 100vh; display: flex; flex-direction: column";
        const mounted = await mount(component, props, { services }, style);
        await this.pass(1_000);
        return { ...mounted, ...client };
    }
}

QUnit.module("ui › learning › teaching", { afterEach: cleanUp });

QUnit.test("before something is announced: how many people it goes to", async (assert) => {
    const world = new TeachingWorld();
    const screen = await world.showTeaching(AnnounceBar, { channelId: world.discussion });
    assert.strictEqual(findAll(".o-seitech-AnnounceBar").length, 0);
    const announce = announceAction(() => world.view);
    const controls = { insert: ignore, beginWord: ignore, chooseFiles: ignore, toggleEmoji: null };
    const chat = { ...screen.chat, platform: world.platform };
    const context = { chat, channelId: world.discussion, controls };
    assert.true(announce.isShown?.(context));
    assert.false(announce.isShown?.({ ...context, channelId: world.pair }), "in courses only");
    const inThread = { ...context, controls: { ...controls, chooseFiles: null } };
    assert.false(announce.isShown?.(inThread), "a reply is no announcement");
    await announce.run(context);
    await settle();
    assert.true(announce.isChecked?.(context));
    assert.true(find(".o-seitech-AnnounceBar").innerText.includes("to 2 people"));
    assert.deepEqual(await axeViolationsHere(), []);
    await click(".o-seitech-AnnounceBar .btn-close");
    assert.strictEqual(findAll(".o-seitech-AnnounceBar").length, 0);
    assert.strictEqual(world.state.announcing.size, 0);
});

QUnit.test("what is said about a message, in the conversation and its thread", async (assert) => {
    const world = new TeachingWorld();
    world.postAnswered();
    world.post(world.ines, "No lesson", world.discussion, { isAnnouncement: true });
    const store = connectSlots();
    store.add("teaching.messageFoot", { place: "messageFoot", Component: MessageMark });
    store.add("teaching.threadTop", { place: "threadTop", Component: ThreadAnswer });
    const props = { mode: "page", onBack: ignore, onOpen: ignore, onShortcuts: ignore };
    await world.showTeaching(Conversation, { ...props, channelId: world.discussion });
    assert.deepEqual(texts(".o-seitech-MessageMark"), ["Answered", "Answer", "Announcement"]);
    await click(".o-seitech-Message-replies");
    await world.pass(1_000);
    const told = find(".o-seitech-ThreadAnswer").innerText;
    assert.true(told.includes("Ines Instructor") && told.includes("The"), told);
});

QUnit.test("marking answers, suggesting them: for those who teach", async (assert) => {
    const world = new TeachingWorld();
    const asked = world.post(world.sam, "Why?", world.discussion);
    const reply = world.post(world.sam, "So.", world.discussion, { parentId: asked.id });
    const [question, answer] = world.postAnswered();
    const screen = await world.showTeaching(TeachingNotice, { channelId: world.discussion });
    const mark = answerAction(() => world.view);
    const faq = faqAction(() => world.view);
    const chat = { ...screen.chat, platform: world.platform };
    const none = { reply: null, openThread: null, edit: null, pickReaction: null };
    const context = { chat, now: noon, controls: none, message: reply };
    assert.true(mark.isShown?.(context));
    assert.false(mark.isShown?.({ ...context, message: asked }), "no reply");
    assert.false(faq.isShown?.(context), "no answer yet");
    await mark.run(context);
    const answered = { ...context, message: answer };
    assert.true(faq.isShown?.(answered), "the answer");
    assert.true(faq.isShown?.({ ...context, message: question }), "its question");
    await faq.run(answered);
    await mark.run(answered);
    assert.deepEqual(world.called, [
        ["markAnswer", world.discussion, reply.id, true],
        ["suggestForFaq", world.discussion, answer.id],
        ["markAnswer", world.discussion, answer.id, false],
    ]);
});

QUnit.test("what has become of a suggestion, with the way to it", async (assert) => {
    const world = new TeachingWorld();
    await world.showTeaching(TeachingNotice, { channelId: world.discussion });
    assert.strictEqual(findAll(".o-seitech-TeachingNotice").length, 0);
    const entry = { isPublished: false, url: "/odoo/course-faq/7" };
    world.state.notices.set(world.discussion, { kind: "suggested", entry });
    await settle();
    const link = find<HTMLAnchorElement>(".o-seitech-TeachingNotice a");
    assert.strictEqual(link.getAttribute("href"), "/odoo/course-faq/7");
    assert.deepEqual(await axeViolationsHere(), []);
    const failure = { code: "forbidden", message: "You may not do this." };
    world.state.notices.set(world.discussion, { kind: "failed", failure });
    await settle();
    assert.strictEqual(find(".o-seitech-TeachingNotice").getAttribute("role"), "alert");
    assert.true(find(".o-seitech-TeachingNotice").innerText.includes("You may not do this."));
    await click(".o-seitech-TeachingNotice .btn-close");
    assert.strictEqual(findAll(".o-seitech-TeachingNotice").length, 0);
});

QUnit.test("the card of a student", async (assert) => {
    const world = new TeachingWorld();
    const at = Date.now() - 3_600_000;
    const courses = [
        {
            id: 5,
            name: "Statistics",
            completion: 40,
            lastLesson: { name: "The mean", isCompleted: true, at },
            lastQuiz: { name: "The quiz", isPassed: false, attempts: 2, at },
        },
        { id: 6, name: "Logic", completion: 0, lastLesson: null, lastQuiz: null },
    ];
    const props = { channelId: world.pair, isNarrow: false, onOpen: ignore, onClose: ignore };
    await world.showTeaching(LearnerPanel, props, world.pair);
    assert.deepEqual(world.called, [["loadLearner", world.pair]]);
    assert.strictEqual(findAll(".o-seitech-SidePanel-hint").length, 1, "loading");
    const learner = { userId: userId(12), name: "Sam Student", imageUrl: null, courses };
    world.state.learners.set(world.pair, { status: "loaded", learner });
    await settle();
    assert.deepEqual(texts(".o-seitech-LearnerPanel-name"), ["Sam Student"]);
    assert.deepEqual(texts(".o-seitech-LearnerPanel-link"), ["Statistics", "Logic"]);
    const [lesson, quiz, none] = texts(".o-seitech-LearnerPanel-facts dd");
    assert.true(lesson?.startsWith("The mean · completed · "), lesson);
    assert.strictEqual(quiz, "The quiz · not passed yet · 2 attempts");
    assert.strictEqual(none, "–");
    assert.deepEqual(await axeViolationsHere(), []);
});

QUnit.test("the button for it is where the server says that there is one", async (assert) => {
    const world = new TeachingWorld();
    const id = world.server.addChannel([world.ines, world.sam], { name: "Sam", type: "direct" });
    world.server.permit(id, { learnerId: world.sam });
    const { chat } = await world.showTeaching(Slot, { place: "listTop", values: {} }, id);
    await chat.actions.openChannel(world.pair);
    await chat.actions.openChannel(world.discussion);
    await world.pass(1_000);
    const isShown = (channelId: ChannelId): boolean | undefined => {
        const channel = chat.state.channels.get(channelId);
        const controls = { showPanel: ignore, showShortcuts: ignore, leaveBehind: ignore };
        const context = { chat: { ...chat, platform: world.platform }, now: noon, panel: null };
        return channel && learnerAction.isShown?.({ ...context, channel, controls });
    };
    const shown = [id, world.pair, world.discussion].map(isShown);
    assert.deepEqual(shown, [true, true, false]);
});

QUnit.test("nobody else's conversation gets the card", async (assert) => {
    const world = new TeachingWorld();
    const props = { channelId: world.discussion, isNarrow: false, onOpen: ignore, onClose: ignore };
    await world.showTeaching(LearnerPanel, props);
    assert.strictEqual(findAll(".o-seitech-LearnerPanel").length, 0);
    assert.deepEqual(world.called, []);
});

QUnit.test("an agent who teaches sees one card beside a conversation", async (assert) => {
    const world = new TeachingWorld();
    const store = connectSlots();
    store.add("desk.conversationPanel", { place: "conversationPanel", Component: PersonPanel });
    store.add("teaching.conversationPanel", {
        place: "conversationPanel",
        Component: LearnerPanel,
    });
    const values = { channelId: world.pair, isNarrow: false, onOpen: ignore, onClose: ignore };
    await world.showTeaching(Slot, { place: "conversationPanel", values }, world.pair);
    assert.strictEqual(findAll(".o-seitech-SidePanel").length, 1);
    assert.strictEqual(findAll(".o-seitech-LearnerPanel").length, 1);
});
