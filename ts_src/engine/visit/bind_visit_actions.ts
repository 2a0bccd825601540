import { newestId } from "../../model/visit/visit_records";
import type { Visit, VisitDraft } from "../../model/visit/visit_state";
import { expectApiError } from "../failures";
import type { LocalFile } from "../ports";
import type { VisitActions } from "./visit_actions";
import { turn, type VisitContext } from "./visit_context";
import type { VisitParts } from "./visit_parts";
import type { VisitAccess } from "./visit_ports";
import { keepText, queueDraft, raiseNotice, saveDraft, takeBack } from "./visit_texts";

/** @returns What a visitor can do, put together from the parts. */
export function bindVisitActions(context: VisitContext, parts: VisitParts): VisitActions {
    const { store, storage } = context;
    return {
        open: () => openWidget(context, parts),
        minimise: () => minimise(context, parts),
        saveDraft: (change) => type(context, parts, change),
        send: () => send(context, parts),
        sendFile: (file) => sendFile(context, parts, file),
        retry: (clientKey) => {
            if (!parts.files.retry(clientKey)) {
                retryText(context, parts, clientKey);
            }
        },
        discard: (clientKey) => {
            if (!parts.files.discard(clientKey)) {
                void discardText(context, clientKey);
            }
        },
        loadOlder: () => loadOlder(context, parts),
        markRead: () => parts.reader.mark(),
        end: () => doAndLook(context, parts, (access) => context.api.close(access)),
        startAnew: () => void startAnew(context, parts),
        rate: (rating, feedback) =>
            doAndLook(context, parts, (access) => context.api.rate(access, rating, feedback)),
        mailTranscript: () => mailTranscript(context, parts),
        setSound: (isOn) => {
            store.dispatch({ kind: "soundChanged", isOn });
            storage.saveSound(isOn);
        },
        putNoticeAway: () => store.dispatch({ kind: "noticeChanged", notice: null }),
    };
}

/** Shows the widget. */
export function openWidget({ store, storage }: VisitContext, parts: VisitParts): void {
    store.dispatch({ kind: "openChanged", isOpen: true });
    storage.saveOpen(true);
    parts.connection.update();
    parts.sync.request("news");
    parts.availability.refresh();
}

function minimise({ store, storage }: VisitContext, parts: VisitParts): void {
    store.dispatch({ kind: "openChanged", isOpen: false });
    storage.saveOpen(false);
    parts.reader.leave();
    parts.connection.update();
}

function type(context: VisitContext, { typing }: VisitParts, change: Partial<VisitDraft>): void {
    const { draft, facts, visit } = context.store.state;
    saveDraft(context, { ...draft, ...change });
    const { text } = change;
    if (text === undefined || facts.channelId === null || visit?.state !== "active") {
        return;
    }
    if (text === "") {
        typing.end(facts.channelId);
    } else {
        typing.note(facts.channelId);
    }
}

async function send(context: VisitContext, { texts, typing }: VisitParts): Promise<void> {
    if (!queueDraft(context)) {
        return;
    }
    const { channelId } = context.store.state.facts;
    if (channelId !== null) {
        typing.end(channelId);
    }
    await texts.send();
}

async function sendFile(context: VisitContext, parts: VisitParts, file: LocalFile): Promise<void> {
    if (context.store.state.visit?.mayAttach) {
        await parts.files.add(file);
    }
}

type Key = Parameters<VisitActions["retry"]>[0];

function retryText(context: VisitContext, { texts }: VisitParts, clientKey: Key): void {
    const text = context.storage.loadTexts().find((it) => it.clientKey === clientKey);
    if (text?.failure) {
        keepText(context, { ...text, failure: null });
        void texts.send();
    }
}

/** In turn: what is just being sent is not taken back. */
function discardText(context: VisitContext, clientKey: Key): Promise<void> {
    return context.locks.hold(turn, () => {
        const text = context.storage.loadTexts().find((it) => it.clientKey === clientKey);
        if (text && !context.store.isClosed) {
            takeBack(context, [text]);
        }
        return Promise.resolve();
    });
}

async function loadOlder(context: VisitContext, { conversation }: VisitParts): Promise<void> {
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
async function doAndLook(
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

/** In turn: nothing is on its way in it any more. */
function startAnew(context: VisitContext, { conversation }: VisitParts): Promise<void> {
    const { locks, store, storage } = context;
    return locks.hold(turn, () => {
        if (!store.isClosed && store.state.visit && store.state.visit.state !== "active") {
            takeBack(context, storage.loadTexts());
            conversation.leave();
        }
        return Promise.resolve();
    });
}

async function mailTranscript(context: VisitContext, { conversation }: VisitParts): Promise<void> {
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
