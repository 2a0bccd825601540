/** What the page in the frame and the page around it tell each other. */

/** From the frame: how it is, after each change. */
export interface FrameState {
    readonly kind: "seitech_chat.state";
    readonly isOpen: boolean;
    readonly unread: number;
    /** Whether there is a conversation to go on with on the next page. */
    readonly hasVisit: boolean;
    /** Of the button, as the settings say. */
    readonly label: string;
    readonly color: string;
}

/** To the frame. */
export type FrameOrder =
    | {
          /** First of all: where the visitor is. */
          readonly kind: "seitech_chat.hello";
          readonly page: string;
          readonly referrer: string;
      }
    | { readonly kind: "seitech_chat.open" }
    | { readonly kind: "seitech_chat.minimise" };

export function isFrameState(data: unknown): data is FrameState {
    return kindOf(data) === "seitech_chat.state";
}

export function isFrameOrder(data: unknown): data is FrameOrder {
    return /^seitech_chat\.(hello|open|minimise)$/.test(kindOf(data));
}

function kindOf(data: unknown): string {
    return String((data as { readonly kind?: unknown } | null)?.kind);
}
