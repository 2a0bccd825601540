from pathlib import Path
from unittest.mock import patch

from odoo.addons.seitech_elearning import hooks
from odoo.exceptions import UserError
from odoo.modules.module import Manifest
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestInstall(ChatCase):
    def test_unbuilt_checkout_is_refused(self):
        hooks.pre_init_hook(self.env)
        with (
            patch.object(hooks, "COMPILED_FILE", Path("no/such/file.js")),
            self.assertRaisesRegex(UserError, r"^[^.]*\./scripts/dev\.sh build.*\.$"),
        ):
            hooks.pre_init_hook(self.env)

    def test_uninstalling_leaves_no_sequence(self):
        def exists():
            self.env.cr.execute("SELECT to_regclass('seitech_chat_rev_seq')")
            return bool(self.env.cr.fetchone()[0])

        self.assertTrue(exists())
        with self.env.cr.savepoint() as savepoint:
            hooks.uninstall_hook(self.env)
            self.assertFalse(exists())
            savepoint.rollback()

    def test_init_keeps_the_sequence(self):
        channels = self.env["seitech.chat.channel"]
        before = channels._next_rev()
        channels.init()
        self.assertEqual(channels._next_rev(), before + 1)

    def test_assets_exist(self):
        manifest = Manifest.for_addon("seitech_elearning")
        addons = Path(manifest.path).parent
        paths = [path for bundle in manifest["assets"].values() for path in bundle]
        self.assertTrue(paths)
        for path in paths:
            self.assertTrue((addons / path).is_file(), path)

    def test_snippet_of_the_documentation(self):
        """In Odoo's shell, as often as one likes."""
        env = self.env
        for _ in range(2):
            channel = env["seitech.chat.channel"].create(
                {
                    "name": "Test Chat",
                    "channel_type": "direct",
                    "member_ids": [(6, 0, [env.user.id])],
                }
            )
            message = channel.action_send_message("Hello World!")
            self.assertEqual(message.content, "Hello World!")
            self.assertEqual(message.channel_id, channel)
            self.assertEqual(message.author_id, env.user.partner_id)
            self.assertEqual(channel.member_ids, env.user)
            self.assertEqual(channel.chat_message_ids, message)

    def test_menus(self):
        menus = self.env["ir.ui.menu"]
        root = self.env.ref("website_slides.website_slides_menu_root")
        chat = self.env.ref("seitech_elearning.chat_menu")
        self.assertEqual(chat.action, self.env.ref("seitech_elearning.chat_action"))
        for user, below in ((self.instructor, 3), (self.agent, 2), (self.manager, 9)):
            visible = menus.browse(menus.with_user(user)._visible_menu_ids())
            self.assertLessEqual(root + chat, visible, user.login)
            self.assertEqual(len(chat.child_id & visible), below, user.login)
        action = self.env.ref("seitech_elearning.chat_action")
        self.assertEqual((action.tag, action.path), ("seitech_elearning.chat", "chat"))

    def test_groups(self):
        self.assertTrue(
            self.env.ref("base.user_admin").has_group("seitech_elearning.group_elearning_admin")
        )
        privilege = self.env.ref("seitech_elearning.privilege_elearning_chat")
        self.assertEqual(len(privilege.group_ids), 5)
