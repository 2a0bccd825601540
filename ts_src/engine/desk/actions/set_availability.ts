import type { AgentState } from "../../../model/desk/desk_state";
import { attempt } from "../desk_attempt";
import type { DeskContext } from "../desk_context";

/** Turns the agent's own switch. Whether requests come to them now, the server tells by the bus. */
export async function setAvailability(context: DeskContext, wanted: AgentState): Promise<void> {
    const { api, store } = context;
    await attempt(context, async () => {
        const state = await api.setAvailability(wanted);
        const me = store.state.setup?.me;
        if (me) {
            store.dispatch({ kind: "agentChanged", agent: { ...me, state } });
        }
    });
}
