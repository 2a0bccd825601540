import type { DeskView } from "../../engine/desk/desk_actions";
import type { Suggestion } from "../autocomplete/suggestions";
import { fold } from "../format/fold";
import type { ContextAction } from "../registries/action_registry";
import type { Completion } from "../registries/completions";
import type { ComposerContext } from "../registries/composer_actions";
import { _t } from "../translation";
import { isSupport } from "./use_desk";

const MOST = 8;

/** Offers ready-made answers where people ask for support: after `::`, or by their shortcuts. */
export function answerCompletion(desk: DeskView): Completion {
    return {
        suggest: (query, { chat, channelId }) =>
            isSupport(chat.state, channelId) ? suggestAnswers(desk, query) : [],
    };
}

/** A button that opens the choice of ready-made answers. */
export function answerAction(desk: DeskView): ContextAction<ComposerContext> {
    return {
        label: () => _t("Insert a ready-made answer"),
        icon: "fa-bolt",
        isQuick: true,
        isShown: ({ chat, channelId }) =>
            isSupport(chat.state, channelId) && (desk.state.setup?.cannedResponses.length ?? 0) > 0,
        run: ({ controls }) => controls.beginWord("::"),
    };
}

/** @returns Answers whose shortcuts begin like the query, then those that have it in their text. */
function suggestAnswers({ state }: DeskView, query: string): Suggestion[] {
    const wanted = fold(query);
    const all = state.setup?.cannedResponses ?? [];
    const begin = all.filter(({ source }) => fold(source).startsWith(wanted));
    const contain = all.filter(
        (one) =>
            !begin.includes(one) &&
            (fold(one.source).includes(wanted) || fold(one.substitution).includes(wanted)),
    );
    return [...begin, ...contain].slice(0, MOST).map(({ id, source, substitution }) => ({
        key: `answer-${id}`,
        text: substitution,
        label: source,
        imageUrl: null,
        emoji: "💬",
        detail: substitution,
    }));
}
