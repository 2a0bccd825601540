import threading
import uuid
from contextlib import ExitStack, contextmanager

from odoo import api
from odoo.tests import TransactionCase, new_test_user, tagged
from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from ..tools.errors import ChatError
from .common import TAGS


@tagged(*TAGS)
class TestConcurrency(TransactionCase):
    """Two transactions at once, really: other connections, data that is committed.

    In each test the first transaction has taken its snapshot before the second one commits.
    """

    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            users = env["res.users"]
            for login in ("conc_ines", "conc_sam"):
                users |= new_test_user(
                    env,
                    login,
                    "seitech_elearning.group_elearning_instructor",
                    context={"no_reset_password": True},
                )
            channel = env["seitech.chat.channel"].create(
                {"name": "Circle", "channel_type": "group", "member_ids": [(6, 0, users.ids)]}
            )
            self.first, self.second = users.ids
            self.channel_id = channel.id
            self.addCleanup(self._delete, users.ids, users.partner_id.ids)

    def _delete(self, user_ids, partner_ids):
        with self._transaction() as env:
            members = env["seitech.chat.member"].search([("user_id", "in", user_ids)])
            members.channel_id.unlink()
            env["res.users"].browse(user_ids).unlink()
            env["res.partner"].browse(partner_ids).unlink()

    @contextmanager
    def _transaction(self, user_id=api.SUPERUSER_ID):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, user_id, {})

    @contextmanager
    def _snapshot(self, user_id):
        """A transaction that has seen the channel as it is now."""
        with self._transaction(user_id) as env:
            self.assertTrue(self._channel(env).name)
            yield env

    def _channel(self, env):
        return env["seitech.chat.channel"].browse(self.channel_id)

    def test_writers_wait_for_one_another(self):
        posted, done = [], threading.Event()

        def post(env):
            posted.append(self._channel(env)._post("second"))
            done.set()

        # Both environments are made here: tests hold the lock for the registry.
        with self._transaction(self.second) as other:
            with self._transaction(self.first) as env:
                posted.append(self._channel(env)._post("first"))
                thread = threading.Thread(target=post, args=[other])
                thread.start()
                self.assertFalse(done.wait(0.3), "not before the first has committed")
            self.assertTrue(done.wait(4), "as soon as the first has committed")
            thread.join()
        first, second = posted
        self.assertLess(first["id"], second["id"])
        self.assertLess(first["rev"], second["rev"])
        self.assertLess(first["created_at"], second["created_at"])

    def test_send_notices_a_removal(self):
        with self._snapshot(self.first) as env:
            with self._transaction() as other:
                self._channel(other)._remove_members(other["res.users"].browse(self.second))
            with self.assertRaises(SerializationFailure):
                self._channel(env)._post("would have gone to the old address")
            env.cr.rollback()

    def test_sends_do_not_disturb_one_another(self):
        with self._snapshot(self.first) as env:
            for content in "ab":
                with self._transaction(self.second) as other:
                    self._channel(other)._post(content)
            self._channel(env)._post("c")
        with self._transaction() as env:
            messages = self._channel(env).chat_message_ids
            self.assertEqual(messages.mapped("content"), ["a", "b", "c"])
            self.assertEqual(messages.sorted("rev"), messages)

    def test_same_key(self):
        key = str(uuid.uuid4())
        with self._snapshot(self.first) as env:
            with self._transaction(self.first) as other:
                winner = self._channel(other)._post("once", client_key=key)
            loser = self._channel(env)._post("once", client_key=key)
        self.assertEqual(loser, winner)
        with self._transaction() as env:
            self.assertEqual(len(self._channel(env).chat_message_ids), 1)

    def test_read_marks(self):
        with self._transaction(self.second) as env:
            ids = [self._channel(env)._post(content)["id"] for content in "abc"]

        def mark_twice(first_id, second_id):
            """:return: the answer to the one whose snapshot was older"""
            with self._snapshot(self.first) as env:
                with self._transaction(self.first) as other:
                    self._channel(other)._mark_read(first_id)
                return self._channel(env)._mark_read(second_id)

        self.assertEqual(mark_twice(ids[1], ids[0])["message_id"], ids[1])
        answer = mark_twice(ids[1], ids[2])
        self.assertEqual((answer["message_id"], answer["unread_count"]), (ids[2], 0))
        with self._transaction() as env:
            self.assertEqual(
                max(self._channel(env).chat_member_ids.mapped("read_message_id")), ids[2]
            )

    def test_reactions_of_two_tabs(self):
        with self._transaction(self.second) as env:
            message_id = self._channel(env)._post("a")["id"]
        for emoji, action in (("👍", None), ("🎉", "add"), ("🎉", "remove")):
            with self._snapshot(self.first) as env:
                with self._transaction(self.first) as other:
                    self._channel(other)._react(message_id, emoji, action)
                answer = self._channel(env)._react(message_id, emoji, action)
            # Twice toggled is as before; adding or removing twice is like once.
            self.assertEqual(len(answer["reactions"]), int(action == "add"), (emoji, action))

    def test_many_reactions_at_once(self):
        with self._transaction(self.second) as env:
            message_id = self._channel(env)._post("a")["id"]
        with self._transaction() as env:
            people = [
                new_test_user(env, f"conc_{n}", context={"no_reset_password": True})
                for n in range(20)
            ]
            self._channel(env)._add_members(env["res.users"].union(*people))
            people_ids = [user.id for user in people]
            self.addCleanup(self._delete_people, people_ids)
        with ExitStack() as stack:
            envs = [stack.enter_context(self._transaction(id_)) for id_ in people_ids]
            errors = []
            threads = [
                threading.Thread(target=self._react_often, args=[env, message_id, errors])
                for env in envs
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(errors, [])
        with self._transaction() as env:
            reactions = env["seitech.chat.reaction"].search([("message_id", "=", message_id)])
            self.assertEqual(len(reactions), 20 * 2, "an odd number of toggles for two of five")
            self.assertEqual(set(reactions.mapped("emoji")), {"👍", "🎉"})

    def _react_often(self, env, message_id, errors):
        """50 toggles: 11 of two emoji, 10, 10 and 8 of the others."""
        emojis = "👍" * 11 + "🎉" * 11 + "😀" * 10 + "👀" * 10 + "🚀" * 8
        try:
            for emoji in emojis:
                self._channel(env)._react(message_id, emoji)
                env.cr.commit()
        except (OperationalError, ChatError) as error:
            errors.append(error)

    def _delete_people(self, user_ids):
        with self._transaction() as env:
            users = env["res.users"].browse(user_ids)
            partners = users.partner_id
            users.unlink()
            partners.unlink()

    def test_one_channel_per_pair(self):
        def open_direct(env, other_id):
            channels = env["seitech.chat.channel"]
            return channels._get_or_create_direct(env["res.users"].browse(other_id)).id

        with self._snapshot(self.first) as env:
            with self._transaction(self.second) as other:
                winner = open_direct(other, self.first)
            loser = open_direct(env, self.second)
        self.assertEqual(loser, winner)
        with self._transaction() as env:
            channel = env["seitech.chat.channel"].browse(winner)
            self.assertEqual(set(channel.member_ids.ids), {self.first, self.second})
