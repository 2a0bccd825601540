import type { MessageId } from "./ids";

/**
 * Ascending message ids without repetition. A value: never changed, only replaced by another, so
 * a reader that holds one holds it for good.
 *
 * The tag keeps reactive wrappers out (they only enter plain objects, arrays, maps and sets): a
 * channel may have 10,000 loaded messages, and observing each id would cost more than the list.
 */
export class SortedIds implements Iterable<MessageId> {
    readonly [Symbol.toStringTag] = "SortedIds";

    private constructor(private readonly ids: readonly MessageId[]) {}

    static readonly empty = new SortedIds([]);

    get size(): number {
        return this.ids.length;
    }

    get last(): MessageId | null {
        return this.ids.at(-1) ?? null;
    }

    [Symbol.iterator](): Iterator<MessageId> {
        return this.ids[Symbol.iterator]();
    }

    has(id: MessageId): boolean {
        return this.ids[this.position(id)] === id;
    }

    /** @returns These ids and `id`; itself when it has `id` already. */
    with(id: MessageId): SortedIds {
        return this.withAll([id]);
    }

    /** @returns These ids and `added`, in any order; itself when it has all of them already. */
    withAll(added: readonly MessageId[]): SortedIds {
        const news = [...new Set(added)].filter((id) => !this.has(id)).sort((a, b) => a - b);
        const [first] = news;
        if (first === undefined) {
            return this;
        }
        // A page of history is in one place: everything known stands before or after it.
        const at = this.position(first);
        return this.position(news.at(-1) ?? first) === at
            ? new SortedIds(this.ids.toSpliced(at, 0, ...news))
            : new SortedIds([...this.ids, ...news].sort((a, b) => a - b));
    }

    /** @returns These ids without `id`; itself when it has no such id. */
    without(id: MessageId): SortedIds {
        const at = this.position(id);
        return this.ids[at] === id ? new SortedIds(this.ids.toSpliced(at, 1)) : this;
    }

    /** @returns The greatest id that is not greater than `id`; null if there is none. */
    atOrBefore(id: MessageId): MessageId | null {
        const at = this.position(id);
        return (this.ids[at] === id ? id : this.ids[at - 1]) ?? null;
    }

    /** @returns The ids from `first` to `last`, ascending; null stands for no such end. */
    between(first: MessageId | null, last: MessageId | null): readonly MessageId[] {
        if (last === null) {
            return this.from(first);
        }
        const end = this.position(last);
        const start = first === null ? 0 : this.position(first);
        return this.ids.slice(start, this.ids[end] === last ? end + 1 : end);
    }

    /** @returns The ids from `id` on, ascending; all of them for null. */
    from(id: MessageId | null): readonly MessageId[] {
        const start = id === null ? 0 : this.position(id);
        // All of them is what is asked for most, and there may be thousands.
        return start === 0 ? this.ids : this.ids.slice(start);
    }

    /** @returns The ids greater than `id`, ascending; all of them for null. */
    after(id: MessageId | null): readonly MessageId[] {
        const ids = this.from(id);
        return ids[0] === id ? ids.slice(1) : ids;
    }

    /** Newest first. */
    *descending(): Generator<MessageId> {
        for (let at = this.ids.length - 1; at >= 0; at -= 1) {
            const id = this.ids[at];
            if (id !== undefined) {
                yield id;
            }
        }
    }

    /** @returns Where `id` is, or would have to be. */
    private position(id: MessageId): number {
        let low = 0;
        let high = this.ids.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const candidate = this.ids[middle];
            if (candidate !== undefined && candidate < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
