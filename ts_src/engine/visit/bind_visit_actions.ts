import { doAndLook, loadOlder, mailTranscript, startAnew } from "./actions/ask_server";
import { minimise, openWidget } from "./actions/show_widget";
import { discardText, retryText, send, sendFile, typeDraft } from "./actions/write_message";
import type { VisitActions } from "./visit_actions";
import type { VisitContext } from "./visit_context";
import type { VisitParts } from "./visit_parts";

/** @returns What a visitor can do, put together from the parts. */
export function bindVisitActions(context: VisitContext, parts: VisitParts): VisitActions {
    const { store, storage } = context;
    return {
        open: () => openWidget(context, parts),
        minimise: () => minimise(context, parts),
        saveDraft: (change) => typeDraft(context, parts, change),
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
        mailLink: () => parts.binder.mailLink(),
        setSound: (isOn) => {
            store.dispatch({ kind: "soundChanged", isOn });
            storage.saveSound(isOn);
        },
        putNoticeAway: () => store.dispatch({ kind: "noticeChanged", notice: null }),
    };
}
