import json
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from odoo import fields
from odoo.addons.seitech_elearning.models import chat_push
from odoo.addons.seitech_elearning.tools import outbound, push_session
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TAGS, ChatCase
from .push_service import Browser, push_service


@tagged(*TAGS)
class TestPush(ChatCase):
    """Browsers are told that there is something, by a push service that learns nothing."""

    def setUp(self):
        super().setUp()
        self.service = self.enterContext(push_service())
        # The service of the tests is on this machine, and has no certificate.
        self.enterContext(patch.object(outbound, "is_public", lambda ip: ip == "127.0.0.1"))
        self.enterContext(patch.object(push_session, "SCHEMES", ("http", "https")))
        self.env["mail.push.device"].get_web_push_vapid_public_key()
        self._devices().unlink()
        self.env["mail.presence"].search([]).unlink()
        self.browser = Browser()
        self.endpoint = f"{self.service.url}/sam"
        self._register(self.student)

    def _register(self, user, endpoint=None, browser=None):
        keys = (browser or self.browser).keys
        return self._call("push/register", {"endpoint": endpoint or self.endpoint, **keys}, user)

    def _devices(self):
        return self.env["mail.push.device"].search([])

    def _run(self):
        """:return: what arrived by it"""
        before = len(self.service.received)
        self.env["seitech.chat.push"]._push_waiting()
        return self.service.received[before:]

    # What is pushed

    def test_content_free(self):
        self._post(self.instructor, "Very secret words")
        [(path, headers, body)] = self._run()
        self.assertEqual(path, "/sam")
        self.assertEqual(headers["Content-Encoding"], "aes128gcm")
        self.assertTrue(headers["Authorization"].startswith("vapid t="))
        self.assertEqual(headers["TTL"], "86400")
        payload = json.loads(self.browser.decrypt(body))
        link = f"/chat/{self.channel.id}"
        self.assertEqual(payload["title"], "New message")
        self.assertEqual(payload["options"].keys(), {"tag", "icon", "data"})
        self.assertEqual(
            payload["options"]["data"],
            {"model": "seitech.chat.channel", "res_id": self.channel.id, "url": link},
        )
        for secret in ("secret", "Ines", "Sam", self.channel.name):
            self.assertNotIn(secret, json.dumps(payload))

    def test_once_each(self):
        for number in range(3):
            self._post(self.instructor, f"Question {number}")
        self._post(self.fellow, "Hello", self._new_channel(self.student + self.fellow))
        self.assertEqual(len(self._run()), 2, "one for each conversation")
        self.assertEqual(self._run(), [])
        self._post(self.instructor, "Another")
        self.assertEqual(len(self._run()), 1)

    def test_what_people_have_chosen(self):
        own = self.channel.with_user(self.student)
        later = (fields.Datetime.now() + timedelta(hours=8)).isoformat()
        for chosen in (
            {"muted_until": later},
            {"notification_level": "none"},
            {"notification_level": "mentions"},
        ):
            with self.subTest(chosen=chosen):
                own._set_preferences(**chosen)
                self._post(self.instructor, "Question")
                self.assertEqual(self._run(), [])
                own._set_preferences(muted_until=None, notification_level="all")
                self._run()
        own._set_preferences(notification_level="mentions")
        self._post(self.instructor, "Hello @Sam Tester")
        self.assertEqual(len(self._run()), 1)

    def test_quiet_hours(self):
        self.student.write({"tz": "UTC", "seitech_chat_quiet": True})
        self._post(self.instructor, "Question")
        with freeze_time("2026-01-07 23:00"):
            self.assertEqual(self._run(), [])
        with freeze_time("2026-01-08 08:00"):
            self.assertEqual(len(self._run()), 1)

    def test_time_to_see_it(self):
        self.env["mail.presence"].create({"user_id": self.student.id, "status": "online"})
        sent = self._post(self.instructor, "Question")
        self.assertEqual(self._run(), [], "it is just appearing before them")
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET create_date = create_date - interval '30 s'"
        )
        self.assertEqual(len(self._run()), 1)
        self._post(self.instructor, "Another")
        self.env["mail.presence"].search([]).unlink()
        self.channel.with_user(self.student)._mark_read(sent["id"] + 1)
        self.assertEqual(self._run(), [], "read in the meantime")

    # Where to

    def test_a_browser_that_is_gone(self):
        self._register(self.student, f"{self.service.url}/gone")
        self._post(self.instructor, "Question")
        with mute_logger("odoo.addons.mail.tools.web_push"):
            self.assertEqual(len(self._run()), 2)
        self.assertEqual(self._devices().mapped("endpoint"), [self.endpoint])

    def test_only_public_services(self):
        self._post(self.instructor, "Question")
        with patch.object(outbound, "is_public", return_value=False):
            self.assertEqual(self._run(), [])
        self.assertTrue(self._devices(), "it may have been the network")
        self._post(self.instructor, "Another")
        with patch.object(push_session, "SCHEMES", ("https",)):
            self.assertEqual(self._run(), [])
        self.assertFalse(self._devices())

    def test_no_redirects(self):
        self._register(self.student, f"{self.service.url}/moved")
        self._post(self.instructor, "Question")
        with mute_logger("odoo.addons.mail.tools.web_push"):
            asked = {path for path, _headers, _body in self._run()}
        self.assertEqual(asked, {"/sam", "/moved"})

    def test_registering(self):
        device = self._devices()
        self.assertEqual(device.partner_id, self.student.partner_id)
        self._register(self.student)
        self.assertEqual(len(self._devices()), 1)
        self._register(self.fellow)
        self.assertEqual(self._devices().partner_id, self.fellow.partner_id, "theirs now")
        body = {"endpoint": self.endpoint}
        self._call("push/unregister", body, self.student)
        self.assertTrue(self._devices(), "not of this person")
        self._call("push/unregister", body, self.fellow)
        self.assertFalse(self._devices())

    def test_what_is_no_subscription(self):
        good = {"endpoint": self.endpoint, **self.browser.keys}
        self._sign_in(self.student)
        for wrong in (
            {"endpoint": "ftp://push.example.com/x"},
            {"endpoint": "https://"},
            {"endpoint": f"https://{'x' * 1000}"},
            {"p256dh": "x"},
            {"p256dh": "é"},
            {"p256dh": good["auth"]},
            {"auth": good["p256dh"]},
            {"auth": ""},
        ):
            with self.subTest(wrong=wrong):
                self._assert_refused(
                    self._request("push/register", {**good, **wrong}), 422, "invalid_value"
                )

    def test_not_more_than_ten(self):
        for number in range(12):
            self._register(self.student, f"{self.service.url}/{number}")
        self.assertEqual(len(self._devices()), 10)
        self.assertNotIn(self.endpoint, self._devices().mapped("endpoint"))

    def test_signing_out(self):
        self.url_open("/web/session/logout?redirect=/", allow_redirects=False)
        self.env.invalidate_all()
        self.assertFalse(self._devices())
        self._register(self.student)
        self._sign_in(self.student)
        self.url_open("/web/session/logout?redirect=/", allow_redirects=False)
        self.assertTrue(self._devices(), "another session of the same person goes on")

    # Waking

    def test_waking(self):
        cron = self.env.ref("seitech_elearning.cron_push")
        triggers = self.env["ir.cron.trigger"]
        triggers.search([("cron_id", "=", cron.id)]).unlink()
        postcommit = self.env.cr.postcommit
        self.addCleanup(postcommit.clear)
        postcommit.clear()
        self._post(self.instructor, "Question")
        self._post(self.instructor, "Another")
        self.assertFalse(triggers.search([("cron_id", "=", cron.id)]), "nobody waits for it")
        self.addCleanup(chat_push._beliefs.clear)
        postcommit.run()
        self.assertEqual(len(triggers.search([("cron_id", "=", cron.id)])), 1)
        self._post(self.instructor, "And another")
        postcommit.run()
        self.assertEqual(len(triggers.search([("cron_id", "=", cron.id)])), 1)

    def test_nobody_to_wake_for(self):
        self._devices().unlink()
        chat_push._beliefs.clear()
        self.addCleanup(chat_push._beliefs.clear)
        cron = self.env.ref("seitech_elearning.cron_push")
        triggers = self.env["ir.cron.trigger"]
        triggers.search([("cron_id", "=", cron.id)]).unlink()
        chat_push._wake_scheduler(self.env.registry)
        self.assertFalse(triggers.search([("cron_id", "=", cron.id)]))

    # The service worker

    def test_worker(self):
        self.authenticate(None, None)
        worker = self.url_open("/my/chat/service-worker.js")
        self.assertEqual(worker.headers["Content-Type"].split(";")[0], "text/javascript")
        self.assertIn("seitech.chat.channel", worker.text)
        self._sign_in(self.instructor)
        both = self.url_open("/web/service-worker.js").text
        self.assertLess(both.index(worker.text.strip()), both.index("notificationclick", 5000))
