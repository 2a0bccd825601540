import uuid

from odoo.tests import tagged

from .common import TAGS
from .visitor_race_case import TRIES, VisitorRaceCase


@tagged(*TAGS)
class TestVisitorConcurrency(VisitorRaceCase):
    """The first message and the link of an e-mail, each twice at once."""

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
