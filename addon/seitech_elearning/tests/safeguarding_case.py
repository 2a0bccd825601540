from odoo import fields

from .common import ChatCase


class SafeguardingCase(ChatCase):
    """Two students and a course, and somebody who takes care of reports."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._new_user("olga", "seitech_elearning.group_elearning_safeguarding")
        cls.circle = cls._new_channel(cls.student + cls.fellow + cls.instructor)
        cls.direct = cls._new_direct(cls.student, cls.fellow)

    def _report(self, message_id, reason="bullying", user=None, **values):
        """:return: the report that this makes"""
        body = {"message_id": message_id, "reason": reason, **values}
        self._call("report", body, user or self.fellow)
        return self.env["seitech.chat.report"].search([], limit=1)

    def _reported(self, content="You are stupid", channel=None):
        """:return: a report of a message of the student, by the fellow"""
        said = self._post(self.student, content, channel or self.circle)
        return self._report(said["id"])

    def _measure(self, kind, report=None, user=None, **values):
        """Take a measure like the form does."""
        wizards = self.env["seitech.chat.sanction.wizard"].with_user(user or self.officer)
        given = {"kind": kind, "reason": "They went too far.", **values}
        if report:
            given["report_id"] = report.id
        wizards.create(given).action_apply()
        return self.env["seitech.chat.sanction"].search([], limit=1)

    def _lift(self, sanction):
        return self._measure("lift", origin_id=sanction.id)

    @staticmethod
    def _in(**delta):
        return fields.Datetime.add(fields.Datetime.now(), **delta)
