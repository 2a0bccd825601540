import json
import os
import select
import time
import uuid
from contextlib import contextmanager
from unittest.mock import patch

import psycopg2
from odoo import api
from odoo.addons.bus.models.bus import json_dump
from odoo.sql_db import connection_info_for
from odoo.tests import TransactionCase, tagged

from ..models import chat_rate
from ..tools import kept_connection, notify
from ..tools.errors import ChatError
from .common import TAGS

TIMEOUT = 10


@tagged(*TAGS)
class TestKeptConnection(TransactionCase):
    """What is done over connections that are kept is done, really: other connections, rows that are
    committed, a connection that breaks."""

    def setUp(self):
        super().setUp()
        self.listener = self._connect()
        self.addCleanup(self.listener.close)
        with self.listener.cursor() as cursor:
            cursor.execute("LISTEN imbus")
        self.target = f"test_notify {uuid.uuid4()}"
        self.address = [self.env.cr.dbname, self.target]

    def _connect(self):
        connection = psycopg2.connect(**connection_info_for(notify.DATABASE)[1])
        connection.autocommit = True
        return connection

    def _kept_backend(self):
        return notify._kept._connection.info.backend_pid

    def _terminate(self, backend):
        with self._connect() as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])

    def _heard(self, count=1):
        """:return: how often this test's address was called, waiting for ``count`` times"""
        heard, deadline = 0, time.monotonic() + TIMEOUT
        while heard < count and time.monotonic() < deadline:
            select.select([self.listener], [], [], 0.1)
            self.listener.poll()
            while self.listener.notifies:
                heard += json.loads(self.listener.notifies.pop().payload).count(self.address)
        return heard

    @contextmanager
    def _transaction(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, self.uid, {})["bus.bus"]

    def _fetch_rows(self):
        address = json_dump(self.address)
        with self.registry.cursor() as cr:
            cr.execute(
                """
                DELETE FROM bus_bus WHERE channel = %s
             RETURNING id, message, create_uid, write_uid, create_date, write_date
                """,
                [address],
            )
            return sorted(cr.fetchall())

    def test_after_the_commit(self):
        with self._transaction() as bus:
            for number in range(3):
                bus._sendone(self.target, "seitech.chat/test", {"number": number})
            bus._sendone(self.target, "another.module/test", {})
            self.assertEqual(self._heard(0), 0)
        self.assertEqual(self._heard(2), 2, "once for ours, once for Odoo's")
        rows = self._fetch_rows()
        messages = [json.loads(row[1]) for row in rows]
        ours = [m["payload"]["number"] for m in messages if m["type"] == "seitech.chat/test"]
        self.assertEqual((len(rows), ours), (4, [0, 1, 2]))
        for _id, _message, created_by, written_by, *dates in rows:
            self.assertEqual((created_by, written_by), (self.uid, self.uid))
            for date in dates:
                self.assertLess(abs((date - self.env.cr.now()).total_seconds()), 60 * 60)

    def test_not_after_a_rollback(self):
        with self._transaction() as bus:
            bus._sendone(self.target, "seitech.chat/test", {})
            bus.env.cr.rollback()
            bus._sendone(self.target, "seitech.chat/later", {})
        self.assertEqual(self._heard(), 1)
        self.assertEqual(len(self._fetch_rows()), 1)

    def test_the_connection_is_kept(self):
        notify.notify([self.address])
        backend = self._kept_backend()
        notify.notify([self.address])
        self.assertEqual(self._kept_backend(), backend)
        self.assertEqual(self._heard(2), 2)

    def test_the_connection_breaks(self):
        notify.notify([self.address])
        backend = self._kept_backend()
        self._terminate(backend)
        for _time in range(2):
            notify.notify([self.address])
        self.assertEqual(self._heard(3), 3)
        self.assertNotEqual(self._kept_backend(), backend)

    def test_counting_goes_on(self):
        rates, key = self.env["seitech.chat.rate"], self.target
        rates._take_token(key, 3, 60)
        kept = chat_rate._kept[self.env.cr.dbname]
        backend = kept._connection.info.backend_pid
        self._terminate(backend)
        for _time in range(2):
            rates._take_token(key, 3, 60)
        self.assertNotEqual(kept._connection.info.backend_pid, backend)
        with self.assertRaises(ChatError):
            rates._take_token(key, 3, 60)

    def test_the_connection_was_idle(self):
        notify.notify([self.address])
        backend = self._kept_backend()
        with patch.object(kept_connection, "MAX_IDLE", -1):
            notify.notify([self.address])
        self.assertNotEqual(self._kept_backend(), backend)
        self.assertEqual(self._heard(2), 2)

    def test_somebody_else_takes_long(self):
        with notify._kept._lock, patch.object(kept_connection, "MAX_WAIT", 0.01):
            notify.notify([self.address])
        self.assertEqual(self._heard(), 1)

    def test_forked_processes(self):
        notify.notify([self.address])
        backend = self._kept_backend()
        child = os.fork()
        if not child:
            try:
                notify.notify([self.address])
                os._exit(int(self._kept_backend() == backend))
            finally:
                os._exit(2)
        self.assertEqual(os.waitpid(child, 0)[1], 0, "the child has a connection of its own")
        notify.notify([self.address])
        self.assertEqual(self._kept_backend(), backend, "and did not take away its parent's")
        self.assertEqual(self._heard(3), 3)
