import { Menu, type MenuItem } from "../../kit/menu/menu";
import { Icon, type IconName } from "../icon/icon";
import "./visit_menu.scss";
import "./visit_menu.xml";

export interface VisitMenuItem extends MenuItem {
    readonly icon: IconName;
}

/** The chat's menu with the widget's own drawings. */
export class VisitMenu extends Menu {
    static override template = "seitech_elearning.VisitMenu";
    static components = { Icon };
}
