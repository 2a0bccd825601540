import { type LessonKind, momentText } from "../../model/lesson/lesson";
import { _t } from "../translation";

/** @returns A place in a lesson for people; an empty text where none is known. */
export function placeText(kind: LessonKind, position: number | null): string {
    if (position === null || kind === "other") {
        return "";
    }
    return kind === "video" ? momentText(position) : _t("page %s", position);
}
