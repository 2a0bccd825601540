/*
 * The names of Odoo's web client in use, and no others. A check holds each of them against the
 * installed Odoo.
 */

declare module "@web/core/registry" {
    import type { ComponentConstructor } from "@odoo/owl";

    interface ServiceDefinition {
        readonly dependencies?: readonly string[];
        start(env: object, services: never): unknown;
    }

    /** In the top bar, or above everything. */
    interface PlacedComponent {
        readonly Component: ComponentConstructor;
        readonly props?: object;
    }

    interface InteractionClass {
        new (...parameters: never[]): object;
        readonly selector: string;
    }

    /** What the categories in use hold. */
    interface RegistryItems {
        actions: ComponentConstructor;
        lazy_components: ComponentConstructor;
        main_components: PlacedComponent;
        "public.interactions": InteractionClass;
        public_components: ComponentConstructor;
        services: ServiceDefinition;
        systray: PlacedComponent;
    }

    class Registry<Item> {
        add(key: string, item: Item, options?: { force?: boolean; sequence?: number }): this;
        get(key: string): Item;
        contains(key: string): boolean;
        remove(key: string): void;
        getEntries(): [key: string, item: Item][];
    }

    export const registry: {
        category<Name extends keyof RegistryItems>(name: Name): Registry<RegistryItems[Name]>;
        /** The chat's own: the entries say what is in them. */
        category<Item>(name: `seitech_elearning.${string}`): Registry<Item>;
    };
}

declare module "@web/core/user" {
    export const user: {
        /** Null or false when nobody is signed in. */
        readonly userId: number | null | false | undefined;
        /** Missing on website pages. */
        readonly name?: string;
    };
}

declare module "@web/session" {
    /** What the server tells of the person and the page. */
    export const session: Readonly<Record<string, unknown>>;
}

declare module "@web/core/l10n/translation" {
    export function appTranslateFn(
        source: string,
        moduleName: string,
        ...substitutions: readonly unknown[]
    ): string;
}

declare module "@web/core/l10n/localization" {
    export const localization: {
        /** Throws until Odoo has loaded the person's language. */
        readonly direction: "ltr" | "rtl";
    };
}

declare module "@web/core/assets" {
    export function loadBundle(name: string): Promise<void>;
    /** What is known of bundles, by name; otherwise the server is asked. */
    export const globalBundleCache: Map<string, Promise<BundleFiles>>;

    interface BundleFiles {
        readonly cssLibs: readonly string[];
        readonly jsLibs: readonly string[];
    }
}

declare module "@web/public/interaction" {
    import type { ComponentConstructor } from "@odoo/owl";

    export interface PublicEnv {
        readonly services: Readonly<Record<string, unknown>>;
        readonly bus: EventTarget;
    }

    export class Interaction<Root extends HTMLElement = HTMLElement> {
        static selector: string;
        readonly el: Root;
        readonly env: PublicEnv;
        readonly isDestroyed: boolean;
        dynamicContent: Record<string, Record<string, unknown>>;
        setup(): void;
        willStart(): Promise<void>;
        start(): void;
        destroy(): void;
        /** Never settles once the interaction is destroyed. */
        waitFor<Result>(promise: Promise<Result>): Promise<Result>;
        registerCleanup(cleanup: () => void): void;
        /** @returns A function that takes the component away again. */
        mountComponent(
            root: HTMLElement,
            component: ComponentConstructor,
            props?: object | null,
        ): () => void;
    }
}
