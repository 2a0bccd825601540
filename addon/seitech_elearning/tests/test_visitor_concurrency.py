import threading
import uuid
from contextlib import contextmanager

from odoo import api
from odoo.addons.seitech_elearning.tools.errors import ChatError
from odoo.exceptions import ConcurrencyError
from odoo.tests import TransactionCase, tagged
from psycopg2.errors import SerializationFailure

from .common import TAGS

TRIES = 20


@tagged(*TAGS)
class TestVisitorConcurrency(TransactionCase):
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

    def _open(self, env, content=None):
        website = env["website"].browse(self.website_id)
        return env["seitech.chat.channel"]._open_support(
            "Otto", "otto@example.com", self.network_hash, website, content
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

    def test_two_first_messages_are_one_conversation(self):
        for _ in range(TRIES):
            with self._transaction(self.public_id) as env:
                opened = self._open(env)
                env.cr.commit()
            channel_id, token = opened["channel_id"], opened["session_token"]

            def look(env, channel_id=channel_id, token=token):
                channels = env["seitech.chat.channel"]
                self.assertTrue(channels._unbegun_ticket(channel_id, token))

            def send(env, number, channel_id=channel_id, token=token):
                channels = env["seitech.chat.channel"]
                channel, visitor = channels._get_to_write(channel_id, token, self.network_hash)
                return channel._post_by_visitor(visitor, f"Message {number}")["channel_id"]

            self.assertEqual(self._at_once(look, send), [channel_id] * 2)
            with self._transaction() as env:
                [visitor] = self._visitors(env)
                channel = visitor.chat_member_ids.channel_id
                self.assertEqual(channel.id, channel_id)
                said = channel.chat_message_ids.sorted("content").mapped("content")
                self.assertEqual(said, ["Message 1", "Message 2"])
                self.assertEqual(env["seitech.chat.visitor"]._find(token, None), visitor)
            self._delete()

    def test_a_link_has_one_winner(self):
        with self._transaction(self.public_id) as env:
            channel_id = self._open(env, "Hello")["channel_id"]
            env.cr.commit()
        for _ in range(TRIES):
            with self._transaction() as env:
                [visitor] = self._visitors(env)
                channel = env["seitech.chat.channel"].browse(channel_id)
                ticket = channel._resume_address(visitor).partition("=")[2]

            def look(env, ticket=ticket):
                _channel, visitor, number = env["seitech.chat.channel"]._get_by_ticket(ticket)
                self.assertEqual(visitor.link_number, number)

            def resume(env, _number, ticket=ticket):
                channels = env["seitech.chat.channel"]
                return channels._resume(ticket, str(uuid.uuid4()))["session_token"]

            answers = self._at_once(look, resume)
            self.assertEqual(answers.count("link_used"), 1, answers)
            with self._transaction() as env:
                visitors = env["seitech.chat.visitor"]
                good = [visitors._find(answer, None) for answer in answers]
                self.assertEqual(len([visitor for visitor in good if visitor]), 1)
