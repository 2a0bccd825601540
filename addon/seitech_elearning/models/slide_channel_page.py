from odoo import models

from .chat_channel_rights import MANAGER_GROUP
from .chat_channel_unread import READ_MARK, UNREAD_CAP

_DISCUSSIONS = """
    SELECT c.course_id, c.id AS channel_id, me.id IS NOT NULL AS is_member,
           (SELECT count(*) FROM seitech_chat_member m
             WHERE m.channel_id = c.id AND m.active) AS member_count,
           (SELECT count(*) FROM (
                SELECT FROM seitech_chat_message m
                 WHERE m.channel_id = c.id AND me.id IS NOT NULL AND m.id > {read_mark}
                   AND m.user_id IS DISTINCT FROM %(uid)s
                   AND m.deleted_at IS NULL AND m.hidden_at IS NULL
                 LIMIT %(cap)s
           ) capped) AS unread_count
      FROM seitech_chat_channel c
      LEFT JOIN seitech_chat_member me
             ON me.channel_id = c.id AND me.user_id = %(uid)s AND me.active
     WHERE c.pair_key = ANY(%(keys)s)
"""


class SlideChannel(models.Model):
    """What the pages of a course offer of the chat."""

    _inherit = "slide.channel"

    def _chat_discussions(self):
        """:return: for each of these courses that has a discussion its ``channel_id``, whether the
            current user ``is_member``, the ``member_count`` and the ``unread_count`` (0 … 100),
            in one query whatever the number of courses
        :rtype: dict[int, dict]
        """
        channels = self.env["seitech.chat.channel"]
        self.env.flush_all()
        self.env.cr.execute(
            _DISCUSSIONS.format(read_mark=READ_MARK),
            {
                "uid": self.env.uid,
                "cap": UNREAD_CAP,
                "keys": [channels._course_key(course) for course in self],
            },
        )
        return {row["course_id"]: row for row in self.env.cr.dictfetchall()}

    def _chat_entry(self):
        """What the page of this course says to the reader; for visitors without a question to
        the database.

        :return: ``reader``: ``visitor``, ``outsider``, ``student`` or ``staff``; ``instructor``:
            ``open`` if the reader may talk to the ``res.users`` in ``teacher``, ``direct`` if only
            as the staff do, else why not: ``nobody``, ``oneself``, ``outsider`` or ``refused``;
            ``discussion``: the row of ``_chat_discussions`` if the reader may enter it,
            ``startable`` whether they may start one
        :rtype: dict
        """
        self.ensure_one()
        user = self.env.user
        if user._is_public():
            return {"reader": "visitor"}
        # sudo: slide.channel – who is responsible is on the page
        teacher = self.sudo().user_id.filtered("active")
        manages = user.has_group(MANAGER_GROUP)
        is_staff = manages or teacher == user
        is_student = bool(self._chat_attendees(user)) and teacher != user
        found = self._chat_discussions().get(self.id)
        return {
            "reader": "staff" if is_staff else "student" if is_student else "outsider",
            "teacher": teacher,
            "instructor": self._instructor_state(teacher, is_student, manages),
            "discussion": found if found and (found["is_member"] or is_staff) else None,
            "has_discussion": bool(found),
            "startable": is_staff,
        }

    def _instructor_state(self, teacher, is_student, manages):
        user = self.env.user
        if not teacher:
            return "nobody"
        if teacher == user:
            return "oneself"
        # Whoever once talked to them can still read that.
        if user._may_open_chat("student_instructor", teacher, self.id) or user._has_chat_with(
            teacher, "student_instructor", self.id
        ):
            return "open"
        if is_student:
            return "refused"
        return "direct" if manages else "outsider"
