from odoo.tests import tagged

from .common import TAGS
from .safeguarding_case import SafeguardingCase


@tagged(*TAGS)
class TestStudentPolicy(SafeguardingCase):
    """Whether students may write to each other in twos is the administrator's decision."""

    def setUp(self):
        super().setUp()
        self._switch(False)

    def _switch(self, may_write):
        settings = self.env["res.config.settings"].create({})
        settings.seitech_chat_students_write = may_write
        settings.execute()

    def _send(self, user, channel):
        return self._request("send", {"channel_id": channel.id, "content": "x"}, user)

    def test_setting(self):
        read = self.env["res.config.settings"].create({})
        self.assertFalse(read.seitech_chat_students_write)
        self._switch(True)
        read = self.env["res.config.settings"].create({})
        self.assertTrue(read.seitech_chat_students_write)
        self.env["ir.config_parameter"].search(
            [("key", "=", "seitech_elearning.students_write")]
        ).unlink()
        read = self.env["res.config.settings"].create({})
        self.assertTrue(read.seitech_chat_students_write, "on, until somebody decides")

    def test_no_new_ones(self):
        other = self._new_user("nora", "base.group_portal")
        self.env["slide.channel.partner"].create(
            {"channel_id": self.course.id, "partner_id": other.partner_id.id}
        )
        self._sign_in(self.student)
        body = {"channel_type": "direct"}
        people = self._call("people", body)["people"]
        self.assertEqual([person["user_id"] for person in people], self.student.ids)
        for path, fields in (
            ("create", {**body, "user_id": other.id}),
            ("create-direct", {"user_id": other.id}),
        ):
            self._assert_refused(self._request(path, fields), 404, "not_found")
        self._switch(True)
        people = self._call("people", body)["people"]
        self.assertIn(other.id, [person["user_id"] for person in people])
        self._call("create-direct", {"user_id": other.id})

    def test_existing_ones_can_be_read(self):
        for user in (self.student, self.fellow):
            self._assert_refused(self._send(user, self.direct), 403, "forbidden")
            details = self._call(f"channel/{self.direct.id}")["channel"]
            self.assertIs(details["permissions"]["send"], False)
            self._call("messages", {"channel_id": self.direct.id})
            again = self._call("create-direct", {"user_id": (self.student + self.fellow - user).id})
            self.assertEqual(again["channel_id"], self.direct.id)
        self._switch(True)
        self.assertEqual(self._send(self.student, self.direct).status_code, 200)

    def test_everything_else_stays(self):
        self.assertEqual(self._send(self.student, self.circle).status_code, 200)
        self.assertEqual(self._send(self.student, self.channel).status_code, 200)
        self.assertEqual(self._send(self.instructor, self.channel).status_code, 200)
        notes = self._new_direct(self.student, self.student)
        self.assertEqual(self._send(self.student, notes).status_code, 200)
        self._call("create-direct", {"user_id": self.fellow.id}, self.instructor)
        self._sign_in(self.student)
        opened = self._call("create-student-instructor", {"instructor_id": self.instructor.id})
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self.assertEqual(self._send(self.student, channel).status_code, 200)
        # sudo: slide.channel – where the discussion comes from is another question
        course = self.course.with_user(self.instructor).sudo()._open_chat_channel()
        self.assertEqual(self._send(self.student, course).status_code, 200)
