from datetime import timedelta

from odoo import fields
from odoo.addons.seitech_elearning.models.chat_rate import empty_buckets
from odoo.addons.seitech_elearning.tools import settings
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .abuse_case import ADDRESS, NETWORK, AbuseCase
from .common import TAGS


@tagged(*TAGS)
class TestAbuseRecords(AbuseCase):
    """What is noted of those who abuse the chat, for how long, and who sees it."""

    def _poll(self):
        path = f"support/{self.support.id}/poll?session_token={self.token}"
        return self.url_open(f"/api/chat/{path}").status_code

    def _hammer(self, times):
        """Ask more often than allowed."""
        self._set(settings.RATE_PERSON, 1)
        with self._from():
            statuses = [self._poll() for _ in range(times)]
        self._set(settings.RATE_PERSON, 0)
        self.assertEqual(statuses[1:], [429] * (times - 1))

    def _records(self):
        return self.env["seitech.chat.abuse"].search([])

    def test_limits_hit_again_and_again(self):
        self._hammer(6)
        self.assertEqual(self._noted(), [], "five refusals may be an accident")
        self._hammer(20)
        self.assertEqual(self._noted(), [("limit", NETWORK)], "noted once")

    def test_limits_of_signed_in_people_are_no_abuse(self):
        self._set(settings.RATE_PERSON, 1)
        self._sign_in(self.student)
        with self._from():
            statuses = [self._request("channels").status_code for _ in range(20)]
        self.assertIn(429, statuses)
        self.assertEqual(self._noted(), [])

    def test_a_block(self):
        self._desk("block")
        [record] = self._records()
        visitor = self.support._all_members().visitor_id
        self.assertEqual((record.kind, record.visitor_id), ("block", visitor))
        self.assertFalse(record.network, "nobody has kept the address of who is not here")

    def test_spam(self):
        self._desk("spam")
        self.assertEqual(self._records().mapped("kind"), ["spam"])

    def test_who_is_kept_away_comes_back(self):
        with self._from():
            self.support, self.token = self._open("Hello")
        with self._apart() as cr:
            cr.execute(
                """INSERT INTO seitech_chat_abuse (kind, network_hash)
                   VALUES ('block', %s), ('block', 'another')""",
                [self._hash_of()],
            )
        self._desk("block")
        self.authenticate(None, None)
        with self._from():
            self._assert_refused(self._as_visitor("send", content="x"), 403, "blocked")
        self.assertEqual(self._noted(), [("block", NETWORK), ("block", None)])

    def test_what_is_known_already(self):
        with self._from():
            self.support, self.token = self._open("Hello")
        abuses = self.env["seitech.chat.abuse"]
        abuses.create({"kind": "limit", "network": NETWORK, "network_hash": self._hash_of()})
        self._desk("spam")
        self.assertEqual(self._records()[0].network, NETWORK)

    def test_for_30_days(self):
        self._desk("block")
        record = self._records()
        for days, is_there in ((29, True), (31, False)):
            self.env.cr.execute(
                "UPDATE seitech_chat_abuse SET create_date = %s",
                [fields.Datetime.now() - timedelta(days=days)],
            )
            self.env.invalidate_all()
            record._gc_abuse()
            self.assertIs(bool(record.exists()), is_there)

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_who_sees_it(self):
        self._desk("block")
        record = self._records()
        self.assertEqual(record.with_user(self.manager).read(["kind"])[0]["kind"], "block")
        self.assertNotIn("network_hash", record.with_user(self.manager).fields_get())
        for user in (self.agent, self.student, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                record.with_user(user).read(["kind"])
        for act in (
            lambda: record.with_user(self.manager).unlink(),
            lambda: record.with_user(self.manager).write({"kind": "spam"}),
            lambda: record.with_user(self.manager).create({"kind": "spam"}),
        ):
            with self.assertRaises(AccessError):
                act()

    def test_the_list(self):
        action = self.env.ref("seitech_elearning.chat_abuse_action")
        menu = self.env.ref("seitech_elearning.chat_menu_abuse")
        self.assertEqual(menu.action, action)
        for user, is_shown in ((self.manager, True), (self.agent, False)):
            shown = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertIs(menu.id in shown, is_shown, user.login)
        views = self.env["seitech.chat.abuse"].with_user(self.manager).get_views([(False, "list")])
        self.assertIn("network", views["views"]["list"]["arch"])

    # Addresses

    def test_addresses_are_stored_nowhere_else(self):
        """A conversation, a flood, a block, spam: and then every row of every table is read."""
        with self._from():
            self.support, self.token = self._open("Hello", email="vera@example.com")
            self.assertEqual(self._as_visitor("send", content="Hello").status_code, 200)
            self._set(settings.RATE_VISITOR, 5)
            for _ in range(20):
                # As if the second were over for which a refusal is repeated without a look.
                empty_buckets.clear()
                self._as_visitor("send", content="spam")
            self._set(settings.RATE_VISITOR, 0)
        self._desk("block")
        self.authenticate(None, None)
        with self._from():
            self._assert_refused(self._as_visitor("send", content="x"), 403, "blocked")
        self._desk("spam")
        self.env.flush_all()
        with self._apart() as cr:
            for cursor in (self.env.cr, cr):
                self.assertEqual(self._tables_with(cursor, ADDRESS), [])
                self.assertLessEqual(
                    set(self._tables_with(cursor, ADDRESS.rpartition(".")[0])),
                    {"seitech_chat_abuse"},
                )
            self.assertEqual(self._tables_with(cr, NETWORK), ["seitech_chat_abuse"])

    def _tables_with(self, cr, needle):
        cr.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for [name] in cr.fetchall()]
        self.assertIn("seitech_chat_visitor", tables)
        found = []
        for table in tables:
            cr.execute(
                SQL(
                    "SELECT 1 FROM %s row WHERE row::text LIKE %s LIMIT 1",
                    SQL.identifier(table),
                    f"%{needle}%",
                )
            )
            found += [table] if cr.rowcount else []
        return found
