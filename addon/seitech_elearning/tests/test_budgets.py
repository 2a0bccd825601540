import uuid

from odoo.tests import tagged
from odoo.tools import SQL

from ..models.chat_channel_typing import throttle
from .common import TAGS, ChatCase

MANY_MEMBERS = 10_000
MANY_CHANNELS = 1_000

NEXT_REV = SQL("nextval('seitech_chat_rev_seq')")


@tagged(*TAGS)
class TestBudgets(ChatCase):
    """How many statements an answer costs does not depend on how much there is."""

    def _copy(self, table, row_id, source, **values):
        """Rows in bulk: what is measured is reading and sending, not how they came about.

        :param str source: the query whose rows (``s``) each make a copy of the row
        :param values: SQL of the columns that differ from it
        :return: the ids of the copies
        """
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
        )
        columns = [name for [name] in self.env.cr.fetchall() if name != "id"]
        query = SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s t, (%s) s WHERE t.id = %s RETURNING id",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(values.get(name) or SQL.identifier("t", name) for name in columns),
            SQL.identifier(table),
            source,
            row_id,
        )
        ids = [id_ for [id_] in self.env.execute_query(query)]
        self.env.invalidate_all()
        return ids

    def _new_members(self, channel, count):
        numbers = SQL("SELECT n FROM generate_series(1, %s) n", count)
        user, member = self.fellow, channel.chat_member_ids[0]
        partner_ids = self._copy("res_partner", user.partner_id.id, numbers)
        user_ids = self._copy(
            "res_users",
            user.id,
            SQL("SELECT unnest(%s) AS partner_id", partner_ids),
            partner_id=SQL("s.partner_id"),
            login=SQL("'crowd ' || s.partner_id"),
        )
        self._copy(
            "seitech_chat_member",
            member.id,
            SQL("SELECT unnest(%s) AS user_id", user_ids),
            user_id=SQL("s.user_id"),
            rev=NEXT_REV,
        )

    def _cost_of_send(self, channel):
        def send():
            body = {"channel_id": channel.id, "content": "x", "client_key": str(uuid.uuid4())}
            self._call("send", body)

        return self._count_queries(send)

    def test_send(self):
        self._sign_in(self.student)
        circle = self._new_channel(self.student + self.fellow)
        at_two = self._cost_of_send(circle)
        self._new_members(circle, MANY_MEMBERS - 2)
        at_many = self._cost_of_send(circle)
        self.assertLessEqual(at_two, 12)
        self.assertEqual(at_many, at_two)
        [listed] = self._call("channels", {"limit": 1})["channels"]
        self.assertEqual(listed["member_count"], MANY_MEMBERS)

    def test_typing(self):
        self._sign_in(self.student)
        circle = self._new_channel(self.student + self.fellow)

        def tell():
            throttle.clear()
            self._call("typing", {"channel_id": circle.id})

        def cost():
            return self._count_queries(tell)

        self.addCleanup(throttle.clear)

        at_two = cost()
        self._new_members(circle, MANY_MEMBERS - 2)
        self.assertLessEqual(at_two, 5)
        self.assertEqual(cost(), at_two)

    def test_reaction(self):
        """Whatever the number of members, and of reactions that are there already."""
        self._sign_in(self.student)
        circle = self._new_channel(self.student + self.fellow)
        message = self._post(self.fellow, "x", circle)

        def cost():
            body = {"message_id": message["id"], "emoji": "👍"}
            return self._count_queries(lambda: self._call("reaction", body))

        at_two = cost()
        self._new_members(circle, MANY_MEMBERS - 2)
        users = circle.chat_member_ids.user_id - self.student
        reactions = self.env["seitech.chat.reaction"].with_context(active_test=False)
        reaction = reactions.search([("message_id", "=", message["id"])])
        self._copy(
            "seitech_chat_reaction",
            reaction.id,
            SQL("SELECT unnest(%s) AS user_id", users[:100].ids),
            user_id=SQL("s.user_id"),
            active=SQL("TRUE"),
            rev=NEXT_REV,
        )
        self.assertLessEqual(at_two, 10)
        self.assertEqual(cost(), at_two)
        body = {"message_id": message["id"], "emoji": "👍", "action": "add"}
        self.assertEqual(len(self._call("reaction", body)["reactions"]), 101)

    def test_mark_read(self):
        self._sign_in(self.student)
        circle = self._new_channel(self.student + self.fellow)

        def cost():
            ids = iter([self._post(self.fellow, "x", circle)["id"] for _time in range(2)])

            def read():
                self._call("read", {"channel_id": circle.id, "message_id": next(ids)})

            return self._count_queries(read)

        at_two = cost()
        for _time in range(100):
            self._post(self.fellow, "x", circle)
        self.assertLessEqual(at_two, 12)
        self.assertEqual(cost(), at_two)

    def test_channel_list(self):
        def cost():
            return self._count_queries(lambda: self._call("channels", {"limit": 100}))

        def new_channels(count):
            for number in range(count):
                channel = self._new_channel(self.student + self.fellow, name=f"C{number}")
                if number % 10 == 0:
                    self._post(self.fellow, "x", channel)

        self._sign_in(self.student)
        new_channels(9)
        at_ten = cost()
        new_channels(90)
        at_hundred = cost()
        self._copy_channels(MANY_CHANNELS - 100)
        at_thousand = cost()
        self.assertEqual((at_hundred, at_thousand), (at_ten, at_ten))

    def _copy_channels(self, count):
        circle = self._new_channel(self.student)
        channel_ids = self._copy(
            "seitech_chat_channel",
            circle.id,
            SQL("SELECT n FROM generate_series(1, %s) n", count),
            name=SQL("'Copy ' || s.n"),
            rev=NEXT_REV,
        )
        self._copy(
            "seitech_chat_member",
            circle.chat_member_ids.id,
            SQL("SELECT unnest(%s) AS channel_id", channel_ids),
            channel_id=SQL("s.channel_id"),
            rev=NEXT_REV,
        )

    def test_messages_page(self):
        """With different authors, with files and with reactions."""
        self._sign_in(self.student)
        circle = self._new_channel(self.student + self.fellow + self.instructor)

        def cost():
            body = {"channel_id": circle.id, "limit": 100}
            return self._count_queries(lambda: self._call("messages", body))

        self._post_richly(circle, 1)
        at_one = cost()
        self._post_richly(circle, 99)
        at_hundred = cost()
        page = self._call("messages", {"channel_id": circle.id, "limit": 100})["messages"]
        self.assertEqual(len(page), 100)
        self.assertTrue(all(message["reactions"] for message in page))
        self.assertTrue(any(message["attachments"] for message in page))
        self.assertEqual(at_hundred, at_one)

    def _post_richly(self, channel, count):
        people = (self.student, self.fellow, self.instructor)
        for number in range(count):
            author = channel.with_user(people[number % 3])
            files = []
            if number % 10 == 0:
                files = author._upload(f"{number}.txt", b"text").ids
            message = author._post(f"{number}", attachment_ids=files)
            for person in people:
                channel.with_user(person)._react(message["id"], "👍", "add")
