/** Modules that show what other modules can do: in tests/e2e/addons and doc/examples. */
import { OdooSession } from "./odoo_session";

const NAME = "seitech_chat_example";
type Button = "button_immediate_install" | "button_immediate_uninstall";

async function press(button: Button, name: string): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    await admin.callKwOk("ir.module.module", "update_list", []);
    const found = await admin.callKwOk("ir.module.module", "search", [[["name", "=", name]]]);
    await admin.callKwOk("ir.module.module", button, [found]);
}

/** Installs it as an administrator does, in the running server. */
export async function installExample(name = NAME): Promise<void> {
    await press("button_immediate_install", name);
}

export async function uninstallExample(name = NAME): Promise<void> {
    await press("button_immediate_uninstall", name);
}
