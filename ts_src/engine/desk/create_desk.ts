import type { CurrentUser } from "../../model/records";
import type { MakeReactive } from "../chat_store";
import { bindDeskActions } from "./bind_desk_actions";
import type { DeskView } from "./desk_actions";
import type { DeskContext } from "./desk_context";
import { type DeskParts, makeDeskParts } from "./desk_parts";
import type { DeskBusHandlers, DeskPorts } from "./desk_ports";
import { DeskStore } from "./desk_store";

export interface DeskOptions extends DeskPorts {
    readonly self: CurrentUser;
    readonly reactive: MakeReactive;
}

export interface Desk extends DeskView {
    /** Loads what an agent chooses from, and the first requests; hears of others from now on. */
    start(): void;
    /** Nothing happens any more. */
    stop(): void;
}

/** Puts the parts of an agent's desk together. Nothing happens before `start`. */
export function createDesk(options: DeskOptions): Desk {
    const { self, reactive, ...ports } = options;
    const store = new DeskStore(self.id, reactive);
    const context: DeskContext = { ...ports, store };
    const parts = makeDeskParts(context);
    return {
        state: store.state,
        actions: bindDeskActions(context, parts),
        start: () => {
            parts.writer.start();
            ports.bus.start(busHandlers(context, parts));
            parts.rounds.start();
        },
        stop: () => {
            ports.bus.stop();
            ports.memory.stop();
            parts.rounds.stop();
            parts.teller.stop();
            store.close();
        },
    };
}

function busHandlers({ store }: DeskContext, parts: DeskParts): DeskBusHandlers {
    return {
        onSupport: (support) => {
            const before = store.state.supports.get(support.channelId);
            store.dispatch({ kind: "supportChanged", support });
            parts.teller.consider(support, before);
        },
        onNote: (note) => parts.writer.receive(note),
        onAgent: (agent) => store.dispatch({ kind: "agentChanged", agent }),
        onReconnect: () => void parts.rounds.catchUp(),
    };
}
