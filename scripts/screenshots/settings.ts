/** What of the demo database is another for some pictures, and put back after them. */
import { OdooSession } from "../../tests/helpers/odoo_session";

const PALETTE = "/website/static/src/scss/options/colors/user_color_palette.scss";
/** Surfaces and text of a website with a dark theme. */
const DARK = {
    "o-color-1": "#7fc8d6",
    "o-color-3": "#262c33",
    "o-color-4": "#1b2027",
    "o-color-5": "#f2f4f7",
};
const LIGHT = Object.fromEntries(Object.keys(DARK).map((key) => [key, "null"]));

/** Runs something while the website's theme is dark. */
export async function withDarkWebsite(run: () => Promise<void>): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const paint = (colours: object) =>
        admin.callKwOk("website.assets", "make_scss_customization", [PALETTE, colours]);
    await paint(DARK);
    try {
        await run();
    } finally {
        await paint(LIGHT);
    }
}

/** Runs something while Arabic is the language of the instructor, and one of the website. */
export async function withArabic(run: () => Promise<void>): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const arabic = [["code", "=", "ar_001"]];
    const all = { context: { active_test: false } };
    const [id] = (await admin.callKwOk("res.lang", "search", [arabic], all)) as number[];
    const wizard = [[{ lang_ids: [[6, 0, [id]]] }]];
    const [install] = (await admin.callKwOk("base.language.install", "create", wizard)) as number[];
    await admin.callKwOk("base.language.install", "lang_install", [[install]]);
    const instructor = await OdooSession.signIn("instructor");
    const speak = async (lang: string): Promise<void> => {
        await admin.callKwOk("res.users", "write", [[instructor.userId], { lang }]);
        OdooSession.forget("instructor");
    };
    const websites = await admin.callKwOk("website", "search", [[]]);
    await admin.callKwOk("website", "write", [websites, { language_ids: [[4, id]] }]);
    await speak("ar_001");
    try {
        await run();
    } finally {
        await speak("en_US");
    }
}
