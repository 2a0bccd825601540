import type { ClientKey } from "../../model/ids";
import type { VisitDraft, VisitState } from "../../model/visit/visit_state";
import type { LocalFile } from "../ports";

/** What a visitor can do. None of them rejects: what goes wrong is in the state. */
export interface VisitActions {
    /** Shows the widget, and asks who is there if there is no conversation. */
    open(): void;
    /** Puts the widget away; the conversation goes on. */
    minimise(): void;
    /** What is typed, field by field; kept over reloads and for the other tabs. */
    saveDraft(change: Partial<VisitDraft>): void;
    /** Sends the draft's text: the first one opens the conversation with the form's facts. */
    send(): Promise<void>;
    /** Sends a file, where `visit.mayAttach`. */
    sendFile(file: LocalFile): Promise<void>;
    /** Tries again what the server has refused. */
    retry(clientKey: ClientKey): void;
    /** Takes back what has not been sent; a text goes back into the draft. */
    discard(clientKey: ClientKey): void;
    loadOlder(): Promise<void>;
    /** The visitor sees the newest message. */
    markRead(): void;
    /** Ends the conversation; the visitor has been asked. */
    end(): Promise<void>;
    /** Leaves an ended conversation behind: the next message opens another. */
    startAnew(): void;
    /** @param rating 1 to 5 */
    rate(rating: number, feedback: string): Promise<void>;
    mailTranscript(): Promise<void>;
    /** Has another link sent in the place of one that was used before. */
    mailLink(): Promise<void>;
    setSound(isOn: boolean): void;
    putNoticeAway(): void;
}

/** What the components of the widget get. */
export interface VisitView {
    readonly state: VisitState;
    readonly actions: VisitActions;
}
