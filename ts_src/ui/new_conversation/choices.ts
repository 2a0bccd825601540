import type { OpeningRequest } from "../../engine/ports";
import type { CourseId, UserId } from "../../model/ids";
import type { Opening, Person, Topic } from "../../model/records";
import type { Directory } from "../../model/state";
import { _t } from "../translation";

/** Somebody, a course or a study group, as it can be chosen. */
export interface Choice {
    readonly key: string;
    readonly name: string;
    /** What tells it from others of this name; "" for nothing. */
    readonly detail: string;
    readonly imageUrl: string | null;
    /** What to open when it is chosen. */
    readonly request: OpeningRequest;
}

/** @returns What was found for a kind of conversation; nothing, as long as that is not known. */
export function choicesFor(opening: Opening, directory: Directory, selfId: UserId): Choice[] {
    if (directory.channelType !== opening.channelType) {
        return [];
    }
    return opening.subject === "person"
        ? directory.people.map((person) => personChoice(opening, person, selfId))
        : directory.topics.map((topic) => topicChoice(opening, topic));
}

function personChoice({ channelType }: Opening, person: Person, selfId: UserId): Choice {
    const { userId, name, imageUrl, courseId, courseName } = person;
    const isAboutCourse = channelType === "student_instructor" && courseId !== null;
    return {
        key: `${userId} ${courseId}`,
        name: userId === selfId ? _t("%s (you)", name) : name,
        detail: courseName ?? "",
        imageUrl,
        request: { channelType, userId, ...(isAboutCourse && { courseId }) },
    };
}

function topicChoice({ channelType, subject }: Opening, { id, name }: Topic): Choice {
    const about = subject === "course" ? { courseId: id as CourseId } : { groupId: id };
    return { key: `${id}`, name, detail: "", imageUrl: null, request: { channelType, ...about } };
}

/** @returns What the field is for in which one looks for somebody or something. */
export function searchLabelFor({ subject }: Opening): string {
    switch (subject) {
        case "course":
            return _t("Find courses by name");
        case "group":
            return _t("Find study groups by name");
        default:
            return _t("Find people by name");
    }
}

/** @returns What to say where there is nothing to choose. */
export function emptyTextFor({ subject }: Opening, isSearched: boolean): string {
    if (subject === "person") {
        return isSearched
            ? _t("Nobody was found.")
            : _t("There is nobody you can write to in this way yet.");
    }
    if (isSearched) {
        return _t("Nothing was found.");
    }
    return subject === "course"
        ? _t("You are not responsible for a course yet.")
        : _t("You are in no study group yet.");
}
