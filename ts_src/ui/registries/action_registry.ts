/** Where the items of a registry are kept: Odoo's `registry.category(…)`, or nothing but a map. */
export interface ItemStore<Item> {
    add(key: string, item: Item, options?: { readonly sequence?: number }): unknown;
    contains(key: string): boolean;
    /** In order of their sequence. */
    getEntries(): [key: string, item: Item][];
}

/** Something to click on. `Context` is what it is about. */
export interface ContextAction<Context> {
    /** What people read; a function is asked each time. Odoo's `_t` fits too, wherever it is called. */
    readonly label: string | ((context: Context) => string);
    /** Class of a Font Awesome icon, like `fa-reply`. */
    readonly icon: string;
    /** A button of its own; the others are in a menu. */
    readonly isQuick?: boolean;
    /** Cannot be taken back: marked by its colour. */
    readonly isDanger?: boolean;
    /** Left out: always shown. */
    isShown?(context: Context): boolean;
    /** For what can be switched on and off; left out for what cannot. */
    isChecked?(context: Context): boolean;
    run(context: Context): void | Promise<void>;
}

/** An action as a component shows it, for one context; fits into a `Menu`. */
export interface ShownAction {
    readonly id: string;
    readonly label: string;
    readonly icon: string;
    readonly isQuick: boolean;
    readonly isDanger: boolean;
    /** Only for what is a switch. */
    readonly isChecked?: boolean;
    run(): void;
}

/** Items that have failed: their authors are told once, not at each rendering. */
const failed = new WeakSet<object>();

/**
 * Asks an item something while the chat is rendering. An item of another module that fails must
 * not take the chat down with it.
 *
 * @returns The answer; `otherwise` if there was an error, which goes to the console.
 */
export function attempt<Answer>(item: object, ask: () => Answer, otherwise: Answer): Answer {
    try {
        return ask();
    } catch (error) {
        if (!failed.has(item)) {
            failed.add(item);
            console.error("An extension of the chat has failed.", error);
        }
        return otherwise;
    }
}

/** @returns A plain string: `_t` of Odoo returns an object as long as there are no translations. */
export function textOfLabel<Context>(
    label: string | ((context: Context) => string),
    context: Context,
): string {
    const text: { toString(): string } = typeof label === "function" ? label(context) : label;
    return text.toString();
}

/** A list that other Odoo modules can add to, once it is connected to Odoo's registry. */
export class Registry<Item> {
    private store: ItemStore<Item> | null = null;
    private readonly own: (readonly [key: string, sequence: number, item: Item])[] = [];

    /** @param sequence Place among the others; 50 is what Odoo gives to those without one. */
    add(key: string, sequence: number, item: Item): this {
        this.own.push([key, sequence, item]);
        this.own.sort(([, one], [, other]) => one - other);
        return this;
    }

    /** From now on the items are in `store`; what another module has put there already stays. */
    connect(store: ItemStore<Item>): void {
        this.store = store;
        for (const [key, sequence, item] of this.own) {
            if (!store.contains(key)) {
                store.add(key, item, { sequence });
            }
        }
    }

    entries(): readonly (readonly [key: string, item: Item])[] {
        return this.store?.getEntries() ?? this.own.map(([key, , item]) => [key, item] as const);
    }
}

/** A registry of actions. */
export class ActionRegistry<Context> extends Registry<ContextAction<Context>> {
    /** @returns What can be done in this context, in order; actions that fail to tell are left out. */
    shown(context: Context): readonly ShownAction[] {
        return this.entries()
            .map(([id, action]) => attempt(action, () => show(id, action, context), null))
            .filter((action) => action !== null);
    }
}

function show<Context>(
    id: string,
    action: ContextAction<Context>,
    context: Context,
): ShownAction | null {
    if (!(action.isShown?.(context) ?? true)) {
        return null;
    }
    return {
        id,
        label: textOfLabel(action.label, context),
        icon: action.icon,
        isQuick: action.isQuick ?? false,
        isDanger: action.isDanger ?? false,
        ...(action.isChecked && { isChecked: action.isChecked(context) }),
        // What goes wrong here Odoo tells the person who has clicked.
        run: () => void action.run(context),
    };
}
