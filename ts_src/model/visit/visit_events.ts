import type { ChannelId, ClientKey, MessageId, Rev, Timestamp } from "../ids";
import type { ChannelState, Failure } from "../records";
import type {
    Availability,
    FormErrors,
    OutgoingVisitMessage,
    Visit,
    VisitDraft,
    VisitMessage,
    VisitState,
} from "./visit_state";

/** What the server has committed. In any order, any number of times: the same state. */
export type VisitServerEvent =
    | { readonly kind: "messageChanged"; readonly message: VisitMessage }
    | { readonly kind: "visitChanged"; readonly visit: Visit }
    | { readonly kind: "stateChanged"; readonly rev: Rev; readonly state: ChannelState }
    | { readonly kind: "agentRead"; readonly messageId: MessageId }
    | { readonly kind: "ownRead"; readonly messageId: MessageId };

/** Which conversation this is about. */
export type VisitLifeEvent =
    /** There is one, from now on this one; what is known of another one is forgotten. */
    | { readonly kind: "conversationFollowed"; readonly channelId: ChannelId }
    | { readonly kind: "conversationLeft" }
    | { readonly kind: "restoring"; readonly isRestoring: boolean };

export type VisitPassingEvent =
    | { readonly kind: "typingChanged"; readonly name: string | null; readonly until: Timestamp }
    | { readonly kind: "typingExpired"; readonly now: Timestamp };

export type VisitHistoryEvent =
    | { readonly kind: "newestLoaded"; readonly hasMore: boolean }
    | { readonly kind: "olderRequested" }
    | { readonly kind: "olderLoaded"; readonly hasMore: boolean }
    | { readonly kind: "olderFailed" };

export type VisitOutgoingEvent =
    /** Also one whose failure has changed, or that another tab has written. */
    | { readonly kind: "outgoingChanged"; readonly item: OutgoingVisitMessage }
    | {
          readonly kind: "outgoingProgressed";
          readonly clientKey: ClientKey;
          readonly progress: number;
      }
    | { readonly kind: "outgoingRemoved"; readonly clientKey: ClientKey };

export type VisitWidgetEvent =
    | { readonly kind: "openChanged"; readonly isOpen: boolean }
    | { readonly kind: "availabilityLoaded"; readonly availability: Availability }
    | { readonly kind: "draftChanged"; readonly draft: VisitDraft }
    | { readonly kind: "formRefused"; readonly errors: FormErrors }
    | { readonly kind: "connectionChanged"; readonly connection: VisitState["connection"] }
    | { readonly kind: "soundChanged"; readonly isOn: boolean }
    | { readonly kind: "transcriptChanged"; readonly transcript: VisitState["transcript"] }
    /** Null puts it away. */
    | { readonly kind: "noticeChanged"; readonly notice: Failure | null }
    | { readonly kind: "clockCompared"; readonly offset: number };

export type VisitEvent =
    | VisitServerEvent
    | VisitLifeEvent
    | VisitPassingEvent
    | VisitHistoryEvent
    | VisitOutgoingEvent
    | VisitWidgetEvent;
