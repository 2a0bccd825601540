import { Component } from "@odoo/owl";

import type { Support } from "../../../model/desk/desk_state";
import { Menu, type MenuItem } from "../../kit/menu/menu";
import { _t } from "../../translation";
import { type DeskEnv, useDesk } from "../use_desk";
import { TagList } from "./tag_list";
import "./tag_editor.xml";

interface TagEditorProps {
    support: Support;
}

/** What a request is about, and a menu to say it. */
export class TagEditor extends Component<TagEditorProps, DeskEnv> {
    static override template = "seitech_elearning.DeskTagEditor";
    static components = { Menu, TagList };
    static override props = { support: Object };

    private readonly desk = useDesk(this.env);

    get label(): string {
        return _t("Choose tags");
    }

    get isChangeable(): boolean {
        return this.props.support.stage !== "closed" && this.items.length > 0;
    }

    get items(): readonly MenuItem[] {
        const { channelId, tags } = this.props.support;
        const ids = tags.map(({ id }) => id);
        return (this.desk.state.setup?.tags ?? []).map(({ id, name }) => {
            const isChecked = ids.includes(id);
            const next = isChecked ? ids.filter((one) => one !== id) : [...ids, id];
            const run = (): void => void this.desk.actions.setTags(channelId, next);
            return { id: String(id), label: name, isChecked, run };
        });
    }
}
