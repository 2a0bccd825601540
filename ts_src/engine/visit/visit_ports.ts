import type { UserId } from "../../model/ids";
import type { Attention, Clock, Keys, Locks } from "../ports";
import type { VisitApi } from "./ports/api";
import type { VisitBus } from "./ports/bus";
import type { ChallengeSolver } from "./ports/challenge";
import type { VisitStorage } from "./ports/storage";

/** The page around the widget. */
export interface VisitSurroundings {
    /** Such as `fr` or `pt-BR`; "" if the page does not say. */
    language(): string;
    address(): string;
    /** "" for none. */
    referrer(): string;
    timeZone(): string | null;
    /** @returns What the link of an e-mail has put into the address; null for nothing. */
    ticket(): string | null;
    /** Takes the ticket out of the address. */
    forgetTicket(): void;
    playSound(): void;
}

/** Everything outside that the visitor's widget needs. */
export interface VisitPorts {
    readonly api: VisitApi;
    readonly bus: VisitBus;
    readonly storage: VisitStorage;
    readonly surroundings: VisitSurroundings;
    readonly clock: Clock;
    readonly keys: Keys;
    readonly attention: Attention;
    readonly locks: Locks;
    readonly challenges: ChallengeSolver;
    /** Who is signed in on this page. */
    readonly userId: UserId | null;
}
