/**
 * Takes pictures of the chat from a running Odoo with demo data: ./scripts/dev.sh screenshots
 *
 * Without an argument: every surface in every look, for people to look through, in
 * .dev/screenshots/. An argument chooses by name: `390`, `rtl`, `dark-backend`, `1440-website`,
 * `visitor`, `1440-desk`.
 * `readme`: the pictures of README.md and of the module's description page. `guide [NAME]`: those of the
 * user guide.
 *
 * Environment: PORT and DB, as for dev.sh.
 */
import type { Look, Part } from "./screenshots/album";

process.env["SEITECH_URL"] ??= `http://localhost:${process.env["PORT"] ?? "8069"}`;
process.env["SEITECH_DB"] ??= process.env["DB"] ?? "seitech_dev";

// Imported only now: these modules read the environment when they load.
const { LOOKS, PARTS } = await import("./screenshots/album");
const { pictureBackend } = await import("./screenshots/backend");
const { pictureDesk } = await import("./screenshots/desk");
const { pictureGuide } = await import("./screenshots/guide");
const { pictureReadme } = await import("./screenshots/readme");
const { arrangeScene } = await import("./screenshots/scene");
const { withAgent, withDarkWebsite, withLanguage } = await import("./screenshots/settings");
const { arrangeSupport } = await import("./screenshots/support_scene");
const { pictureVisitor } = await import("./screenshots/visitor");
const { pictureWebsite } = await import("./screenshots/website");
const { closeBrowser } = await import("../tests/helpers/e2e_browser");

const FOLDER = ".dev/screenshots";

async function pictureAll(filter: string): Promise<void> {
    for (const look of LOOKS) {
        const parts = (look.parts ?? PARTS).filter((part) =>
            `${look.name}-${part}`.includes(filter),
        );
        const take = async () => {
            for (const part of parts) {
                await picture(part, look);
            }
        };
        const { language } = look;
        await (language && parts.length > 0 ? withLanguage(language, take) : take());
    }
}

async function picture(part: Part, look: Look): Promise<void> {
    switch (part) {
        case "backend":
            return pictureBackend(FOLDER, look, await arrangeScene());
        case "website": {
            const scene = await arrangeScene();
            return inTheme(look, () => pictureWebsite(FOLDER, look, scene));
        }
        case "visitor":
            return withAgent(() => inTheme(look, () => pictureVisitor(FOLDER, look)));
        case "desk":
            return pictureDesk(FOLDER, look, await arrangeSupport());
    }
}

function inTheme(look: Look, take: () => Promise<void>): Promise<void> {
    return look.isDark ? withDarkWebsite(take) : take();
}

const [choice = "", only = ""] = process.argv.slice(2);
try {
    if (choice === "guide") {
        await pictureGuide(only);
    } else {
        await (choice === "readme" ? pictureReadme() : pictureAll(choice));
    }
} finally {
    await closeBrowser();
}
