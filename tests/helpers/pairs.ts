/** Conversations of a student and an instructor that a test has opened. */
import { OdooSession } from "./odoo_session";

/**
 * Puts one out of both lists: other tests look for one row with the person's name.
 *
 * @param course The id of the course that it is about.
 */
export async function hidePair(course: number): Promise<void> {
    const [ines, sam] = [
        await OdooSession.signIn("instructor"),
        await OdooSession.signIn("student"),
    ];
    const about = { instructor_id: ines.userId, course_id: course };
    const { status, body } = await sam.api("create-student-instructor", about);
    if (status !== 200) {
        // Sam does not attend it.
        return;
    }
    const id = body["channel_id"];
    await ines.apiOk("preferences", { channel_id: id, hidden: true });
    await sam.apiOk("preferences", { channel_id: id, hidden: true });
}
