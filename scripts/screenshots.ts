/**
 * Takes pictures of the chat from a running Odoo with demo data: ./scripts/dev.sh screenshots
 *
 * Without an argument: every surface in every look, for people to look through, in
 * .dev/screenshots/. An argument chooses by name: `390`, `rtl`, `dark-backend`, `1440-website`.
 * `readme`: the two pictures of README.md and of the module's description page.
 *
 * Environment: PORT and DB, as for dev.sh.
 */
import type { Look } from "./screenshots/album";
import type { Scene } from "./screenshots/backend";

process.env["SEITECH_URL"] ??= `http://localhost:${process.env["PORT"] ?? "8069"}`;
process.env["SEITECH_DB"] ??= process.env["DB"] ?? "seitech_dev";

// Imported only now: these modules read the environment when they load.
const { LOOKS } = await import("./screenshots/album");
const { pictureBackend } = await import("./screenshots/backend");
const { pictureReadme } = await import("./screenshots/readme");
const { arrangeScene } = await import("./screenshots/scene");
const { withArabic, withDarkWebsite } = await import("./screenshots/settings");
const { pictureWebsite } = await import("./screenshots/website");
const { closeBrowser } = await import("../tests/helpers/e2e_browser");

const FOLDER = ".dev/screenshots";

async function pictureAll(filter: string): Promise<void> {
    const scene = await arrangeScene();
    for (const look of LOOKS) {
        const parts = ["backend", "website"].filter((part) =>
            `${look.name}-${part}`.includes(filter),
        );
        const take = async () => {
            for (const part of parts) {
                await (part === "backend"
                    ? pictureBackend(FOLDER, look, scene)
                    : website(look, scene));
            }
        };
        await (look.isRtl && parts.length > 0 ? withArabic(take) : take());
    }
}

function website(look: Look, scene: Scene): Promise<void> {
    const take = () => pictureWebsite(FOLDER, look, scene);
    return look.isDark ? withDarkWebsite(take) : take();
}

const [choice = ""] = process.argv.slice(2);
try {
    await (choice === "readme" ? pictureReadme() : pictureAll(choice));
} finally {
    await closeBrowser();
}
