from odoo.addons.seitech_elearning.tools import settings

from .common import ChatCase


class DeskCase(ChatCase):
    """A visitor who waits, and two agents who are there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Whoever else waits in the database is nobody's work here.
        waiting = [("stage", "in", ("waiting", "assigned"))]
        cls.env["seitech.chat.support"].search(waiting).stage = "new"
        cls.colleague = cls._new_user("abel", "seitech_elearning.group_elearning_support_agent")
        for user in cls.agent + cls.colleague:
            cls._set_presence(user, "online")
        # Whoever administrates the test database is no agent at work.
        cls.env["mail.presence"].search(
            [("user_id", "not in", (cls.agent + cls.colleague).ids)]
        ).status = "offline"

    def setUp(self):
        super().setUp()
        self.support, self.token = self._open("Hello")

    @classmethod
    def _set_presence(cls, user, status):
        presences = cls.env["mail.presence"]
        if present := presences.search([("user_id", "=", user.id)]):
            present.status = status
        else:
            presences.create({"user_id": user.id, "status": status})

    def _open(self, content=None, **fields):
        """:return: the conversation of a new visitor, and the token"""
        self.authenticate(None, None)
        if content is None:
            opened = self._open_silently(**fields)
        else:
            opened = self._call("support", {"name": "Vera", "content": content, **fields})
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        return channel, opened["session_token"]

    def _as_visitor(self, path, **fields):
        body = {"channel_id": self.support.id, "session_token": self.token, **fields}
        return self._request(f"support/{path}", body)

    def _say(self, content):
        response = self._as_visitor("send", content=content)
        self.assertEqual(response.status_code, 200, response.text)
        return response.json()["message"]

    def _desk(self, path, user=None, channel=None, **fields):
        """:return: the answer to an agent"""
        body = {"channel_id": (channel or self.support).id, **fields}
        return self._call(f"desk/{path}", body, user or self.agent)

    def _refused_desk(self, status, code, path, user=None, channel=None, **fields):
        body = {"channel_id": (channel or self.support).id, **fields}
        response = self._request(f"desk/{path}", body, user or self.agent)
        return self._assert_refused(response, status, code)

    def _queue(self, queue="waiting", user=None, **fields):
        """:return: the ids of the channels in a queue"""
        body = {"queue": queue, "limit": 100, **fields}
        reply = self._call("desk/queue", body, user or self.agent)
        return [support["channel_id"] for support in reply["supports"]]

    def _case(self, channel=None):
        case = (channel or self.support)._support()
        case.invalidate_recordset()
        return case

    def _set(self, name, value):
        self.env["ir.config_parameter"].set_param(settings.PREFIX + name, str(value))

    def _work(self):
        """What the worker of the queue does every minute."""
        self.env["seitech.chat.support"]._run_queue()
        self.env.invalidate_all()

    def _later(self, minutes, channel=None):
        """Let everything in the conversation be so many minutes older."""
        self.env.flush_all()
        params = {"age": f"{minutes} minutes", "channel": (channel or self.support).id}
        for query in (
            """UPDATE seitech_chat_message SET create_date = create_date - %(age)s::interval
                WHERE channel_id = %(channel)s""",
            """UPDATE seitech_chat_support
                  SET waiting_since = waiting_since - %(age)s::interval,
                      assigned_at = assigned_at - %(age)s::interval
                WHERE channel_id = %(channel)s""",
        ):
            self.env.cr.execute(query, params)
        self.env.invalidate_all(flush=False)
