import type { MakeReactive } from "../chat_store";
import { openWidget } from "./actions/show_widget";
import { bindVisitActions } from "./bind_visit_actions";
import type { VisitView } from "./visit_actions";
import type { VisitContext } from "./visit_context";
import { makeVisitParts, retryVisit, stopVisitParts, type VisitParts } from "./visit_parts";
import type { VisitBusHandlers, VisitNotification } from "./ports/bus";
import type { VisitPorts } from "./visit_ports";
import { VisitStore } from "./visit_store";

/** The server tells whole seconds: less of a difference says nothing. */
const clockTolerance = 1_500;

export interface VisitOptions extends VisitPorts {
    readonly reactive: MakeReactive;
}

export interface VisitClient extends VisitView {
    /** Takes up what an earlier page has left. Asks for nothing if that is nothing. */
    start(): void;
    /** Disconnects; nothing happens any more. */
    stop(): void;
}

/** Puts the parts of the visitor's side together. Nothing happens before `start`. */
export function createVisit(options: VisitOptions): VisitClient {
    const { reactive, ...ports } = options;
    const store = new VisitStore(reactive);
    const context: VisitContext = { ...ports, store };
    const parts: VisitParts = makeVisitParts(context, () => openWidget(context, parts));
    return {
        state: store.state,
        actions: bindVisitActions(context, parts),
        start: () => start(context, parts),
        stop: () => {
            store.close();
            stopVisitParts(parts);
            ports.bus.stop();
            ports.storage.stop();
        },
    };
}

function start(context: VisitContext, parts: VisitParts): void {
    const { api, attention, bus, storage } = context;
    api.onServerTime((offset) => compareClocks(context, offset));
    storage.start((change) => parts.tabs.handle(change));
    bus.start(busHandlers(context, parts));
    attention.onWake(() => wake(context, parts));
    parts.conversation.restore();
    parts.tabs.restore();
    void parts.binder.start();
    parts.connection.update();
    parts.availability.refresh();
    void parts.texts.send();
}

function wake({ store }: VisitContext, parts: VisitParts): void {
    if (store.isClosed) {
        return;
    }
    parts.connection.update();
    retryVisit(parts);
    parts.sync.request("page");
}

function isSaidByServer(notification: VisitNotification): boolean {
    return notification.kind === "messageChanged" && notification.message.type === "system";
}

function compareClocks({ store }: VisitContext, offset: number): void {
    if (Math.abs(offset - store.state.clockOffset) >= clockTolerance) {
        store.dispatch({ kind: "clockCompared", offset });
    }
}

function busHandlers({ bus, store }: VisitContext, parts: VisitParts): VisitBusHandlers {
    const { connection, intake, sync } = parts;
    let wasOnline = false;
    return {
        onNotification: (channelId, notification) => {
            if (!isSaidByServer(notification)) {
                intake.receive(channelId, notification);
            } else if (channelId === store.state.facts.channelId) {
                // All who listen hear the same. The API answers in the visitor's language.
                sync.request("page");
            }
        },
        onStatus: (status) => {
            connection.handleBus(status);
            if (status === "online") {
                retryVisit(parts);
                // The page that the first connection has missed nothing of is being loaded anyway.
                sync.request(wasOnline ? "page" : "news");
                wasOnline = true;
            }
        },
        onResubscribe: () => {
            bus.resubscribe();
            sync.request("page");
        },
    };
}
