import { ActionRegistry, type ContextAction } from "../../../ts_src/ui/registries/action_registry";

interface Context {
    readonly name: string;
}

/** Like a category of Odoo's registry. */
class Category {
    private readonly items = new Map<string, [number, ContextAction<Context>]>();

    add(key: string, item: ContextAction<Context>, options: { sequence?: number } = {}): this {
        if (this.items.has(key)) {
            throw new Error(`Cannot add key "${key}": it already exists`);
        }
        this.items.set(key, [options.sequence ?? 50, item]);
        return this;
    }

    contains(key: string): boolean {
        return this.items.has(key);
    }

    getEntries(): [string, ContextAction<Context>][] {
        return [...this.items]
            .toSorted(([, [one]], [, [other]]) => one - other)
            .map(([key, [, item]]) => [key, item]);
    }
}

function action(label: string, changes: Partial<ContextAction<Context>> = {}) {
    return { label, icon: "fa-star", run: () => undefined, ...changes };
}

function labels(registry: ActionRegistry<Context>): string[] {
    return registry.shown({ name: "Anna" }).map(({ label }) => label);
}

QUnit.module("ui › registries › action registry");

QUnit.test("actions come in order, those that fit", (assert) => {
    const registry = new ActionRegistry<Context>()
        .add("last", 90, action("last"))
        .add("first", 10, action("first"))
        .add("never", 20, action("never", { isShown: () => false }))
        .add("Anna's", 30, action("Anna's", { isShown: ({ name }) => name === "Anna" }));
    assert.deepEqual(labels(registry), ["first", "Anna's", "last"]);
});

QUnit.test("labels are asked each time, and an action runs with what it is about", (assert) => {
    const runs: string[] = [];
    const registry = new ActionRegistry<Context>().add("greet", 10, {
        ...action(""),
        label: ({ name }) => `Greet ${name}`,
        isChecked: () => true,
        run: ({ name }) => void runs.push(name),
    });
    const [shown] = registry.shown({ name: "Anna" });
    shown?.run();
    assert.strictEqual(shown?.label, "Greet Anna");
    assert.true(shown?.isChecked);
    assert.deepEqual(runs, ["Anna"]);
});

QUnit.test("another module adds before or after, and what it has put there stays", (assert) => {
    const category = new Category();
    category.add("reply", action("my reply"), { sequence: 15 });
    const registry = new ActionRegistry<Context>()
        .add("reply", 10, action("reply"))
        .add("edit", 20, action("edit"));
    registry.connect(category);
    category.add("translate", action("translate"));
    assert.deepEqual(labels(registry), ["my reply", "edit", "translate"]);
});

QUnit.test("one that fails is left out, and its author is told once", (assert) => {
    const told: unknown[] = [];
    const { error } = console;
    console.error = (...what) => void told.push(...what);
    const fail = (): never => {
        throw new Error("a mistake of theirs");
    };
    try {
        const registry = new ActionRegistry<Context>()
            .add("isShown", 10, action("a", { isShown: fail }))
            .add("good", 20, action("good"))
            .add("label", 30, { ...action(""), label: fail })
            .add("isChecked", 40, action("b", { isChecked: fail }));
        assert.deepEqual(labels(registry), ["good"]);
        assert.deepEqual(labels(registry), ["good"], "again");
    } finally {
        console.error = error;
    }
    assert.strictEqual(told.filter((what) => what instanceof Error).length, 3);
});

QUnit.test("a label may be one that Odoo translates later: an object until then", (assert) => {
    /** What `_t` returns while a module is being loaded. */
    class TranslatedString extends String {
        override toString(): string {
            return "Antworten";
        }
    }
    const label = new TranslatedString("Reply") as unknown as string;
    const registry = new ActionRegistry<Context>().add("reply", 10, action(label));
    assert.strictEqual(registry.shown({ name: "Anna" })[0]?.label, "Antworten");
});
