import type { Challenge } from "../../engine/visit/ports/challenge";
import type { FormErrors } from "../../model/visit/visit_state";
import type { ChannelId } from "../../model/ids";
import { WireReader } from "../wire_reader";
import type {
    WireChallenge,
    WireChallengeRefusal,
    WireRefusal,
    WireUsedLinkRefusal,
} from "./wire_visit";

/* What a refusal says besides its sentence; see `../decode.ts`. */

/** Which field of the form is refused by which name. */
const formFields = { name: "name", email: "email", subject: "subject", content: "text" } as const;

/** @returns What a refusal says of the form's fields; nothing where it says nothing of them. */
export function decodeFormErrors(value: unknown): FormErrors {
    const reply = new WireReader<WireRefusal>(value, "");
    const told = reply.child("fields", (fields) => Object.entries(fields ?? {}));
    const known = Object.entries(formFields).flatMap(([wireName, name]) => {
        const sentence: unknown = told.find(([field]) => field === wireName)?.[1];
        return typeof sentence === "string" ? [[name, sentence] as const] : [];
    });
    return Object.fromEntries(known);
}

/** @returns What the server wants to be shown before it opens a conversation. */
export function decodeChallenge(value: unknown): Challenge {
    const reply = new WireReader<WireChallengeRefusal>(value, "");
    return reply.child("details", (details, path) => {
        const wire = new WireReader<WireChallenge>(details, path);
        return {
            provider: wire.choice("provider", ["turnstile", "recaptcha"]),
            siteKey: wire.string("site_key"),
        };
    });
}

/** @returns Which conversation a link has led to that was used before. */
export function decodeUsedLink(value: unknown): ChannelId {
    const reply = new WireReader<WireUsedLinkRefusal>(value, "");
    return reply.child("details", (details, path) => {
        const wire = new WireReader<WireUsedLinkRefusal["details"]>(details, path);
        return wire.natural("channel_id") as ChannelId;
    });
}
