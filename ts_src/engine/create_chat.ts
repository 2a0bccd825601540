import type { CurrentUser } from "../model/records";
import type { ChatState } from "../model/state";
import { restoreStage } from "./actions/change_stage";
import { markPostponed } from "./actions/mark_read";
import { restoreNotificationSettings } from "./actions/notification_settings";
import { restoreDrafts } from "./actions/save_draft";
import { bindActions } from "./bind_actions";
import type { ChatActions } from "./chat_actions";
import type { ChatContext } from "./chat_context";
import { type ChatParts, makeParts, stopParts } from "./chat_parts";
import { type Changes, ChatStore, type MakeReactive } from "./chat_store";
import type { BusHandlers, ChatPorts, TabHandlers } from "./ports";
import { SingleFlight } from "./single_flight";

/** The server tells whole seconds: less of a difference says nothing. */
const clockTolerance = 1_500;

export interface ChatOptions extends ChatPorts {
    readonly self: CurrentUser;
    readonly reactive: MakeReactive;
}

export interface Chat {
    readonly state: ChatState;
    readonly changes: Changes;
    readonly actions: ChatActions;
    /** Connects, loads the first page of the channel list and takes up what was left undone. */
    start(): void;
    /** Disconnects; nothing happens any more. */
    stop(): void;
}

/** Puts the parts of a chat together. Nothing happens before `start`. */
export function createChat(options: ChatOptions): Chat {
    const { self, reactive, ...ports } = options;
    const store = new ChatStore(self, reactive);
    const context: ChatContext = { ...ports, store, flights: new SingleFlight() };
    const parts = makeParts(context);
    const stop = () => {
        stopParts(parts);
        ports.bus.stop();
        ports.shared.stop();
        store.close();
    };
    return {
        state: store.state,
        changes: store.changes,
        actions: bindActions(context, parts),
        start: () => start(context, parts),
        stop,
    };
}

function start(context: ChatContext, parts: ChatParts): void {
    const { bus, shared, api, attention } = context;
    restoreNotificationSettings(context);
    restoreDrafts(context);
    shared.start(tabHandlers(context, parts));
    api.onServerTime((offset) => compareClocks(context, offset));
    attention.onWake(() => wake(context, parts));
    attention.onLeave(() => parts.deleter.settle());
    parts.connection.start();
    bus.start(busHandlers(parts));
    parts.sync.start();
    restoreStage(context);
    void parts.keeper.adopt();
}

function wake(context: ChatContext, parts: ChatParts): void {
    parts.connection.update();
    catchUpSending(parts);
    markPostponed(context, parts.readMarker);
    parts.sync.request();
}

function catchUpSending({ sendQueue, readMarker }: ChatParts): void {
    sendQueue.retryNow();
    readMarker.flush();
}

function compareClocks({ store }: ChatContext, offset: number): void {
    if (Math.abs(offset - store.state.clockOffset) >= clockTolerance) {
        store.dispatch({ kind: "clockCompared", offset });
    }
}

function tabHandlers({ store }: ChatContext, { keeper }: ChatParts): TabHandlers {
    return {
        onDraft: (channelId, draft) => store.dispatch({ kind: "draftChanged", channelId, draft }),
        onEvent: (event) => {
            if (event.kind === "outboxChanged") {
                void keeper.adopt();
            } else {
                const { channelId, messageId } = event;
                store.dispatch({ kind: "readHere", channelId, messageId });
            }
        },
    };
}

function busHandlers(parts: ChatParts): BusHandlers {
    const { sync, intake, connection, presence } = parts;
    let wasOnline = false;
    const handleOnline = () => {
        catchUpSending(parts);
        if (wasOnline) {
            sync.requestAll();
            void presence.refresh();
        } else {
            // The first round loads the list anyway: it only has to be caught up with.
            sync.request();
        }
        wasOnline = true;
    };
    return {
        onEvent: (event) => intake.receive(event),
        onResubscribe: () => sync.resubscribe(),
        onStatus: (status) => {
            connection.handleBus(status);
            if (status === "online") {
                handleOnline();
            }
        },
    };
}
