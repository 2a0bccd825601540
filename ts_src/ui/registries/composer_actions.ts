import type { ChannelId } from "../../model/ids";
import { _t } from "../translation";
import type { ChatView } from "../use_chat";
import { ActionRegistry } from "./action_registry";

/** What an action of the composer works with. */
export interface ComposerContext {
    readonly chat: ChatView;
    readonly channelId: ChannelId;
    readonly controls: ComposerControls;
}

export interface ComposerControls {
    /** Puts a text where the cursor is. */
    insert(text: string): void;
    /** Puts a sign there that offers completions, such as `::`. */
    beginWord(sign: string): void;
    /** Lets the person choose files; null where none can be sent. */
    readonly chooseFiles: (() => void) | null;
    /** Opens or closes the choice of emoji. */
    readonly toggleEmoji: (() => void) | null;
}

/** The buttons beside the field in which one writes. */
export const composerActions = new ActionRegistry<ComposerContext>()
    .add("attach", 10, {
        label: () => _t("Attach files"),
        icon: "fa-paperclip",
        isQuick: true,
        isShown: ({ controls }) => controls.chooseFiles !== null,
        run: ({ controls }) => controls.chooseFiles?.(),
    })
    .add("emoji", 20, {
        label: () => _t("Add an emoji"),
        icon: "fa-smile-o",
        isQuick: true,
        isShown: ({ controls }) => controls.toggleEmoji !== null,
        run: ({ controls }) => controls.toggleEmoji?.(),
    });
