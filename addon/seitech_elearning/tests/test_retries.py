import uuid
from contextlib import contextmanager
from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import tagged

from .common import TAGS, ChatCase

# As PostgreSQL would: a statement that fails in the middle of a transaction.
_FAIL = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '%s'; END $$"
CONCURRENT_CHANGES = {"serialization failure": "40001", "deadlock": "40P01", "lock": "55P03"}


@tagged(*TAGS)
class TestRetries(ChatCase):
    """A concurrent change at any statement of a send: the request is tried again as a whole, and
    one message and one bus row come of it."""

    def setUp(self):
        super().setUp()
        self._sign_in(self.student)
        self._send()

    def _send(self):
        body = {"channel_id": self.channel.id, "content": "x", "client_key": str(uuid.uuid4())}
        return self._request("send", body)

    @contextmanager
    def _failing_at(self, number, error="40001"):
        """The statement of this number fails, once.

        :return: the statements that were executed
        """
        execute, statements = Cursor.execute, []

        def execute_or_fail(cursor, query, *args, **kwargs):
            statements.append(query)
            if len(statements) == number:
                return execute(cursor, _FAIL % error, log_exceptions=False)
            return execute(cursor, query, *args, **kwargs)

        with (
            patch.object(Cursor, "execute", execute_or_fail),
            patch("odoo.service.model.time.sleep"),
        ):
            yield statements

    def _count_messages(self):
        return self.env["seitech.chat.message"].search_count([])

    def _assert_sent_once(self, number, error):
        before = self._count_messages()
        with self._bus() as rows:
            with self._failing_at(number, error) as statements:
                response = self._send()
            self.assertEqual(response.status_code, 200, statements[number - 1])
        self.assertEqual(self._count_messages(), before + 1, statements[number - 1])
        self.assertEqual(len(rows), 1, statements[number - 1])

    def test_every_statement_of_a_send(self):
        with self._failing_at(0) as statements:
            self._send()
        self.assertGreater(len(statements), 4)
        for number in range(1, len(statements) + 1):
            with self.subTest(number=number, statement=str(statements[number - 1])[:200]):
                self._assert_sent_once(number, "40001")

    def test_other_concurrent_changes(self):
        with self._failing_at(0) as statements:
            self._send()
        [number] = [
            number
            for number, statement in enumerate(statements, 1)
            if "INSERT INTO seitech_chat_message (" in str(statement)
        ]
        for name, error in CONCURRENT_CHANGES.items():
            with self.subTest(name):
                self._assert_sent_once(number, error)

    def test_giving_up_leaves_nothing(self):
        """Five tries, five failures: said as “busy”, and nothing of them remains."""
        insert, before = "INSERT INTO seitech_chat_message (", self._count_messages()
        execute = Cursor.execute

        def never_insert(cursor, query, *args, **kwargs):
            if insert in str(query):
                return execute(cursor, _FAIL % "40001", log_exceptions=False)
            return execute(cursor, query, *args, **kwargs)

        with (
            patch.object(Cursor, "execute", never_insert),
            patch("odoo.service.model.time.sleep"),
            self.assertLogs("odoo.addons.seitech_elearning.controllers.errors", "ERROR"),
            self._bus() as rows,
        ):
            self._assert_refused(self._send(), 503, "unavailable")
        self.assertEqual((self._count_messages(), rows), (before, []))
        self.assertEqual(self._send().status_code, 200)
