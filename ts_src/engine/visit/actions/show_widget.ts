import type { VisitContext } from "../visit_context";
import type { VisitParts } from "../visit_parts";

/** Shows the widget. */
export function openWidget({ store, storage }: VisitContext, parts: VisitParts): void {
    store.dispatch({ kind: "openChanged", isOpen: true });
    storage.saveOpen(true);
    parts.connection.update();
    parts.sync.request("news");
    parts.availability.refresh();
}

/** Puts the widget away; the conversation goes on. */
export function minimise({ store, storage }: VisitContext, parts: VisitParts): void {
    store.dispatch({ kind: "openChanged", isOpen: false });
    storage.saveOpen(false);
    parts.reader.leave();
    parts.connection.update();
}
