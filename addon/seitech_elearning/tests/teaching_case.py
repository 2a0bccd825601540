from .common import ChatCase


class TeachingCase(ChatCase):
    """The discussion of a course, and the conversation of one of its students with the
    instructor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_instructor = cls._new_user("ivan", "seitech_elearning.group_elearning_instructor")
        cls.discussion = cls._open_as(cls.instructor, "course", course_id=cls.course.id)
        cls.pair = cls._open_as(
            cls.student, "student_instructor", user_id=cls.instructor.id, course_id=cls.course.id
        )

    @classmethod
    def _open_as(cls, user, channel_type, **about):
        channels = cls.env["seitech.chat.channel"]
        return channels.browse(channels.with_user(user)._open(channel_type, **about).id)

    def _ask(self, content="What is a median?", user=None, channel=None):
        """:return: the id of what a student said"""
        return self._post(user or self.student, content, channel or self.discussion)["id"]

    def _reply(self, question_id, user=None, content="The one in the middle.", channel=None):
        channel = channel or self.discussion
        return self._post(user or self.instructor, content, channel, parent_id=question_id)["id"]

    def _mark(self, message_id, is_answer=True, user=None):
        body = {"message_id": message_id, "is_answer": is_answer}
        return self._call("answer", body, user or self.instructor)["message"]

    def _questions(self, user):
        """:return: the unanswered questions as this person finds them"""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["seitech.chat.question"].with_user(user).search([])
