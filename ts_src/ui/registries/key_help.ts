import { Registry } from "./action_registry";

/** Keys that the help lists beside the chat's own. */
export interface KeyHelp {
    /** Pressed together. */
    readonly keys: readonly string[];
    readonly effect: () => string;
}

export const keyHelp = new Registry<KeyHelp>();
