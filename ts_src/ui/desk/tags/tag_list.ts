import { Component } from "@odoo/owl";

import type { Tag } from "../../../model/desk/desk_state";
import "./tag_list.scss";
import "./tag_list.xml";

interface TagListProps {
    tags: readonly Tag[];
}

/** What a request is about. */
export class TagList extends Component<TagListProps> {
    static override template = "seitech_elearning.DeskTagList";
    static override props = { tags: Array };
}
