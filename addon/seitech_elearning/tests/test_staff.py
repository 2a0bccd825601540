from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools.translate import code_translations

from .common import TAGS, ChatCase

MANAGER = "seitech_elearning.group_elearning_manager"


@tagged(*TAGS)
class TestStaff(ChatCase):
    """Whoever is in a channel by a role alone leaves it with the role."""

    def _dismiss(self, user, group=MANAGER):
        remaining = self.env.ref("base.group_user")
        user.write({"group_ids": [(4, remaining.id), (3, self.env.ref(group).id)]})

    def _open(self, user, channel_type, **fields):
        answer = self._call("create", {"channel_type": channel_type, **fields}, user)
        return self.env["seitech.chat.channel"].browse(answer["channel_id"])

    def test_former_managers_leave(self):
        group = self.env["seitech.study.group"].create(
            {"name": "Circle", "owner_id": self.student.id, "member_ids": self.manager.ids}
        )
        attended = self._new_course("Leading", self.instructor, self.manager)
        circle = self._new_channel(self.student + self.fellow)
        added = self._new_channel(self.student + self.manager)
        pair = self._open(self.student, "student_instructor", user_id=self.instructor.id)
        direct = self._new_direct(self.manager, self.student)
        channels = circle + added + pair + direct
        channels += self.course._open_chat_channel() + attended._open_chat_channel()
        channels += group._open_channel()
        channels += self._open(self.instructor, "instructor_admin", user_id=self.manager.id)
        for channel in channels:
            self._call("send", {"channel_id": channel.id, "content": "x"}, self.manager)
            self.assertIn(self.manager, channel.member_ids)
        before = {channel: channel.epoch for channel in channels}
        self._dismiss(self.manager)
        stays = added + direct + attended._course_chat() + group._chat_channels()
        for channel in channels:
            with self.subTest(kind=channel.channel_type, stays=channel in stays):
                is_in = self.manager in channel.member_ids
                self.assertEqual(is_in, channel in stays)
                self.assertEqual(channel.epoch > before[channel], not is_in)
                response = self._request("messages", {"channel_id": channel.id}, self.manager)
                self.assertEqual(response.status_code, 200 if is_in else 404)

    def test_instructors_keep_their_side(self):
        self.instructor.group_ids += self.env.ref(MANAGER)
        both = self._open(self.instructor, "instructor_admin", user_id=self.manager.id)
        self._dismiss(self.instructor)
        self.assertIn(self.instructor, both.member_ids)

    def test_added_by_hand_is_no_longer_by_role(self):
        circle = self._new_channel(self.student + self.fellow)
        circle.moderator_ids = self.student
        circle.with_user(self.manager)._join()
        circle.with_user(self.manager)._leave()
        circle._add_members(self.manager)
        self._dismiss(self.manager)
        self.assertIn(self.manager, circle.member_ids)

    def test_another_manager_group_is_enough(self):
        circle = self._new_channel(self.student + self.fellow)
        circle.with_user(self.manager)._join()
        admin = self.env.ref("seitech_elearning.group_elearning_admin")
        self.manager.write({"group_ids": [(4, admin.id), (3, self.env.ref(MANAGER).id)]})
        self.assertIn(self.manager, circle.member_ids)

    def test_archived_managers_do_not_come_back_by_themselves(self):
        circle = self._new_channel(self.student + self.fellow)
        circle.with_user(self.manager)._join()
        direct = self._new_direct(self.manager, self.student)
        self.manager.active = False
        self._dismiss(self.manager)
        self.manager.active = True
        self.assertNotIn(self.manager, circle.member_ids)
        self.assertIn(self.manager, direct.member_ids)

    def test_files_of_closed_support_channels(self):
        support = self._open(self.student, "student_support")
        files = support.with_user(self.student)._upload("a.txt", b"text").ids
        message = self._post(self.student, "", support, attachment_ids=files)
        support.with_user(self.agent)._change_state("closed")
        self._dismiss(self.agent, "seitech_elearning.group_elearning_support_agent")
        for user, status in ((self.agent, 404), (self.student, 200)):
            self._sign_in(user)
            response = self.url_open(message["attachments"][0]["url"])
            self.assertEqual(response.status_code, status)

    def test_responsible_without_being_in_it(self):
        chat = self.course._open_chat_channel()
        self._call("leave", {"channel_id": chat.id}, self.instructor)
        epoch = chat.epoch
        self.course.user_id = self._new_user("ivan", "seitech_elearning.group_elearning_instructor")
        self.assertEqual(chat.epoch, epoch + 1)
        self.assertEqual(chat.moderator_ids, self.course.user_id)


@tagged(*TAGS)
class TestServerWords(ChatCase):
    """Names that follow the facts, and sentences that many read."""

    def _renamed(self, record, channel, name):
        with self._bus() as rows:
            record.name = name
        self.assertEqual(channel.name, name)
        [announced] = [payload for _a, kind, payload in rows if kind == "seitech.chat/channel"]
        self.assertEqual(announced["channel"]["name"], name)
        self.assertIn(name, channel.chat_message_ids[-1].content)
        self.assertFalse(channel.has_own_name)
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertIn("name", channel.message_ids.tracking_value_ids.field_id.mapped("name"))

    def test_names_follow(self):
        group = self.env["seitech.study.group"].create(
            {"name": "Circle", "owner_id": self.student.id}
        )
        self.env.cr.precommit.run()
        for record, channel in (
            (self.course, self.course._open_chat_channel()),
            (group, group._open_channel()),
        ):
            self.env.cr.precommit.run()
            with self.subTest(kind=channel.channel_type):
                self._renamed(record, channel, "Another name")
                self._renamed(record, channel, "A third name")
                channel._rename("Our own")
                record.name = "A fourth name"
                self.assertEqual(channel.name, "Our own")

    def test_opened_by_another_name(self):
        chat = self.course._open_chat_channel("Questions")
        self.course.name = "Another name"
        self.assertEqual(chat.name, "Questions")

    def test_closed_channels_say_nothing(self):
        chat = self.course._open_chat_channel()
        self.course.active = False
        before = len(chat.chat_message_ids)
        self.course.name = "Another name"
        self.assertEqual((chat.name, len(chat.chat_message_ids)), ("Another name", before))

    def test_sentences_are_in_the_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["res.lang"]._activate_lang("es_ES")
        self.student.lang = "es_ES"
        circle = self._new_channel(self.student + self.fellow)
        circle.moderator_ids = self.student
        words = {
            "fr_FR": {"%s closed the conversation": "%s a clos", "%s left": "%s est parti"},
            "es_ES": {"%s closed the conversation": "%s cerró", "%s left": "%s se fue"},
        }
        known = {("seitech_elearning", lang): said for lang, said in words.items()}
        with patch.dict(code_translations.python_translations, known):
            for lang, closed, left in (
                ("fr_FR", "Sam Tester a clos", "Sofia Tester est parti"),
                ("en_US", "Sam Tester closed the conversation", "Sofia Tester left"),
            ):
                self.env.company.partner_id.lang = lang
                self._call("leave", {"channel_id": circle.id}, self.fellow)
                self._call("close", {"channel_id": circle.id}, self.student)
                said = circle.chat_message_ids[-2:].mapped("content")
                self.assertEqual(said, [left, closed])
                self._call("reopen", {"channel_id": circle.id}, self.student)
                circle._add_members(self.fellow)
