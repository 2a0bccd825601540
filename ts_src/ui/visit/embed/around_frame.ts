import { type FrameOrder, type FrameState, isFrameOrder } from "./frame_words";

/**
 * The page around the frame this runs in: the first to say hello is talked to, and nobody else.
 * Who may have it in a frame, the server says (`frame-ancestors`).
 */
export class AroundFrame {
    private origin: string | null = null;
    private state: FrameState | null = null;

    /** @param onOrder Called with what the page wants. */
    constructor(onOrder: (order: FrameOrder) => void) {
        window.addEventListener("message", ({ source, origin, data }) => {
            const isFromAround = source === window.parent && isFrameOrder(data);
            if (isFromAround && this.isKnown(origin, data)) {
                onOrder(data);
            }
        });
    }

    tell(state: FrameState): void {
        this.state = state;
        if (this.origin !== null) {
            window.parent.postMessage(state, this.origin);
        }
    }

    private isKnown(origin: string, { kind }: FrameOrder): boolean {
        if (this.origin === null && kind === "seitech_chat.hello") {
            this.origin = origin;
            if (this.state) {
                this.tell(this.state);
            }
        }
        return origin === this.origin;
    }
}
