from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestMembership(ChatCase):
    def setUp(self):
        super().setUp()
        self.circle = self._new_channel(self.student + self.fellow)

    def test_removal_moves_the_channel_to_another_address(self):
        with self._bus() as rows:
            self.circle._remove_members(self.fellow)
            self._post(self.student, "secret", self.circle)
        resubscribe, membership, message = rows
        address = ("seitech.chat.channel", self.circle.id)
        self.assertEqual(resubscribe, ((*address, "e0"), "seitech.chat/resubscribe", {}))
        self.assertEqual(membership[0], ("res.partner", self.fellow.partner_id.id))
        self.assertIs(membership[2]["membership"]["active"], False)
        self.assertEqual(message[0], (*address, "e1"))

    def test_every_way_out_cuts_the_stream(self):
        for remove in (
            lambda: self.circle._remove_members(self.fellow),
            lambda: self.circle.write({"member_ids": [(3, self.fellow.id)]}),
            lambda: self.circle.write({"member_ids": [(6, 0, self.student.ids)]}),
            lambda: self._member(self.fellow).write({"active": False}),
            lambda: self._member(self.fellow).unlink(),
        ):
            self.circle._add_members(self.fellow)
            epoch = self.circle.epoch
            remove()
            self.assertEqual(self.circle.epoch, epoch + 1)
            self.assertEqual(self.circle.member_ids, self.student)

    def _member(self, user):
        return self.circle.chat_member_ids.filtered(lambda member: member.user_id == user)

    def test_adding_does_not_disturb(self):
        with self._bus() as rows:
            self.circle._add_members(self.stranger)
        self.assertEqual(self.circle.epoch, 0)
        [(address, kind, payload)] = rows
        self.assertEqual(address, ("res.partner", self.stranger.partner_id.id))
        self.assertEqual(kind, "seitech.chat/membership")
        self.assertIs(payload["membership"]["active"], True)

    def test_adding_again_gives_the_same_row(self):
        member = self._member(self.fellow)
        self.circle._remove_members(self.fellow)
        self.circle._add_members(self.fellow + self.student)
        self.assertEqual(self._member(self.fellow), member)
        self.assertEqual(len(self.circle._all_members()), 2)

    def test_history_is_not_unread_for_newcomers(self):
        last = self._post(self.student, "x", self.circle)
        self.circle._add_members(self.stranger)
        self.assertEqual(self._member(self.stranger).read_message_id, last["id"])

    def test_direct_is_for_two(self):
        with self.assertRaises(ValidationError):
            self.channel._add_members(self.fellow)
        with self.assertRaises(ValidationError):
            self._new_channel(self.student + self.fellow + self.stranger, "direct")

    def test_removed_from_direct_does_not_come_back_alone(self):
        direct = self._new_direct(self.student, self.fellow)
        direct._remove_members(self.fellow)
        body = {"user_id": self.student.id}
        response = self._request("create-direct", body, self.fellow)
        self._assert_refused(response, 403, "forbidden")
        self.assertEqual(direct.member_ids, self.student)

    def test_moderators(self):
        self.circle.moderator_ids = self.student + self.stranger
        self.assertEqual(self.circle.moderator_ids, self.student + self.stranger)
        self.assertIn(self.stranger, self.circle.member_ids)
        self.circle.moderator_ids = self.stranger
        self.assertEqual(self._member(self.student).role, "member")
        self.assertIn(self.student, self.circle.member_ids)

    def test_search(self):
        channels = self.env["seitech.chat.channel"]
        self.assertIn(self.circle, channels.search([("member_ids", "in", self.fellow.ids)]))
        self.assertIn(self.circle, channels.search([("member_ids.login", "=", "sofia")]))
        self.circle._remove_members(self.fellow)
        self.assertNotIn(self.circle, channels.search([("member_ids", "in", self.fellow.ids)]))
        self.circle.moderator_ids = self.student
        self.assertEqual(channels.search([("moderator_ids", "in", self.student.ids)]), self.circle)

    def test_what_the_chat_keeps_itself(self):
        member = self._member(self.student)
        for vals in ({"rev": 1}, {"read_message_id": 5}, {"user_id": self.stranger.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                member.write(vals)

    def test_deleting_a_channel_tells_those_who_have_it_open(self):
        with self._bus() as rows:
            self.circle.unlink()
        self.assertEqual([kind for _address, kind, _payload in rows], ["seitech.chat/resubscribe"])
