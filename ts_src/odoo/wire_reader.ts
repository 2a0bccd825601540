/** The server sent something that this program does not understand. */
export class DecodeError extends Error {
    /**
     * @param path Where in the answer, such as `messages[3].author.name`.
     * @param expected What should have been there.
     */
    constructor(
        readonly path: string,
        readonly expected: string,
    ) {
        super(`${path || "The answer"} is not ${expected}`);
        this.name = "DecodeError";
    }
}

/** The keys of a wire record whose values have exactly one type. */
type KeysOf<Wire, Value> = {
    [Key in keyof Wire]-?: [Wire[Key]] extends [Value]
        ? [Value] extends [Wire[Key]]
            ? Key
            : never
        : never;
}[keyof Wire] &
    string;

/**
 * Reads the fields of one JSON object. The names come from the wire type, the values are checked
 * one by one; fields that nobody reads may hold anything, so the server can add some.
 */
export class WireReader<Wire extends object> {
    private readonly fields: ReadonlyMap<string, unknown>;

    /** @throws {DecodeError} if `value` is no object. */
    constructor(
        value: unknown,
        private readonly path: string,
    ) {
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
            throw new DecodeError(path, "an object");
        }
        this.fields = new Map(Object.entries(value));
    }

    string(key: KeysOf<Wire, string>): string {
        return this.check(key, "a text", (value) => typeof value === "string");
    }

    stringOrNull(key: KeysOf<Wire, string | null>): string | null {
        return this.check(
            key,
            "a text or null",
            (value) => value === null || typeof value === "string",
        );
    }

    boolean(key: KeysOf<Wire, boolean>): boolean {
        return this.check(key, "true or false", (value) => typeof value === "boolean");
    }

    /** A count, an id or a revision. */
    natural(key: KeysOf<Wire, number>): number {
        return this.check(key, "a whole number from 0", isNatural);
    }

    naturalOrNull(key: KeysOf<Wire, number | null>): number | null {
        return this.check(
            key,
            "a whole number from 0 or null",
            (value) => value === null || isNatural(value),
        );
    }

    naturals(key: KeysOf<Wire, number[]>): number[] {
        return this.check(
            key,
            "a list of whole numbers from 0",
            (value) => Array.isArray(value) && value.every(isNatural),
        );
    }

    choice<Choice extends string>(key: KeysOf<Wire, string>, choices: readonly Choice[]): Choice {
        return this.check(key, `one of ${choices.join(", ")}`, (value) =>
            choices.some((choice) => choice === value),
        );
    }

    choiceOrNull<Choice extends string>(
        key: KeysOf<Wire, string | null>,
        choices: readonly Choice[],
    ): Choice | null {
        return this.check(
            key,
            `one of ${choices.join(", ")} or null`,
            (value) => value === null || choices.some((choice) => choice === value),
        );
    }

    /** @returns Those of a list that are among `choices`: the server may know more of them. */
    choices<Choice extends string>(
        key: KeysOf<Wire, string[]>,
        choices: readonly Choice[],
    ): Choice[] {
        const values = this.check<unknown[]>(key, "a list", (value) => Array.isArray(value));
        return choices.filter((choice) => values.includes(choice));
    }

    /** @returns A moment in ISO 8601 as milliseconds since the epoch. */
    time(key: KeysOf<Wire, string>): number {
        return this.parseTime(key, this.string(key));
    }

    timeOrNull(key: KeysOf<Wire, string | null>): number | null {
        const text = this.stringOrNull(key);
        return text === null ? null : this.parseTime(key, text);
    }

    /** @returns What `decode` makes of the value of one field. */
    child<Key extends keyof Wire & string, Result>(
        key: Key,
        decode: (value: unknown, path: string) => Result,
    ): Result {
        return decode(this.fields.get(key), this.pathOf(key));
    }

    /** @returns What `decode` makes of the value of one field, unless it is null. */
    childOrNull<Key extends keyof Wire & string, Result>(
        key: Key,
        decode: (value: unknown, path: string) => Result,
    ): Result | null {
        return this.fields.get(key) === null ? null : this.child(key, decode);
    }

    /** @returns What `decode` makes of each element of a list. */
    list<Key extends KeysOfLists<Wire>, Result>(
        key: Key,
        decode: (value: unknown, path: string) => Result,
    ): Result[] {
        const values = this.check<unknown[]>(key, "a list", (value) => Array.isArray(value));
        return values.map((value, index) => decode(value, `${this.pathOf(key)}[${index}]`));
    }

    /** @returns What `decode` makes of each value of an object whose keys are ids. */
    values<Key extends KeysOfMaps<Wire>, Result>(
        key: Key,
        decode: (value: unknown, path: string) => Result,
    ): Result[] {
        const { fields } = new WireReader(this.fields.get(key), this.pathOf(key));
        return [...fields].map(([name, value]) => decode(value, `${this.pathOf(key)}.${name}`));
    }

    private parseTime(key: string, text: string): number {
        const time = isoTime.test(text) ? Date.parse(text) : NaN;
        if (Number.isNaN(time)) {
            throw new DecodeError(this.pathOf(key), "a time in ISO 8601 and UTC");
        }
        return time;
    }

    private check<Result>(
        key: string,
        expected: string,
        isExpected: (value: unknown) => boolean,
    ): Result {
        const value = this.fields.get(key);
        if (!isExpected(value)) {
            throw new DecodeError(this.pathOf(key), expected);
        }
        return value as Result;
    }

    private pathOf(key: string): string {
        return this.path ? `${this.path}.${key}` : key;
    }
}

type KeysOfLists<Wire> = {
    [Key in keyof Wire]-?: Wire[Key] extends unknown[] ? Key : never;
}[keyof Wire] &
    string;

type KeysOfMaps<Wire> = {
    [Key in keyof Wire]-?: string extends keyof Wire[Key] ? Key : never;
}[keyof Wire] &
    string;

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function isNatural(value: unknown): boolean {
    return Number.isSafeInteger(value) && Number(value) >= 0;
}
