import type { UserId } from "../../model/ids";
import type { OpenedVisit } from "./ports/api";
import type { KeptVisit, TokenExchange } from "./ports/records";
import type { VisitContext } from "./visit_context";

/**
 * Asks for another token. However often it is asked, because an answer was lost, the last answer
 * has the token that is good.
 *
 * @param kept What there is; null for nothing, which only a ticket does not need.
 * @throws {ApiError} As the server does.
 */
export function askForToken(
    { api, keys, storage }: VisitContext,
    exchange: TokenExchange,
    kept: KeptVisit | null,
): Promise<OpenedVisit> | null {
    if (exchange.kind === "ticket") {
        const { ticket } = exchange;
        const clientKey = storage.linkKey(ticket, () => keys.clientKey());
        return api.resume(ticket, clientKey);
    }
    return kept && api.bind(kept);
}

/** @returns Whose the conversation is afterwards: a ticket changes nothing about it. */
export function ownerAfter(
    exchange: TokenExchange,
    kept: KeptVisit | null,
    { channelId }: OpenedVisit,
): UserId | null {
    if (exchange.kind === "account") {
        return exchange.userId;
    }
    return kept?.channelId === channelId ? kept.userId : null;
}

/** @returns What is still to be done to the token after the server has said no to this. */
export function leftUndone(exchange: TokenExchange, kept: KeptVisit): TokenExchange | null {
    return kept.exchange?.kind === exchange.kind ? null : kept.exchange;
}
