from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TAGS
from .wire_case import WireCase


@tagged(*TAGS)
class TestWireSafeguarding(WireCase):
    """What somebody is told about measures, and whom they have blocked."""

    def test_notices(self):
        log = self.env["seitech.chat.sanction"]._log
        about = {"reason": "x", "user_id": self.student.id}
        warning = log("warn", notice="Be kind to each other.", **about)
        until = fields.Datetime.now() + timedelta(hours=1)
        mute = log("mute", channel_id=self.channel.id, until=until, **about)
        self._call("block", {"user_id": self.fellow.id, "blocked": True}, self.student)
        answer = self._call("notices", {}, self.student)
        told = {notice["id"]: notice for notice in answer["notices"]}
        self.assertEqual(list(told), [warning.id, mute.id])
        told[warning.id]["id"], told[mute.id]["id"] = 61, 62
        self._assert_wire("reply_notices", answer)
