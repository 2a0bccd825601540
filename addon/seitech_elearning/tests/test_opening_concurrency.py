import threading
import uuid
from contextlib import contextmanager

from odoo import api
from odoo.exceptions import ConcurrencyError
from odoo.tests import TransactionCase, tagged

from .common import TAGS

TRIES = 20


@tagged(*TAGS)
class TestOpeningConcurrency(TransactionCase):
    """The same opening twice at once, really: other connections, committed data."""

    def setUp(self):
        super().setUp()
        self.network_hash = uuid.uuid4().hex
        self.addCleanup(self._delete)
        self.public_id = self.env.ref("base.public_user").id
        self.website_id = self.env["website"].search([], limit=1).id

    @contextmanager
    def _transaction(self, user_id=api.SUPERUSER_ID):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, user_id, {})

    def _visitors(self, env):
        # sudo: seitech.chat.visitor – by a field nobody has access to
        return env["seitech.chat.visitor"].sudo().search([("network_hash", "=", self.network_hash)])

    def _delete(self):
        with self._transaction() as env:
            visitors = self._visitors(env)
            visitors.chat_member_ids.channel_id.unlink()
            visitors.unlink()

    def _open(self, env, key):
        website = env["website"].browse(self.website_id)
        return env["seitech.chat.channel"]._open_support(
            "Otto", "otto@example.com", self.network_hash, website, "Help", key
        )

    def _try(self, env, key):
        opened = self._open(env, key)
        env.cr.commit()
        return opened

    def _open_at_once(self, key):
        """:return: what two requests are answered, each tried again as Odoo does"""
        answers, barrier = [], threading.Barrier(2)

        def ask(env):
            barrier.wait(5)
            try:
                answers.append(self._try(env, key))
            except ConcurrencyError:
                env.cr.rollback()
                env.invalidate_all(flush=False)
                answers.append(self._try(env, key))
            finally:
                # Whatever goes wrong, the other one does not wait for it.
                env.cr.rollback()

        with self._transaction(self.public_id) as one, self._transaction(self.public_id) as two:
            for env in (one, two):
                # Both have seen that there is none.
                # sudo: seitech.chat.visitor – nobody but the server looks for them
                visitors = env["seitech.chat.visitor"].sudo()
                self.assertFalse(visitors._find_opened(key, self.network_hash))
            threads = [threading.Thread(target=ask, args=[env]) for env in (one, two)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return answers

    def test_one_conversation(self):
        for _ in range(TRIES):
            answers = self._open_at_once(str(uuid.uuid4()))
            self.assertEqual(len(answers), 2)
            self.assertEqual(len({answer["channel_id"] for answer in answers}), 1)
            self.assertEqual(len({answer["message"]["id"] for answer in answers}), 1)
            with self._transaction() as env:
                self.assertEqual(len(self._visitors(env)), 1)
                visitors = env["seitech.chat.visitor"]
                good = [a for a in answers if visitors._find(a["session_token"], None)]
            self.assertEqual(len(good), 1, "the token that was given last")
            self._delete()
