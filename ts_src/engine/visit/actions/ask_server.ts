import { newestId } from "../../../model/visit/visit_records";
import type { Visit } from "../../../model/visit/visit_state";
import { expectApiError } from "../../failures";
import type { VisitAccess } from "../ports/records";
import { turn, type VisitContext } from "../visit_context";
import type { VisitParts } from "../visit_parts";
import { raiseNotice, takeBack } from "../visit_texts";

/** Loads the page before the first message that is known. */
export async function loadOlder(
    context: VisitContext,
    { conversation }: VisitParts,
): Promise<void> {
    const { api, store } = context;
    const first = store.state.messages[0]?.id;
    if (first === undefined || !store.state.hasOlder || store.state.isLoadingOlder) {
        return;
    }
    store.dispatch({ kind: "olderRequested" });
    try {
        const page = await conversation.use((access) => api.fetchMessages(access, first));
        page?.messages.forEach((message) => store.dispatch({ kind: "messageChanged", message }));
        if (page) {
            store.dispatch({ kind: "olderLoaded", hasMore: page.hasMore });
        }
    } catch (caught) {
        raiseNotice(context, expectApiError(caught));
        store.dispatch({ kind: "olderFailed" });
    }
}

/** Does something of which the server answers what the conversation is like then. */
export async function doAndLook(
    context: VisitContext,
    { conversation }: VisitParts,
    run: (access: VisitAccess) => Promise<Visit>,
): Promise<void> {
    try {
        const visit = await conversation.use(run);
        if (visit) {
            context.store.dispatch({ kind: "visitChanged", visit });
        }
    } catch (caught) {
        raiseNotice(context, expectApiError(caught));
    }
}

/** Leaves an ended conversation behind. In turn: nothing is on its way in it any more. */
export function startAnew(context: VisitContext, { conversation }: VisitParts): Promise<void> {
    const { locks, store, storage } = context;
    return locks.hold(turn, () => {
        if (!store.isClosed && store.state.visit && store.state.visit.state !== "active") {
            takeBack(context, storage.loadTexts());
            conversation.leave();
        }
        return Promise.resolve();
    });
}

/** Has the conversation sent to the address that the visitor has left. */
export async function mailTranscript(
    context: VisitContext,
    { conversation }: VisitParts,
): Promise<void> {
    const { api, store } = context;
    if (store.state.transcript === "sending" || newestId(store.state) === null) {
        return;
    }
    store.dispatch({ kind: "transcriptChanged", transcript: "sending" });
    try {
        await conversation.use((access) => api.mailTranscript(access));
        store.dispatch({ kind: "transcriptChanged", transcript: "sent" });
    } catch (caught) {
        raiseNotice(context, expectApiError(caught));
        store.dispatch({ kind: "transcriptChanged", transcript: "none" });
    }
}
