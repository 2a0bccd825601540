/** What tells humans from programs, and by which public key of the server's. */
export interface Challenge {
    readonly provider: "turnstile" | "recaptcha";
    readonly siteKey: string;
}

/** The providers of captchas, of whom nothing is loaded before the server wants one. */
export interface ChallengeSolver {
    /**
     * @param onAsked Called once the visitor has something to do.
     * @returns What shows the server that this is a human. Rejects, with whatever it is, if there is
     *   nothing to be had: the provider cannot be reached or says no, or nobody does anything.
     */
    solve(challenge: Challenge, onAsked: () => void): Promise<string>;
}
