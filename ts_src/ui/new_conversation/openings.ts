import type { Opening } from "../../model/records";
import { _t } from "../translation";

/** A kind of conversation as it can be chosen. */
export interface ShownOpening extends Opening {
    readonly key: string;
    readonly label: string;
    /** Class of a Font Awesome icon. */
    readonly icon: string;
}

/** @returns The kinds that can be begun, as the server offers them. */
export function shownOpenings(openings: readonly Opening[]): ShownOpening[] {
    return openings.map((opening) => ({
        ...opening,
        key: `${opening.channelType} ${opening.subject}`,
        label: labelOf(opening),
        icon: iconOf(opening),
    }));
}

function labelOf({ channelType, subject }: Opening): string {
    switch (channelType) {
        case "direct":
            return _t("Direct message");
        case "student_instructor":
            return _t("About a course");
        case "student_support":
            return subject === "nothing" ? _t("Ask the support team") : _t("Support for a student");
        case "instructor_admin":
            return _t("Instructors and administration");
        case "public_support":
            return _t("Support");
        case "group":
            return subject === "name" ? _t("New study group") : _t("Study group");
        case "course":
            return _t("Course");
    }
}

function iconOf({ channelType, subject }: Opening): string {
    switch (channelType) {
        case "direct":
            return "fa-user-o";
        case "student_instructor":
        case "course":
            return "fa-graduation-cap";
        case "instructor_admin":
            return "fa-briefcase";
        case "group":
            return subject === "name" ? "fa-plus" : "fa-users";
        case "public_support":
        case "student_support":
            return "fa-life-ring";
    }
}
