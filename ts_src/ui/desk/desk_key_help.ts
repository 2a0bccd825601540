import type { KeyHelp } from "../registries/key_help";
import { _t } from "../translation";

/** What the keyboard does at the desk, for the help. */
export const deskKeyHelp: readonly (readonly [key: string, item: KeyHelp])[] = [
    ["next", { keys: ["Alt", "N"], effect: () => _t("Next request that waits") }],
    ["previous", { keys: ["Alt", "P"], effect: () => _t("Previous request that waits") }],
    ["claim", { keys: ["Alt", "C"], effect: () => _t("Claim the open request") }],
    ["close", { keys: ["Alt", "E"], effect: () => _t("Close the open request") }],
    ["answers", { keys: [":", ":"], effect: () => _t("Find a ready-made answer") }],
];
