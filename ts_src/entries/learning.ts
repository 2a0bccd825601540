/**
 * Loaded with the first conversation that is shown, on top of the chat and its extras: what courses,
 * and taking care of people, add to it. Each area is a service of its own and items for the places
 * and lists of the chat.
 */
import { type ComponentConstructor, reactive } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import type { MakeReactive } from "../engine/chat_store";
import type { Chat } from "../engine/create_chat";
import { createHours } from "../engine/learning/hours/hours";
import { watchQuietHours } from "../engine/learning/hours/quiet_watch";
import { createSafety, type SafetyView } from "../engine/learning/safety/safety";
import { createLessonView } from "../engine/learning/lessons/lesson_view";
import { createTeaching, type TeachingView } from "../engine/learning/teaching/teaching";
import { browserClock } from "../odoo/browser_clock";
import { HttpHoursApi } from "../odoo/learning/hours_api";
import type { ChannelId } from "../model/ids";
import { unreadCount } from "../model/unread";
import { pageLessonPlace } from "../odoo/learning/lesson_place";
import { showUnread } from "../odoo/learning/unread_badges";
import { HttpTeachingApi } from "../odoo/learning/teaching_api";
import type { BusService } from "../odoo/bus_link";
import { HttpSafetyApi, safetyBus } from "../odoo/learning/safety_api";
import type { ChatOpener } from "../odoo/open_chat";
import { PushSubscriber } from "../odoo/push/push_subscriber";
import { ReplyTime } from "../ui/learning/hours/reply_time";
import {
    blockAuthorAction,
    blockPeerAction,
    reportAction,
    revealAction,
} from "../ui/learning/safety/safety_actions";
import { SafetyBar } from "../ui/learning/safety/safety_bar/safety_bar";
import { LessonChip } from "../ui/learning/lessons/lesson_chip";
import { LessonLink } from "../ui/learning/lessons/lesson_link";
import { AnnounceBar } from "../ui/learning/teaching/announce_bar/announce_bar";
import { LearnerPanel } from "../ui/learning/teaching/learner_panel/learner_panel";
import { MessageMark } from "../ui/learning/teaching/message_mark/message_mark";
import {
    announceAction,
    answerAction,
    faqAction,
    learnerAction,
} from "../ui/learning/teaching/teaching_actions";
import { TeachingNotice } from "../ui/learning/teaching/teaching_notice/teaching_notice";
import { ThreadAnswer } from "../ui/learning/teaching/thread_answer/thread_answer";
import type { ContextAction } from "../ui/registries/action_registry";
import type { ComposerContext } from "../ui/registries/composer_actions";
import type { HeaderContext } from "../ui/registries/header_actions";
import type { MessageContext } from "../ui/registries/message_actions";
import type { SlotItem, SlotPlace } from "../ui/registries/slots";
import { setTranslate } from "../ui/translation";

/** What an area is made of. */
export interface LearningParts {
    readonly chat: Chat & ChatOpener;
    readonly reactive: MakeReactive;
    readonly bus: BusService;
}

interface LearningServices {
    readonly bus_service: BusService;
    readonly seitech_chat: Chat & ChatOpener;
}

type Actions<Context> = Readonly<Record<string, readonly [number, ContextAction<Context>]>>;

/** One area; its components find `start`'s result as the service `seitech_chat_<name>`. */
interface Area {
    readonly name: string;
    readonly start: (parts: LearningParts) => object;
    readonly places?: Readonly<Partial<Record<SlotPlace, ComponentConstructor>>>;
    /** By key: where it stands in the list, and the action. */
    readonly messageActions?: Actions<MessageContext>;
    readonly composerActions?: Actions<ComposerContext>;
    readonly headerActions?: Actions<HeaderContext>;
}

/** When an answer can be expected; and being told of messages while no page is open. */
const hoursArea: Area = {
    name: "hours",
    start: ({ chat, reactive: makeReactive }) => {
        const api = new HttpHoursApi();
        followConsent(chat);
        const setQuiet = (isQuiet: boolean): void => chat.actions.setQuiet(isQuiet);
        watchQuietHours({ api, clock: browserClock, setQuiet });
        return createHours({
            api,
            reactive: makeReactive,
            now: () => browserClock.now(),
        });
    },
    places: { conversationTop: ReplyTime },
};

/** Push goes with the notifications that people have agreed to. */
function followConsent(chat: Chat): void {
    const push = new PushSubscriber();
    const follow = (): void => push.follow(watched.notificationConsent);
    const watched = reactive(chat.state, follow);
    follow();
}

/** The pages of courses say how much is unread. */
function followUnread(chat: Chat): void {
    const update = (): void =>
        showUnread((id) =>
            state.channels.has(id as ChannelId) ? unreadCount(state, id as ChannelId) : null,
        );
    const state = reactive(chat.state, update);
    update();
}

/** The lesson on the page around the chat, and those that messages were asked in. */
const lessonsArea: Area = {
    name: "lessons",
    start: (parts) => {
        followUnread(parts.chat);
        return createLessonView({ ...parts, place: pageLessonPlace() });
    },
    places: { composerTop: LessonChip, messageFoot: LessonLink },
};

/** For those who teach: announcements, answers, and whom they talk to. */
function teachingArea(): Area {
    let view: TeachingView;
    const teaching = (): TeachingView => view;
    return {
        name: "teaching",
        start: ({ chat, reactive: makeReactive }) => {
            view = createTeaching({
                api: new HttpTeachingApi(),
                reactive: makeReactive,
                addExtras: (source) => void chat.actions.addMessageExtras(source),
            });
            return view;
        },
        places: {
            composerTop: AnnounceBar,
            conversationPanel: LearnerPanel,
            conversationTop: TeachingNotice,
            messageFoot: MessageMark,
            threadTop: ThreadAnswer,
        },
        messageActions: { answer: [72, answerAction(teaching)], faq: [74, faqAction(teaching)] },
        composerActions: { announce: [40, announceAction(teaching)] },
        headerActions: { learner: [25, learnerAction] },
    };
}

/** For everybody: reporting a message, blocking a person, and what one is told by those in charge. */
function safetyArea(): Area {
    let view: SafetyView;
    const safety = (): SafetyView => view;
    return {
        name: "safety",
        start: ({ chat, reactive: makeReactive, bus }) => {
            view = createSafety({
                api: new HttpSafetyApi(),
                bus: safetyBus(bus),
                reactive: makeReactive,
                ignorePeople: (userIds) => chat.actions.ignorePeople(userIds),
                askPermissions: () => {
                    for (const channelId of chat.state.permissions.keys()) {
                        void chat.actions.renewPermissions(channelId);
                    }
                },
            });
            return view;
        },
        places: { conversationTop: SafetyBar },
        messageActions: {
            reveal: [5, revealAction(safety)],
            report: [76, reportAction(safety)],
            block: [78, blockAuthorAction(safety)],
        },
        headerActions: { block: [85, blockPeerAction(safety)] },
    };
}

const areas: readonly Area[] = [lessonsArea, teachingArea(), safetyArea(), hoursArea];

/** The components look for their area in the environment: it has to be there before them. */
function fillPlaces(area: Area): void {
    const slots = registry.category<SlotItem>("seitech_elearning.slots");
    for (const [place, Component] of Object.entries(area.places ?? {})) {
        slots.add(`${area.name}.${place}`, { place: place as SlotPlace, Component });
    }
    offer("message_actions", area.messageActions);
    offer("composer_actions", area.composerActions);
    offer("header_actions", area.headerActions);
}

function offer<Context>(list: string, actions: Actions<Context> = {}): void {
    const category = registry.category<ContextAction<Context>>(`seitech_elearning.${list}`);
    for (const [key, [sequence, action]] of Object.entries(actions)) {
        category.add(key, action, { sequence });
    }
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
for (const area of areas) {
    registry.category("services").add(`seitech_chat_${area.name}`, {
        dependencies: ["bus_service", "seitech_chat"],
        start(env: { readonly bus: EventTarget }, services: LearningServices) {
            const { bus_service: bus, seitech_chat: chat } = services;
            const view = area.start({ chat, reactive, bus });
            env.bus.addEventListener("SERVICES-LOADED", () => fillPlaces(area), { once: true });
            return view;
        },
    });
}
