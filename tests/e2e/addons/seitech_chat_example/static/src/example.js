import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

const add = (list, item) => registry.category(`seitech_elearning.${list}`).add("example", item);
const check = ({ chat, message }) => chat.actions.toggleReaction(message.id, "✅");
const thank = ({ controls }) => controls.insert(_t("Thank you for your question."));
const putOff = ({ chat, channel }) => chat.actions.markChannelUnread(channel.id);
add("message_actions", { label: _t("Done"), icon: "fa-check", isQuick: true, run: check });
add("composer_actions", { label: _t("Say thank you"), icon: "fa-heart-o", run: thank });
add("header_actions", { label: _t("Read it later"), icon: "fa-clock-o", run: putOff });
add("channel_filters", { label: _t("In twos"), matches: ({ memberCount }) => memberCount === 2 });

class AskButton extends Component {
    static template = "seitech_chat_example.AskButton";
    static props = {};
    setup() {
        this.chat = useService("seitech_chat");
    }
}
registry.category("systray").add("seitech_chat_example", { Component: AskButton });
