export interface LineHandlers {
    onOpen(): void;
    onText(text: string): void;
    onClose(event: CloseEvent): void;
}

const goneClean = 1000;
/** What the server takes for a sign of life and ignores. */
const signOfLife = new Uint8Array([0]);

/** One websocket, from its opening to its end; once it is given up, it says nothing any more. */
export class SocketLine {
    private readonly socket: WebSocket;
    private quietTimer: ReturnType<typeof setInterval> | undefined;
    private isGivenUp = false;

    /** @param quietTime Milliseconds of silence after which it is tried whether it is still there. */
    constructor(
        url: string,
        private readonly quietTime: number,
        handlers: LineHandlers,
    ) {
        this.socket = new WebSocket(url);
        this.hear("open", () => handlers.onOpen());
        this.hear("message", ({ data }) => {
            this.watchSilence();
            handlers.onText(String(data));
        });
        // An error is always followed by this.
        this.hear("close", (event) => {
            clearInterval(this.quietTimer);
            handlers.onClose(event);
        });
    }

    get isOpen(): boolean {
        return this.socket.readyState === WebSocket.OPEN;
    }

    say(text: string): void {
        this.socket.send(text);
        this.watchSilence();
    }

    giveUp(): void {
        this.isGivenUp = true;
        clearInterval(this.quietTimer);
        this.socket.close(goneClean);
    }

    private hear<Name extends "open" | "message" | "close">(
        name: Name,
        run: (event: WebSocketEventMap[Name]) => void,
    ): void {
        this.socket.addEventListener(name, (event) => {
            if (!this.isGivenUp) {
                run(event);
            }
        });
    }

    /** Browsers may take minutes to notice that a connection is dead; sending tells at once. */
    private watchSilence(): void {
        clearInterval(this.quietTimer);
        this.quietTimer = setInterval(() => this.socket.send(signOfLife), this.quietTime);
    }
}
