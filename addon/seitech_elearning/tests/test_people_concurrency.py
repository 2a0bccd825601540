import threading
from contextlib import contextmanager
from datetime import timedelta

from odoo import api, fields
from odoo.tests import TransactionCase, new_test_user, tagged
from psycopg2.errors import SerializationFailure

from ..tools.errors import ChatError
from .common import TAGS


@tagged(*TAGS)
class TestPeopleConcurrency(TransactionCase):
    """Two transactions at once, really: other connections, data that is committed."""

    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            quiet = {"no_reset_password": True}
            groups = "seitech_elearning.group_elearning_instructor"
            instructor = new_test_user(env, "pc_ines", groups, context=quiet)
            students = [
                new_test_user(env, f"pc_sam{n}", "base.group_portal", context=quiet)
                for n in range(2)
            ]
            course = env["slide.channel"].create({"name": "PC", "user_id": instructor.id})
            course._action_add_members(students[0].partner_id)
            self.instructor, self.course = instructor.id, course.id
            self.students = [student.id for student in students]
            users = instructor.union(*students)
            self.addCleanup(self._delete, users.ids, users.partner_id.ids)

    def _delete(self, user_ids, partner_ids):
        with self._transaction() as env:
            env["seitech.chat.member"].search([("user_id", "in", user_ids)]).channel_id.unlink()
            env["slide.channel"].browse(self.course).unlink()
            env["res.users"].browse(user_ids).unlink()
            env["res.partner"].browse(partner_ids).unlink()

    @contextmanager
    def _transaction(self, user_id=api.SUPERUSER_ID):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, user_id, {})

    def _open(self, env):
        channels = env["seitech.chat.channel"]
        return channels._open("student_instructor", self.instructor, self.course)

    def test_one_channel_per_pair(self):
        with self._transaction(self.students[0]) as env:
            env.cr.execute("SELECT 1")
            with self._transaction(self.students[0]) as other:
                winner = self._open(other).id
            self.assertEqual(self._open(env).id, winner)
        with self._transaction() as env:
            channel = env["seitech.chat.channel"].browse(winner)
            self.assertEqual(set(channel.member_ids.ids), {self.instructor, self.students[0]})

    def test_unenrolling_stops_a_send_that_has_begun(self):
        with self._transaction() as env:
            chat = env["slide.channel"].browse(self.course)._open_chat_channel().id
        with self._transaction(self.students[0]) as env:
            channel = env["seitech.chat.channel"].browse(chat)
            self.assertTrue(channel.name)
            with self._transaction() as other:
                course = other["slide.channel"].browse(self.course)
                partner = other["res.users"].browse(self.students[0]).partner_id
                course._remove_membership(partner.ids)
            with self.assertRaises(SerializationFailure):
                channel._post("would have gone to the old address")
            env.cr.rollback()

    def test_the_last_place(self):
        with self._transaction() as env:
            course = env["slide.channel"].browse(self.course)
            course._action_add_members(env["res.users"].browse(self.students).partner_id)
            group = env["seitech.study.group"].create(
                {"name": "PC", "privacy": "open", "max_members": 1}
            )
            self.addCleanup(self._delete_group, group.id)
        self._meet_somebody_who_joins(group.id, lambda group: group._join())
        with self._transaction() as env:
            members = env["seitech.study.group"].browse(group.id).member_ids
            self.assertEqual(members.ids, self.students[:1])

    def _meet_somebody_who_joins(self, group_id, act):
        """What the second student does waits for the first, who joins, and is tried again."""
        refused = []

        def second(env):
            try:
                act(env["seitech.study.group"]._get_visible(group_id))
            except SerializationFailure:
                env.cr.rollback()
                refused.append("try again")

        with self._transaction(self.students[1]) as other:
            other.cr.execute("SELECT 1")
            with self._transaction(self.students[0]) as env:
                env["seitech.study.group"]._get_visible(group_id)._join()
                thread = threading.Thread(target=second, args=[other])
                thread.start()
                thread.join(0.3)
                self.assertTrue(thread.is_alive(), "waits for the first")
            thread.join(5)
        self.assertEqual(refused, ["try again"])

    def test_a_smaller_limit_meets_somebody_who_joins(self):
        with self._transaction() as env:
            group = env["seitech.study.group"].create(
                {"name": "PC", "privacy": "open", "owner_id": self.students[1]}
            )
            self.addCleanup(self._delete_group, group.id)
        self._meet_somebody_who_joins(group.id, lambda group: group._edit("PC", None, "open", 1))
        with self._transaction(self.students[1]) as env, self.assertRaises(ChatError):
            env["seitech.study.group"]._get_visible(group.id)._edit("PC", None, "open", 1)

    def test_the_end_of_an_enrolment_stops_a_send_that_has_begun(self):
        with self._transaction() as env:
            chat = env["slide.channel"].browse(self.course)._open_chat_channel().id
        with self._transaction(self.students[0]) as env:
            channel = env["seitech.chat.channel"].browse(chat)
            self.assertTrue(channel.name)
            with self._transaction() as other:
                partner = other["res.users"].browse(self.students[0]).partner_id
                domain = [("channel_id", "=", self.course), ("partner_id", "=", partner.id)]
                enrolment = other["slide.channel.partner"].search(domain)
                enrolment.seitech_chat_until = fields.Datetime.now() - timedelta(days=3650)
            with self.assertRaises(SerializationFailure):
                channel._post("would have gone to the old address")
            env.cr.rollback()

    def _delete_group(self, group_id):
        with self._transaction() as env:
            env["seitech.study.group"].browse(group_id).unlink()
