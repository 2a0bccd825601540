import type {
    KeptText,
    KeptVisit,
    TokenExchange,
    VisitOpening,
} from "../../engine/visit/ports/records";
import type { ClientKey, MessageId, UserId } from "../../model/ids";
import type { Failure } from "../../model/records";
import type { VisitDraft } from "../../model/visit/visit_state";

/*
 * What stands in the storage may be from another version, or by another program: only what is
 * recognised is taken.
 */

/** @returns Null for what is no conversation. */
export function toVisit(value: unknown): KeptVisit | null {
    const { channelId, token, userId, exchange } = (value ?? {}) as Partial<KeptVisit>;
    return typeof channelId === "number" && typeof token === "string" && token !== ""
        ? {
              channelId,
              token,
              userId: typeof userId === "number" ? userId : null,
              exchange: toExchange(exchange),
          }
        : null;
}

function toExchange(value: unknown): TokenExchange | null {
    const { ticket, userId } = (value ?? {}) as { ticket?: unknown; userId?: unknown };
    if (typeof ticket === "string") {
        return { kind: "ticket", ticket };
    }
    return typeof userId === "number" ? { kind: "account", userId: userId as UserId } : null;
}

export function toDraft(value: unknown): VisitDraft {
    const { name, email, subject, text } = (value ?? {}) as Partial<VisitDraft>;
    return {
        name: asText(name),
        email: asText(email),
        subject: asText(subject),
        text: asText(text),
    };
}

/** @returns Null for what is no text on its way. */
export function toText(value: unknown): KeptText | null {
    const { clientKey, text, createdAt, failure, opening } = (value ?? {}) as Partial<KeptText>;
    return typeof clientKey === "string" && typeof text === "string"
        ? {
              clientKey,
              text,
              createdAt: typeof createdAt === "number" ? createdAt : 0,
              failure: toFailure(failure),
              opening: toOpening(opening),
          }
        : null;
}

/** @returns Null for what is no key, or one of another link. */
export function toLinkKey(value: unknown, ticket: string): ClientKey | null {
    const link = (value ?? {}) as { ticket?: unknown; clientKey?: unknown };
    const isKnown = link.ticket === ticket && typeof link.clientKey === "string";
    return isKnown ? (link.clientKey as ClientKey) : null;
}

/** @returns Null for what is no id of a message. */
export function toReadMark(value: unknown): MessageId | null {
    return typeof value === "number" ? (value as MessageId) : null;
}

function toFailure(value: unknown): Failure | null {
    const { code, message } = (value ?? {}) as Partial<Failure>;
    return typeof code === "string" && typeof message === "string" ? { code, message } : null;
}

function toOpening(value: unknown): VisitOpening | null {
    if (typeof value !== "object" || value === null) {
        return null;
    }
    const { name, email, subject, language, page, referrer } = value as Partial<VisitOpening>;
    return {
        name: asText(name),
        email: asText(email),
        subject: asText(subject),
        language: asText(language),
        page: asText(page),
        referrer: asText(referrer),
    };
}

function asText(value: unknown): string {
    return typeof value === "string" ? value : "";
}
