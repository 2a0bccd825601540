import { Component } from "@odoo/owl";

import { Dialog } from "../kit/dialog/dialog";
import { keyHelp } from "../registries/key_help";
import { _t } from "../translation";
import "./shortcuts_help.scss";
import "./shortcuts_help.xml";

interface ShortcutsHelpProps {
    onClose: () => void;
}

interface Shortcut {
    /** Pressed together. */
    readonly keys: readonly string[];
    readonly effect: string;
}

/** Says which keys do what. */
export class ShortcutsHelp extends Component<ShortcutsHelpProps> {
    static override template = "seitech_elearning.ShortcutsHelp";
    static components = { Dialog };
    static override props = { onClose: Function };

    get shortcuts(): readonly Shortcut[] {
        return [
            { keys: ["Enter"], effect: _t("Send the message, or open the conversation") },
            { keys: ["Shift", "Enter"], effect: _t("Start a new line") },
            { keys: ["↑", "↓"], effect: _t("Walk through the conversations or the messages") },
            { keys: ["Alt", "↑"], effect: _t("Previous conversation") },
            { keys: ["Alt", "↓"], effect: _t("Next conversation") },
            { keys: ["Ctrl", "K"], effect: _t("Find a conversation") },
            { keys: ["@"], effect: _t("Mention somebody") },
            { keys: [":"], effect: _t("Find an emoji by its name") },
            ...keyHelp.entries().map(([, { keys, effect }]) => ({ keys, effect: effect() })),
            { keys: ["Esc"], effect: _t("Close what is open") },
            { keys: ["?"], effect: _t("Show this help") },
        ];
    }
}
