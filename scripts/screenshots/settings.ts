/** What of the demo database is another for some pictures, and put back after them. */
import { Person } from "../../tests/helpers/e2e_browser";
import { OdooSession } from "../../tests/helpers/odoo_session";
import { codeOf, type Language } from "./album";

const PALETTE = "/website/static/src/scss/options/colors/user_color_palette.scss";
/** Surfaces and text of a website with a dark theme. */
const DARK = {
    "o-color-1": "#7fc8d6",
    "o-color-3": "#262c33",
    "o-color-4": "#1b2027",
    "o-color-5": "#f2f4f7",
};
const LIGHT = Object.fromEntries(Object.keys(DARK).map((key) => [key, "null"]));

const WIDGET = {
    seitech_chat_subjects: "Courses\nPayment\nCertificates",
    seitech_chat_consent: "We use your address to answer you, and for nothing else.",
    seitech_chat_greeting: "Hello! Do you have a question about our courses?",
    seitech_chat_greeting_delay: 1,
};
const NO_WIDGET = {
    seitech_chat_subjects: false,
    seitech_chat_consent: false,
    seitech_chat_greeting: false,
    seitech_chat_greeting_delay: 0,
};
/** Limits that many conversations in a row would meet. */
const LIMITS = ["support_per_network", "rate_visitor"];

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

/** Runs something while the staff speak a language that the website has as well. */
export async function withLanguage(language: Language, run: () => Promise<void>): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const named = [["code", "=", codeOf(language)]];
    const all = { context: { active_test: false } };
    const [id] = (await admin.callKwOk("res.lang", "search", [named], all)) as number[];
    const wizard = [[{ lang_ids: [[6, 0, [id]]] }]];
    const [install] = (await admin.callKwOk("base.language.install", "create", wizard)) as number[];
    await admin.callKwOk("base.language.install", "lang_install", [[install]]);
    const logins = ["instructor", "agent"];
    const staff = await Promise.all(logins.map((login) => OdooSession.signIn(login)));
    const speak = async (lang: string): Promise<void> => {
        const ids = staff.map(({ userId }) => userId);
        await admin.callKwOk("res.users", "write", [ids, { lang }]);
        logins.forEach((login) => OdooSession.forget(login));
    };
    const websites = await admin.callKwOk("website", "search", [[]]);
    await admin.callKwOk("website", "write", [websites, { language_ids: [[4, id]] }]);
    await speak(codeOf(language));
    try {
        await run();
    } finally {
        await speak("en_US");
    }
}

/** Runs something while the website greets visitors, asks for a subject, and lets many of them in. */
export async function withWidget<Result>(run: () => Promise<Result>): Promise<Result> {
    const admin = await OdooSession.signIn("admin");
    const websites = await admin.callKwOk("website", "search", [[]]);
    const set = async (values: object, limit: string | false): Promise<void> => {
        await admin.callKwOk("website", "write", [websites, values]);
        for (const name of LIMITS) {
            const parameter = `seitech_elearning.${name}`;
            await admin.callKwOk("ir.config_parameter", "set_param", [parameter, limit]);
        }
    };
    await set(WIDGET, "0");
    try {
        return await run();
    } finally {
        await set(NO_WIDGET, false);
    }
}

/** As `withWidget`, while an agent is there: presence comes from an open page of Odoo. */
export async function withAgent(run: () => Promise<void>): Promise<void> {
    const agent = await Person.signIn("agent");
    await agent.page.goto("/odoo/chat");
    await agent.page.locator(".o-seitech-AgentSwitch").first().waitFor({ timeout: 60_000 });
    await withWidget(run);
    await agent.close();
}
