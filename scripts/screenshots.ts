/**
 * Takes the pictures of README.md and of the module's description page from a running Odoo with
 * demo data: ./scripts/dev.sh up --detach, then node --import tsx scripts/screenshots.ts
 *
 * Environment: PORT and DB, as for dev.sh.
 */
import { join } from "node:path";

process.env["SEITECH_URL"] ??= `http://localhost:${process.env["PORT"] ?? "8069"}`;
process.env["SEITECH_DB"] ??= process.env["DB"] ?? "seitech_dev";

// Imported only now: these modules read the environment when they load.
const { ChatPage } = await import("../tests/helpers/chat_page");
const { closeBrowser, Person, PHONE } = await import("../tests/helpers/e2e_browser");

const FOLDER = "addon/seitech_elearning/static/description";

const instructor = await Person.signIn("instructor", { viewport: { width: 1200, height: 720 } });
const backend = await ChatPage.openBackend(instructor.page);
await backend.open("Sam Student");
await backend.messages.last().waitFor();
await instructor.page.screenshot({ path: join(FOLDER, "backend.png") });

const student = await Person.signIn("student", { viewport: PHONE });
const portal = await ChatPage.openPortal(student.page);
await portal.open("Ines Instructor");
await portal.messages.last().waitFor();
await student.page.screenshot({ path: join(FOLDER, "portal.png") });

await closeBrowser();
