/**
 * A dark backend. Odoo Community has none: these are the variables and the colours of surfaces that
 * a dark stylesheet sets, enough to see that the chat follows them.
 */
import type { Page } from "playwright-core";

const STYLE = `
    :root {
        color-scheme: dark;
        --primary: #6b4d63;
        --body-bg: #1b1d26;
        --body-color: #e4e6ec;
        --emphasis-color: #fff;
        --secondary-color: #b3b8c6;
        --border-color: #3c3e4b;
        --link-color: #5fb8c2;
        --link-color-rgb: 95, 184, 194;
    }
    body, .o_web_client, .o_action_manager { background: #1b1d26 !important; color: #e4e6ec; }
    .bg-view, .o_main_navbar, .o_control_panel, .o_kanban_record, .o_list_view,
    .o_searchview, .dropdown-menu { background: #262a36 !important; color: #e4e6ec !important; }
    .form-control, .form-select { background: #1b1d26; color: #e4e6ec; border-color: #3c3e4b; }
    .btn-close { filter: invert(1); }
`;

/** Every page that is opened from now on is dark. */
export async function darken(page: Page): Promise<void> {
    await page.addInitScript((style) => {
        document.addEventListener("DOMContentLoaded", () => {
            const element = document.createElement("style");
            element.textContent = style;
            document.head.append(element);
        });
    }, STYLE);
}
