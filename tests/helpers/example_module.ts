/** The module in tests/e2e/addons that adds to the chat what other modules can add. */
import { OdooSession } from "./odoo_session";

const NAME = "seitech_chat_example";

async function press(button: "button_immediate_install" | "button_immediate_uninstall") {
    const admin = await OdooSession.signIn("admin");
    await admin.callKwOk("ir.module.module", "update_list", []);
    const found = await admin.callKwOk("ir.module.module", "search", [[["name", "=", NAME]]]);
    await admin.callKwOk("ir.module.module", button, [found]);
}

/** Installs it as an administrator does, in the running server. */
export async function installExample(): Promise<void> {
    await press("button_immediate_install");
}

export async function uninstallExample(): Promise<void> {
    await press("button_immediate_uninstall");
}
