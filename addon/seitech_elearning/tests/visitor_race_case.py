import threading
import uuid
from contextlib import contextmanager

from odoo import api
from odoo.addons.seitech_elearning.tools.errors import ChatError
from odoo.exceptions import ConcurrencyError
from odoo.tests import TransactionCase
from psycopg2.errors import SerializationFailure

TRIES = 20


class VisitorRaceCase(TransactionCase):
    """What a visitor does twice at once, really: other connections, committed data."""

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

    def _open(self, env, content=None, key=None):
        website = env["website"].browse(self.website_id)
        return env["seitech.chat.channel"]._open_support(
            "Otto", "otto@example.com", self.network_hash, website, content, key
        )

    def _at_once(self, look, act):
        """:param look: both do so before either acts
        :return: what two requests are answered, each tried again as Odoo does
        """
        answers, barrier = [], threading.Barrier(2)

        def run(env, number):
            barrier.wait(5)
            try:
                answers.append(self._try(env, act, number))
            except (ConcurrencyError, SerializationFailure):
                env.cr.rollback()
                env.invalidate_all(flush=False)
                answers.append(self._try(env, act, number))
            finally:
                # Whatever goes wrong, the other one does not wait for it.
                env.cr.rollback()

        with self._transaction(self.public_id) as one, self._transaction(self.public_id) as two:
            for env in (one, two):
                look(env)
            threads = [threading.Thread(target=run, args=pair) for pair in ((one, 1), (two, 2))]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return answers

    def _try(self, env, act, number):
        try:
            answer = act(env, number)
            env.flush_all()
        except ChatError as error:
            env.cr.rollback()
            return error.code
        env.cr.commit()
        return answer
