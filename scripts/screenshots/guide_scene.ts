/** What the pictures of the user guide show besides the demo data; made once. */
import { ODOO_URL, OdooSession } from "../../tests/helpers/odoo_session";

/** The instructor's conversation with a student. */
export async function withStudent(): Promise<number> {
    const session = await OdooSession.signIn("instructor");
    const { userId } = await OdooSession.signIn("student");
    const { channel_id: id } = await session.apiOk("create-direct", { user_id: userId });
    return id as number;
}

/** A question that waits, in the discussion of the course. */
export async function ask(course_id: number): Promise<void> {
    const session = await OdooSession.signIn("student2");
    const content = "Is there a sample solution for exercise 2?";
    const found = await session.apiOk("search", { query: "sample solution" });
    if ((found["messages"] as unknown[]).length === 0) {
        const { channels } = await session.apiOk("channels", { channel_types: ["course"] });
        const own = (channels as { id: number; course_id: number }[]).find(
            (channel) => channel.course_id === course_id,
        );
        await session.apiOk("send", { channel_id: own?.id ?? 0, content });
    }
}

/** The student's own conversation with the instructor about the course. */
export async function askInPrivate(course_id: number): Promise<number> {
    const session = await OdooSession.signIn("student");
    const { userId: instructor_id } = await OdooSession.signIn("instructor");
    const body = { instructor_id, course_id };
    const { channel_id } = await session.apiOk("create-student-instructor", body);
    const { messages } = await session.apiOk("messages", { channel_id });
    if ((messages as unknown[]).length === 0) {
        const content = "May I hand in exercise 4 a day later? I am ill.";
        await session.apiOk("send", { channel_id, content });
    }
    return channel_id as number;
}

/** The course of the demo data that `instructor` teaches. */
export async function demoCourse(): Promise<{ id: number; address: string }> {
    const session = await OdooSession.signIn("admin");
    const [found] = (await session.callKwOk("slide.channel", "search_read", [
        [["user_id.login", "=", "instructor"]],
        ["website_url"],
    ])) as [{ id: number; website_url: string }];
    return { id: found.id, address: new URL(found.website_url, ODOO_URL).pathname };
}

/** A message that a student has reported. @returns What it says. */
export async function reportMessage(): Promise<string> {
    const session = await OdooSession.signIn("student2");
    const { channels } = await session.apiOk("channels", { channel_types: ["group"] });
    const [group] = channels as { id: number }[];
    const other = await OdooSession.signIn("student");
    const content = "You are all too stupid for this.";
    const said = await other.apiOk("send", { channel_id: group?.id ?? 0, content });
    const { id: message_id } = said["message"] as { id: number };
    await session.apiOk("report", {
        message_id,
        reason: "bullying",
        comment: "Not the first time.",
    });
    await other.apiOk("delete", { message_id });
    return content;
}
