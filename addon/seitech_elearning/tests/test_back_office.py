import re

from lxml import etree
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TAGS, ChatCase

_MENU = "seitech_elearning.chat_menu"
# What no screen shows: what opens a conversation to whoever knows it, and where somebody was.
_SECRET = re.compile(r"token|hash|secret|(^|_)ip(_|$)|p256dh|endpoint")


@tagged(*TAGS)
class TestBackOffice(ChatCase):
    """The menus, lists and reports of the people who run the chat."""

    def test_all_messages_are_read_with_a_line(self):
        self._post(self.instructor, "for two")
        action = self.env.ref("seitech_elearning.chat_message_action")
        messages = self.env[action.res_model].with_user(self.manager)
        domain = [("channel_id", "=", self.channel.id)]
        view = messages.get_view(view_type="list")
        names = [node.get("name") for node in etree.fromstring(view["arch"]).iter("field")]
        found = messages.web_search_read(domain, {name: {} for name in names})
        self.assertEqual([row["content"] for row in found["records"]], ["for two"])
        lines = self.channel.message_ids.filtered(lambda line: line.subject == "visit")
        self.assertEqual(lines.author_id, self.manager.partner_id)

    def test_a_message_is_shown_in_the_chat(self):
        posted = self._post(self.instructor, "here")
        message = self.env["seitech.chat.message"].with_user(self.manager).browse(posted["id"])
        url = message.action_open_in_chat()["url"]
        self.assertEqual(url, f"/chat/{self.channel.id}/{posted['id']}")

    def test_the_report_counts_without_reading(self):
        course = self.course._open_chat_channel()
        parent = course.with_user(self.student)._post("question")
        course.with_user(self.instructor)._post("answer", parent_id=parent["id"])
        gone = course.with_user(self.student)._post("mistake")
        course.with_user(self.student)._delete_message(gone["id"])
        self.env.flush_all()
        report = self.env["seitech.chat.message.report"].with_user(self.manager)
        [row] = report.formatted_read_group(
            [("course_id", "=", self.course.id)],
            ["course_id", "channel_type"],
            ["__count", "replies:sum", "by_visitors:sum"],
        )
        self.assertEqual((row["__count"], row["replies:sum"], row["by_visitors:sum"]), (2, 1, 0))
        self.assertNotIn("content", report._fields)
        self.assertFalse(course.message_ids.filtered(lambda line: line.subject == "visit"))

    def test_only_managers_have_all_messages_and_reports(self):
        for user in (self.agent, self.instructor, self.student):
            with self.assertRaises(AccessError):
                self.env["seitech.chat.message.report"].with_user(user).search([])
        names = {user: self._menu_names(user) for user in (self.manager, self.agent)}
        for name in ("All Messages", "Reports", "Channels", "Study Groups"):
            self.assertIn(name, names[self.manager])
            self.assertNotIn(name, names[self.agent])
        self.assertIn("Support Chats", names[self.agent])

    def _menu_names(self, user):
        menus = self.env["ir.ui.menu"].with_user(user)
        visible = menus.browse(menus._visible_menu_ids())
        root = self.env.ref(_MENU)
        ours = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        return {menu.name for menu in visible if menu in ours}

    def test_no_screen_shows_tokens_or_addresses(self):
        views = self.env["ir.ui.view"].search(
            [("model", "=like", "seitech%"), ("type", "!=", "qweb")]
        )
        self.assertGreater(len(views), 20)
        for view in views:
            for node in etree.fromstring(view.arch).iter("field"):
                self.assertNotRegex(node.get("name"), _SECRET, view.name)

    def test_every_action_of_a_menu_can_be_opened(self):
        admin = self.env.ref("base.user_admin")
        menus = self.env["ir.ui.menu"].search([("id", "child_of", self.env.ref(_MENU).id)])
        actions = [menu.action for menu in menus if menu.action]
        opened = [action for action in actions if action._name == "ir.actions.act_window"]
        self.assertGreater(len(opened), 8)
        for action in opened:
            model = self.env[action.res_model].with_user(admin)
            for kind in action.view_mode.split(","):
                self.assertIn("arch", model.get_view(view_type=kind), (action.name, kind))
