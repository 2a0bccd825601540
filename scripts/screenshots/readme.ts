/** The pictures of README.md and of the module's description page. */
import { join } from "node:path";

import { ChatPage } from "../../tests/helpers/chat_page";
import { Person, PHONE } from "../../tests/helpers/e2e_browser";

const FOLDER = "addon/seitech_elearning/static/description";

export async function pictureReadme(): Promise<void> {
    const instructor = await Person.signIn("instructor", {
        viewport: { width: 1200, height: 720 },
    });
    const backend = await ChatPage.openBackend(instructor.page);
    await backend.open("Sam Student");
    await backend.messages.last().waitFor();
    await instructor.page.screenshot({ path: join(FOLDER, "backend.png") });

    const student = await Person.signIn("student", { viewport: PHONE });
    const portal = await ChatPage.openPortal(student.page);
    await portal.open("Ines Instructor");
    await portal.messages.last().waitFor();
    await student.page.screenshot({ path: join(FOLDER, "portal.png") });
}
