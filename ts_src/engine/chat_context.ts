import type { ChatStore } from "./chat_store";
import type { ChatPorts } from "./ports";
import type { SingleFlight } from "./single_flight";

/** What the use cases of one chat work with. */
export interface ChatContext extends ChatPorts {
    readonly store: ChatStore;
    readonly flights: SingleFlight;
}
