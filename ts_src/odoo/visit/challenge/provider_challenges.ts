import type { Challenge, ChallengeSolver } from "../../../engine/visit/ports/challenge";
import { solveRecaptcha } from "./recaptcha";
import { type ChallengePlace, solveTurnstile } from "./turnstile";

/** By this name the providers tell apart what they are asked for. */
const action = "seitech_chat_support";

/** Captchas by the scripts of their providers, which are loaded when one is wanted. */
export class ProviderChallenges implements ChallengeSolver {
    /** @param place Where there is something to do for the visitor. */
    constructor(private readonly place: ChallengePlace) {}

    solve({ provider, siteKey }: Challenge, onAsked: () => void): Promise<string> {
        return provider === "turnstile"
            ? solveTurnstile(this.place, { siteKey, action, onAsked })
            : solveRecaptcha(siteKey, action);
    }
}
