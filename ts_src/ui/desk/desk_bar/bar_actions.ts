import type { DeskView } from "../../../engine/desk/desk_actions";
import { permissions } from "../../../model/channels";
import type { Support } from "../../../model/desk/desk_state";
import type { MenuItem } from "../../kit/menu/menu";
import { _t } from "../../translation";
import type { ChatView } from "../../use_chat";
import { isMine } from "../use_desk";

/** What has to be answered before it is done. */
export type DeskDialog = "transfer" | "block" | "spam";

/** Something an agent can do with a request; fits into a `Menu`. */
export interface BarAction extends MenuItem {
    /** A button, where there is room. */
    readonly isQuick?: boolean;
    /** A button in any case: what is next to be done. */
    readonly isFirst?: boolean;
    /** Keys that do the same, for the tooltip. */
    readonly keys?: string;
}

export interface BarContext {
    readonly chat: ChatView;
    readonly desk: DeskView;
    readonly support: Support;
    readonly ask: (dialog: DeskDialog) => void;
    readonly run: (work: () => Promise<unknown>) => void;
}

/** @returns What the agent can do with a request as it stands, in order. */
export function barActions(context: BarContext): readonly BarAction[] {
    const { chat, support } = context;
    return [
        // "new": reopened, and nothing was written since.
        ...(support.stage === "waiting" || support.stage === "new" ? [claim(context)] : []),
        ...(isMine(chat.state, support) || isManagedFrom(context) ? holderActions(context) : []),
        ...stateActions(context),
        ...(support.type === "public_support" ? visitorActions(context) : []),
    ];
}

/** Whether a colleague has the request, and one decides about that as well. */
function isManagedFrom({ desk, support }: BarContext): boolean {
    return support.stage === "assigned" && desk.state.setup?.isManager === true;
}

function claim({ desk, support, run }: BarContext): BarAction {
    return {
        id: "claim",
        label: _t("Claim"),
        icon: "fa-hand-paper-o",
        isQuick: true,
        isFirst: true,
        keys: "Alt+C",
        run: () => run(() => desk.actions.claim(support.channelId)),
    };
}

function holderActions({ desk, support, ask, run }: BarContext): BarAction[] {
    return [
        {
            id: "release",
            label: _t("Give back"),
            icon: "fa-undo",
            isQuick: true,
            run: () => run(() => desk.actions.release(support.channelId)),
        },
        {
            id: "transfer",
            label: _t("Transfer…"),
            icon: "fa-share",
            isQuick: true,
            run: () => ask("transfer"),
        },
    ];
}

function stateActions({ chat, support, run }: BarContext): BarAction[] {
    const { channelId } = support;
    if (!permissions(chat.state, channelId).close) {
        return [];
    }
    const isClosed = chat.state.channels.get(channelId)?.state !== "active";
    return [
        {
            id: isClosed ? "reopen" : "close",
            label: isClosed ? _t("Reopen") : _t("Close"),
            icon: isClosed ? "fa-folder-open-o" : "fa-check",
            isQuick: true,
            isFirst: true,
            ...(isClosed ? {} : { keys: "Alt+E" }),
            run: () =>
                run(() => chat.actions.changeState(channelId, isClosed ? "reopen" : "close")),
        },
    ];
}

function visitorActions({ desk, support, ask, run }: BarContext): BarAction[] {
    const { channelId, mayAttach } = support;
    const blockedUntil = desk.state.persons.get(channelId)?.blockedUntil ?? null;
    const isOpen = support.stage !== "closed";
    const files: BarAction = {
        id: "files",
        label: _t("Let the visitor send files"),
        icon: "fa-paperclip",
        isChecked: mayAttach,
        run: () => run(() => desk.actions.allowFiles(channelId, !mayAttach)),
    };
    const spam: BarAction = {
        id: "spam",
        label: _t("Spam…"),
        icon: "fa-ban",
        isDanger: true,
        run: () => ask("spam"),
    };
    const block: BarAction = {
        id: "block",
        label: _t("Block the visitor…"),
        icon: "fa-lock",
        isDanger: true,
        run: () => ask("block"),
    };
    const unblock: BarAction = {
        id: "unblock",
        label: _t("Unblock the visitor"),
        icon: "fa-unlock",
        run: () => run(() => desk.actions.unblock(channelId)),
    };
    return [
        ...(isOpen ? [files] : []),
        blockedUntil === null ? block : unblock,
        ...(isOpen ? [spam] : []),
    ];
}
