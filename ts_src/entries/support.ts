/** Loaded by the launcher when somebody who is not signed in asks for help. */
import { registry } from "@web/core/registry";

import { HelpPanel } from "../ui/help_panel/help_panel";

registry.category("lazy_components").add("seitech_elearning.HelpPanel", HelpPanel);
