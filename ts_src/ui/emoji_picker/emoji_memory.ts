import type { UserId } from "../../model/ids";
import { skinTones } from "./skin_tones";

/** The part of `localStorage` that is needed. */
export type MemoryStorage = Pick<Storage, "getItem" | "setItem">;

interface Remembered {
    readonly tone: string;
    readonly recents: readonly string[];
}

const MOST_RECENTS = 18;

/** Which emoji and skin tone a person has last used in this browser. */
export class EmojiMemory {
    private remembered: Remembered = { tone: "", recents: [] };

    constructor(
        private readonly userId: UserId,
        private readonly storage: () => MemoryStorage = () => window.localStorage,
    ) {
        this.remembered = this.read();
    }

    /** One of `skinTones`. */
    get tone(): string {
        return this.remembered.tone;
    }

    /** The last one first. */
    get recents(): readonly string[] {
        return this.remembered.recents;
    }

    setTone(tone: string): void {
        this.write({ ...this.read(), tone });
    }

    addRecent(emoji: string): void {
        const { tone, recents } = this.read();
        const others = recents.filter((recent) => recent !== emoji);
        this.write({ tone, recents: [emoji, ...others].slice(0, MOST_RECENTS) });
    }

    private get key(): string {
        return `seitech_elearning.emoji.${this.userId}`;
    }

    /** Other pages of this browser write it too, and so may anybody: nothing in it is certain. */
    private read(): Remembered {
        try {
            const found: unknown = JSON.parse(this.storage().getItem(this.key) ?? "{}");
            const { tone, recents } = Object(found) as Partial<Record<keyof Remembered, unknown>>;
            return {
                tone: skinTones.find((one) => one === tone) ?? "",
                recents: Array.isArray(recents)
                    ? recents.filter((one) => typeof one === "string").slice(0, MOST_RECENTS)
                    : [],
            };
        } catch {
            // Storage is switched off, or holds something else.
            return this.remembered;
        }
    }

    private write(remembered: Remembered): void {
        this.remembered = remembered;
        try {
            this.storage().setItem(this.key, JSON.stringify(remembered));
        } catch {
            // Storage is switched off or full: remembered until the picker closes.
        }
    }
}
