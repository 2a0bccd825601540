import type { Player } from "./players";

/** How the player of a provider is talked to: by messages between windows. */
interface Dialect {
    readonly isMine: (address: URL) => boolean;
    /** Asks to be told where it is. */
    readonly hello: object;
    readonly goTo: (position: number) => object;
    /** @returns The second it says it is at; null if it speaks of something else. */
    readonly read: (said: Said) => number | null;
}

interface Said {
    readonly info?: { readonly currentTime?: number };
    readonly event?: string;
    readonly data?: { readonly seconds?: number };
}

/** The player listens once it has loaded, and does not say so: it is greeted until it answers. */
const GREETING_MS = 400;
const MAX_GREETINGS = 50;

const dialects: readonly Dialect[] = [
    {
        isMine: ({ hostname }) => /(^|\.)youtube(-nocookie)?\.com$/.test(hostname),
        hello: { event: "listening", id: "seitech", channel: "widget" },
        goTo: (position) => ({ event: "command", func: "seekTo", args: [position, true] }),
        read: ({ info }) => info?.currentTime ?? null,
    },
    {
        isMine: ({ hostname }) => hostname === "player.vimeo.com",
        hello: { method: "addEventListener", value: "timeupdate" },
        goTo: (position) => ({ method: "setCurrentTime", value: position }),
        read: ({ event, data }) => (event === "timeupdate" ? (data?.seconds ?? null) : null),
    },
];

/** @returns The player in a frame of YouTube or Vimeo; null for others, which cannot be asked. */
export function messagePlayer(frame: HTMLIFrameElement): Player | null {
    const address = new URL(frame.src, location.href);
    const dialect = dialects.find(({ isMine }) => isMine(address));
    return dialect ? new MessagePlayer(frame, dialect, address) : null;
}

class MessagePlayer implements Player {
    private seconds: number | null = null;
    private wanted: number | null = null;
    private isListening = false;
    private greetings = 0;
    private readonly timer: ReturnType<typeof setInterval>;
    private readonly listening = new AbortController();

    constructor(
        private readonly frame: HTMLIFrameElement,
        private readonly dialect: Dialect,
        private readonly address: URL,
    ) {
        this.letItTalk();
        const { signal } = this.listening;
        window.addEventListener("message", (event) => this.hear(event), { signal });
        this.timer = setInterval(() => this.greet(), GREETING_MS);
    }

    position(): number | null {
        return this.seconds === null ? null : Math.floor(this.seconds);
    }

    goTo(position: number): void {
        this.wanted = position;
        this.tell();
    }

    stop(): void {
        clearInterval(this.timer);
        this.listening.abort();
    }

    /** YouTube talks to pages only if its address says so. */
    private letItTalk(): void {
        const { searchParams, hostname } = this.address;
        if (hostname.includes("youtube") && !searchParams.has("enablejsapi")) {
            searchParams.set("enablejsapi", "1");
            searchParams.set("origin", location.origin);
            // Where it leads anyway; what is said to another origin is not heard.
            this.address.protocol = "https:";
            this.frame.src = this.address.href;
        }
    }

    private greet(): void {
        if (this.isListening || this.greetings >= MAX_GREETINGS) {
            clearInterval(this.timer);
            return;
        }
        this.greetings++;
        this.say(this.dialect.hello);
    }

    private hear(event: MessageEvent): void {
        if (event.source !== this.frame.contentWindow || event.origin !== this.address.origin) {
            return;
        }
        const said = parse(event.data);
        if (!said) {
            return;
        }
        if (!this.isListening) {
            this.isListening = true;
            // What was said before it was ready is lost to some.
            this.say(this.dialect.hello);
        }
        this.seconds = this.dialect.read(said) ?? this.seconds;
        this.tell();
    }

    private tell(): void {
        if (this.isListening && this.wanted !== null) {
            this.say(this.dialect.goTo(this.wanted));
            this.seconds = this.wanted;
            this.wanted = null;
        }
    }

    private say(what: object): void {
        this.frame.contentWindow?.postMessage(JSON.stringify(what), this.address.origin);
    }
}

/** Both write JSON; what else comes is not for us. */
function parse(data: unknown): Said | null {
    try {
        const said: unknown = typeof data === "string" ? JSON.parse(data) : data;
        return typeof said === "object" ? said : null;
    } catch {
        return null;
    }
}
