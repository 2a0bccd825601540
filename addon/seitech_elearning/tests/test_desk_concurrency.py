import threading
from contextlib import contextmanager

from odoo import api
from odoo.tests import TransactionCase, new_test_user, tagged

from ..tools.errors import ChatError
from .common import TAGS

TRIES = 100


@tagged(*TAGS)
class TestDeskConcurrency(TransactionCase):
    """Two agents take the same request at once, really: other connections, committed data."""

    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            group = "seitech_elearning.group_elearning_support_agent"
            quiet = {"no_reset_password": True}
            users = [new_test_user(env, f"desk_{n}", group, context=quiet) for n in "ab"]
            self.user_ids = [user.id for user in users]
            channel = env["seitech.chat.channel"].create({"channel_type": "public_support"})
            channel._add_members(env["res.users"].union(*users))
            self.channel_id = channel.id
            partner_ids = [user.partner_id.id for user in users]
            self.addCleanup(self._delete, partner_ids)

    def _delete(self, partner_ids):
        with self._transaction() as env:
            self._channel(env).unlink()
            env["res.users"].browse(self.user_ids).unlink()
            env["res.partner"].browse(partner_ids).unlink()

    @contextmanager
    def _transaction(self, user_id=api.SUPERUSER_ID):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, user_id, {})

    def _channel(self, env):
        return env["seitech.chat.channel"].browse(self.channel_id)

    def test_one_wins(self):
        winners = []
        for _ in range(TRIES):
            results = self._claim_at_once()
            won = [id_ for id_, error in results.items() if error is None]
            lost = [error for error in results.values() if error is not None]
            self.assertEqual((len(won), len(lost)), (1, 1), results)
            self.assertEqual((lost[0].http_status, lost[0].code), (409, "already_claimed"))
            self.assertEqual(lost[0].details["agent"]["id"], won[0], "who has it")
            with self._transaction() as env:
                self.assertEqual(self._channel(env)._support().agent_id.id, won[0])
                self._channel(env)._take_turn()
                self._channel(env)._queue_support()
            winners += won
        self.assertEqual(len(winners), TRIES)

    def _claim_at_once(self):
        """:return: by user what was refused, or ``None``"""
        results, barrier = {}, threading.Barrier(2)

        def claim(env, cr):
            try:
                barrier.wait(5)
                self._channel(env)._claim()
                cr.commit()
                results[env.uid] = None
            except ChatError as error:
                cr.rollback()
                results[env.uid] = error

        with self._transaction(self.user_ids[0]) as one, self._transaction(self.user_ids[1]) as two:
            for env in (one, two):
                # Both have seen it free.
                self.assertEqual(self._channel(env)._fetch_support()["agent_id"], None)
            threads = [threading.Thread(target=claim, args=[env, env.cr]) for env in (one, two)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return results
