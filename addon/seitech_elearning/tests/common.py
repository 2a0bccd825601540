import json
from contextlib import contextmanager

from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import HttpCase, new_test_user

TAGS = ("post_install", "-at_install", "seitech_elearning")


class ChatCase(HttpCase):
    """An instructor and a student with a conversation, and a third person outside of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Without limits, unless a test is about them.
        for name in settings.LIMITS:
            cls.env["ir.config_parameter"].set_param(settings.PREFIX + name, "0")
        cls.instructor = cls._new_user("ines", "seitech_elearning.group_elearning_instructor")
        cls.student = cls._new_user("sam", "base.group_portal")
        cls.fellow = cls._new_user("sofia", "base.group_portal")
        cls.stranger = cls._new_user("soren", "base.group_portal")
        cls.manager = cls._new_user("marta", "seitech_elearning.group_elearning_manager")
        cls.agent = cls._new_user("ada", "seitech_elearning.group_elearning_support_agent")
        cls.course = cls._new_course("Statistics", cls.instructor, cls.student + cls.fellow)
        cls.channel = cls._new_direct(cls.instructor, cls.student)

    @classmethod
    def _new_user(cls, login, groups):
        return new_test_user(
            cls.env,
            login,
            groups,
            name=f"{login.title()} Tester",
            context={"no_reset_password": True},
        )

    @classmethod
    def _new_course(cls, name, responsible, attendees):
        course = cls.env["slide.channel"].create(
            {"name": name, "user_id": responsible.id, "is_published": True}
        )
        cls.env["slide.channel.partner"].create(
            [{"channel_id": course.id, "partner_id": user.partner_id.id} for user in attendees]
        )
        return course

    @classmethod
    def _new_lesson(cls, course, **vals):
        """:return: a lesson of a course that all its students can see"""
        lessons = cls.env["slide.slide"].with_context(website_slides_skip_fetch_metadata=True)
        return lessons.create(
            {
                "name": "Lesson",
                "channel_id": course.id,
                "slide_category": "article",
                "is_published": True,
                **vals,
            }
        )

    @classmethod
    def _new_direct(cls, user, other):
        channels = cls.env["seitech.chat.channel"]
        return channels.browse(channels.with_user(user)._get_or_create_direct(other).id)

    @classmethod
    def _new_channel(cls, users, channel_type="group", **vals):
        return cls.env["seitech.chat.channel"].create(
            {
                "name": "Circle",
                "channel_type": channel_type,
                "member_ids": [(6, 0, users.ids)],
                **vals,
            }
        )

    @classmethod
    def _new_preview(cls, message_id, url, **values):
        """:return: the row that makes a message show a page as if it had been fetched"""
        page = cls.env["mail.link.preview"].create(
            {"source_url": url, "og_title": "A page", **values}
        )
        return cls.env["seitech.chat.link.preview"].create(
            {"message_id": message_id, "link_preview_id": page.id}
        )

    def _open_silently(self, name="Vera", email=None):
        """:return: what the opening of a conversation is answered, in which nothing was said and
        which is there nevertheless, as from before there were tickets"""
        website = self.env["website"].get_current_website()
        network_hash = self.env["seitech.chat.rate"]._network_hash("127.0.0.1")
        visitor, token = self.env["seitech.chat.channel"]._begin_with_visitor(
            website, {"website_id": website.id}, name=name, email=email, network_hash=network_hash
        )
        channel = visitor.chat_member_ids.channel_id
        return {"channel_id": channel.id, "session_token": token}

    def _post(self, user, content, channel=None, **options):
        """:return: the message on the wire"""
        return (channel or self.channel).with_user(user)._post(content, **options)

    def _sign_in(self, user):
        self.authenticate(user.login, user.login)

    def _request(self, path, body=None, user=None, **options):
        """:return: the raw response; ``user=None`` keeps whoever is signed in"""
        if user is not None:
            self._sign_in(user)
        data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        headers = {"Content-Type": "application/json", **options.pop("headers", {})}
        options.setdefault("method", "POST")
        return self.url_open(f"/api/chat/{path}", data=data, headers=headers, **options)

    def _call(self, path, body=None, user=None):
        """:return: the body of an answer that must be a success"""
        response = self._request(path, body, user)
        self.assertEqual(response.status_code, 200, response.text)
        self.assertIs(response.json()["success"], True)
        return response.json()

    def _assert_refused(self, response, status, code):
        self.assertEqual(response.status_code, status, response.text)
        body = response.json()
        body = body.get("result", body)
        self.assertIs(body["success"], False)
        self.assertEqual(body["code"], code, body)
        self.assertTrue(body["error"])
        self.assertTrue(body["request_id"])
        self.assertNotIn("Traceback", response.text)
        return body

    def _bus_rows(self, since=0):
        """:return: what was sent over the bus after the row ``since``, oldest first, as
        ``(address without the database, type, payload)``"""
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].search([("id", ">", since)], order="id")
        notifications = []
        for row in rows:
            message = json.loads(row.message)
            address = tuple(json.loads(row.channel)[1:])
            notifications.append((address, message["type"], message["payload"]))
        return notifications

    @contextmanager
    def _bus(self):
        """Collect what is sent over the bus within the block."""
        self.env.cr.precommit.run()
        last = self.env["bus.bus"].search([], order="id desc", limit=1).id
        collected = []
        yield collected
        collected += self._bus_rows(last)

    def _count_queries(self, run):
        """:return: the statements of the second run, when caches are as warm as on a server that
        has been up for a while"""
        run()
        before = self.env.cr.sql_log_count
        run()
        return self.env.cr.sql_log_count - before
