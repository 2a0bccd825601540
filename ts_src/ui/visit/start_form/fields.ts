import type { VisitDraft } from "../../../model/visit/visit_state";

export type Field = keyof VisitDraft;

/** From top to bottom: the first that is wrong gets the focus. */
export const FIELDS: readonly Field[] = ["name", "email", "subject", "text"];

/** @returns The id of what belongs to a field besides its name. */
export function idOf(field: Field, part: "hint" | "error"): string {
    return `o-seitech-StartForm-${field}-${part}`;
}
