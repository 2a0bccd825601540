import uuid
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.addons.seitech_elearning import hooks
from odoo.addons.seitech_elearning.models.chat_rate import empty_buckets
from odoo.addons.seitech_elearning.tools import network, settings
from odoo.addons.seitech_elearning.tools.errors import ChatError
from odoo.exceptions import ValidationError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged

from .common import TAGS, ChatCase

SITE = "https://www.example.com"


@tagged(*TAGS)
class TestBearer(ChatCase):
    def _key(self, user, scope=None, days=1):
        keys = self.env["res.users.apikeys"].with_user(user)
        key = keys._generate(scope, "chat", fields.Datetime.now() + timedelta(days=1))
        if days != 1:
            self.env.cr.execute(
                "UPDATE res_users_apikeys SET expiration_date = %s WHERE user_id = %s",
                [fields.Datetime.now() + timedelta(days=days), user.id],
            )
        return key

    def _as_bearer(self, authorization, path="channels", body=None):
        return self._request(path, body, headers={"Authorization": authorization})

    def test_key(self):
        self.authenticate(None, None)
        key = self._key(self.student)
        for authorization in (f"Bearer {key}", f"bearer  {key}"):
            response = self._as_bearer(authorization)
            self.assertEqual(response.status_code, 200, response.text)
            self.assertEqual(response.json()["channels"][0]["id"], self.channel.id)
            self.assertNotIn("Set-Cookie", response.headers)
        sent = self._as_bearer(
            f"Bearer {key}", "send", {"channel_id": self.channel.id, "content": "x"}
        )
        self.assertEqual(sent.json()["message"]["author"]["id"], self.student.id)

    def test_refused(self):
        self.authenticate(None, None)
        key = self._key(self.student)
        scoped = self._key(self.student, scope="odoo.plugin.outlook")
        for authorization in (
            "",
            "Bearer",
            "Bearer ",
            f"Bearer {key[:-1]}",
            f"Bearer {key}x",
            f"Bearer {key.upper()}",
            f"Bearer {key} {key}",
            f"Basic {key}",
            key,
            f"Bearer {scoped}",
            f"Bearer {'x' * 5000}",
        ):
            with self.subTest(authorization=authorization[:60]):
                response = self._as_bearer(authorization)
                self._assert_refused(response, 401, "unauthenticated")
                self.assertEqual(response.headers["WWW-Authenticate"], "Bearer")

    def test_a_bad_key_is_not_made_good_by_a_cookie(self):
        self._sign_in(self.student)
        self._assert_refused(self._as_bearer("Bearer x"), 401, "unauthenticated")

    def test_of_two_credentials_the_key_counts(self):
        self._sign_in(self.stranger)
        response = self._as_bearer(f"Bearer {self._key(self.student)}")
        self.assertEqual(response.json()["channels"][0]["id"], self.channel.id)
        self.assertEqual(self._call("channels")["channels"], [], "and only for this request")

    def test_ended(self):
        self.authenticate(None, None)
        expired = self._key(self.student, days=-1)
        self._assert_refused(self._as_bearer(f"Bearer {expired}"), 401, "unauthenticated")
        revoked = self._key(self.fellow)
        self.env["res.users.apikeys"].search([("user_id", "=", self.fellow.id)]).unlink()
        self._assert_refused(self._as_bearer(f"Bearer {revoked}"), 401, "unauthenticated")
        archived = self._key(self.stranger)
        self.stranger.active = False
        self._assert_refused(self._as_bearer(f"Bearer {archived}"), 401, "unauthenticated")


@tagged(*TAGS)
class TestCors(ChatCase):
    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param(
            settings.PREFIX + settings.CORS_ORIGINS, f"https://other.example.com {SITE}"
        )
        self._sign_in(self.student)

    def _preflight(self, origin, path="channels", **headers):
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST", **headers}
        return self.url_open(f"/api/chat/{path}", method="OPTIONS", headers=headers)

    def test_allowed(self):
        response = self._request("channels", headers={"Origin": SITE})
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(response.headers["Access-Control-Allow-Origin"], SITE)
        self.assertEqual(response.headers["Access-Control-Allow-Credentials"], "true")
        self.assertIn("Origin", response.headers["Vary"])

    def test_allowed_when_refused(self):
        response = self._request("channels", {"limit": 0}, headers={"Origin": SITE})
        self._assert_refused(response, 422, "invalid_value")
        self.assertEqual(response.headers["Access-Control-Allow-Origin"], SITE)

    def test_others(self):
        for origin in (
            "https://evil.example",
            "https://www.example.com.evil.example",
            "http://www.example.com",
            "https://www.example.com:8443",
            "https://example.com",
            "https://www.example.com/",
            "null",
            "*",
            "",
        ):
            with self.subTest(origin=origin):
                response = self._request("channels", headers={"Origin": origin})
                self._assert_refused(response, 403, "forbidden")
                self.assertNotIn("Access-Control-Allow-Origin", response.headers)
                preflight = self._preflight(origin)
                self.assertNotIn("Access-Control-Allow-Origin", preflight.headers)

    def test_no_origin_and_own_origin(self):
        for headers in ({}, {"Origin": self.base_url()}):
            self.assertEqual(self._request("channels", headers=headers).status_code, 200)

    def test_preflight(self):
        for path in ("channels", "upload", "support/send", "support/1/messages"):
            response = self._preflight(SITE, path)
            self.assertEqual(response.status_code, 204, response.text)
            self.assertEqual(response.headers["Access-Control-Allow-Origin"], SITE)
            self.assertEqual(response.headers["Access-Control-Allow-Credentials"], "true")
            allowed = response.headers["Access-Control-Allow-Headers"]
            for header in ("Authorization", "Content-Type", "X-Session-Token"):
                self.assertIn(header, allowed)
            self.assertIn("POST", response.headers["Access-Control-Allow-Methods"])
            self.assertEqual(response.content, b"")
            self.assertNotIn("Set-Cookie", response.headers)

    def test_preflight_needs_no_session(self):
        self.authenticate(None, None)
        self.assertEqual(self._preflight(SITE).status_code, 204)

    def test_options_alone(self):
        response = self._request("channels", method="OPTIONS")
        self._assert_refused(response, 405, "method_not_allowed")

    def test_nothing_is_allowed_by_default(self):
        self.env["ir.config_parameter"].set_param(settings.PREFIX + settings.CORS_ORIGINS, False)
        response = self._request("channels", headers={"Origin": SITE})
        self._assert_refused(response, 403, "forbidden")


@tagged(*TAGS)
class TestRates(ChatCase):
    """Each test names its own buckets: what is counted stays counted."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._forget)
        self._forget()

    def _forget(self):
        empty_buckets.clear()
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute("DELETE FROM seitech_chat_rate")

    def _limit(self, name, value):
        self.env["ir.config_parameter"].set_param(settings.PREFIX + name, str(value))

    def _statuses(self, number, make_request):
        return [make_request().status_code for _ in range(number)]

    def test_bucket(self):
        rates, key = self.env["seitech.chat.rate"], str(uuid.uuid4())
        for _ in range(3):
            rates._take_token(key, 3, 60)
        with self.assertRaises(ChatError) as caught:
            rates._take_token(key, 3, 60)
        self.assertEqual(caught.exception.http_status, 429)
        self.assertIn(caught.exception.retry_after, (19, 20))
        rates._take_token(key, 0, 60)
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(
                "UPDATE seitech_chat_rate SET filled_at = filled_at - 20 WHERE key = %s", [key]
            )
        empty_buckets.clear()
        rates._take_token(key, 3, 60)
        with self.assertRaises(ChatError):
            rates._take_token(key, 3, 60)

    def test_person(self):
        self._limit(settings.RATE_PERSON, 3)
        self._sign_in(self.student)
        statuses = self._statuses(5, lambda: self._request("channels"))
        self.assertEqual(statuses, [200, 200, 200, 429, 429])
        response = self._request("channels")
        self._assert_refused(response, 429, "too_many_requests")
        self.assertIn(int(response.headers["Retry-After"]), range(1, 21))
        self._sign_in(self.fellow)
        self.assertEqual(self._request("channels").status_code, 200, "somebody else")

    def test_refused_requests_count(self):
        self._limit(settings.RATE_PERSON, 3)
        self._sign_in(self.student)
        statuses = self._statuses(4, lambda: self._request("channels", {"limit": 0}))
        self.assertEqual(statuses, [422, 422, 422, 429])

    def test_network(self):
        self._limit(settings.RATE_NETWORK, 3)
        self.authenticate(None, None)
        statuses = self._statuses(4, lambda: self._request("channels", b"[]"))
        self.assertEqual(statuses, [400, 400, 400, 429], "before anything else is looked at")

    def test_keys_cannot_be_guessed_for_ever(self):
        self._limit(settings.RATE_NETWORK, 3)
        headers = {"Authorization": "Bearer x"}
        statuses = self._statuses(4, lambda: self._request("channels", headers=headers))
        self.assertEqual(statuses, [401, 401, 401, 429])

    def test_visitor(self):
        self.authenticate(None, None)
        opened = self._call("support")
        self._limit(settings.RATE_VISITOR, 60)
        statuses = self._statuses(8, lambda: self._request("support/send", opened_body(opened)))
        self.assertEqual(statuses[:5], [200] * 5)
        self.assertIn(429, statuses[5:])
        self._limit(settings.RATE_VISITOR, 0)
        self._limit(settings.RATE_PERSON, 2)
        path = f"support/{opened['channel_id']}/poll?session_token={opened['session_token']}"
        statuses = self._statuses(3, lambda: self.url_open(f"/api/chat/{path}"))
        self.assertEqual(statuses, [200, 200, 429])

    def test_visitors_of_one_network(self):
        self.authenticate(None, None)
        self._limit(settings.RATE_VISITOR, 4)
        statuses = self._statuses(6, lambda: self._request("support", {}))
        self.assertEqual(statuses, [200] * 4 + [429] * 2)

    def test_open_conversations(self):
        self.authenticate(None, None)
        self.env["seitech.chat.channel"].search([("channel_type", "=", "public_support")]).unlink()
        self._limit(settings.SUPPORT_PER_NETWORK, 2)
        body = {"content": "Hello", "email": "vera@example.com"}
        opened = [self._call("support", body) for _ in range(2)]
        response = self._request("support", body)
        self._assert_refused(response, 429, "too_many_requests")
        self.assertEqual(response.headers["Retry-After"], "300")
        self._assert_refused(self._request("support", {}), 429, "too_many_requests")
        self._call("support/close", {k: opened[0][k] for k in ("channel_id", "session_token")})
        self._call("support", body)
        self._limit(settings.SUPPORT_PER_NETWORK, 0)
        self._limit(settings.SUPPORT_UNANSWERED, 2)
        self._assert_refused(self._request("support", body), 429, "too_many_requests")
        answered = self.env["seitech.chat.channel"].browse(opened[1]["channel_id"])
        self._post(self.agent, "Hi", answered)
        self._call("support", body)

    def test_cleaning(self):
        rates, key = self.env["seitech.chat.rate"], str(uuid.uuid4())
        rates._take_token(key, 3, 60)
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute("UPDATE seitech_chat_rate SET filled_at = filled_at - 7200")
        rates._gc_buckets()
        self.env.cr.execute("SELECT FROM seitech_chat_rate WHERE key = %s", [key])
        self.assertFalse(self.env.cr.rowcount)

    def test_uninstalling_leaves_no_table(self):
        with self.env.cr.savepoint() as savepoint:
            hooks.uninstall_hook(self.env)
            self.env.cr.execute("SELECT to_regclass('seitech_chat_rate')")
            self.assertEqual(self.env.cr.fetchone(), (None,))
            savepoint.rollback()


@tagged(*TAGS)
class TestNetwork(TransactionCase):
    def test_networks(self):
        for address, expected in (
            ("203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2::3", "2001:db8:1::/48"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("x", "unknown"),
            (None, "unknown"),
        ):
            self.assertEqual(network.network_of(address), expected)

    def test_hash(self):
        one = network.network_hash("203.0.113.77", "secret")
        self.assertEqual(one, network.network_hash("203.0.113.78", "secret"))
        self.assertNotEqual(one, network.network_hash("203.0.114.77", "secret"))
        self.assertNotEqual(one, network.network_hash("203.0.113.77", "other"))
        with patch.object(network, "datetime") as clock:
            clock.now.return_value = fields.Datetime.now() + timedelta(days=31)
            self.assertNotEqual(one, network.network_hash("203.0.113.77", "secret"))


@tagged(*TAGS)
class TestSettings(TransactionCase):
    def _set(self, **values):
        values = {f"seitech_chat_{name}": value for name, value in values.items()}
        self.env["res.config.settings"].create(values).execute()

    def test_limits(self):
        parameters = self.env["ir.config_parameter"]
        parameters.search([("key", "like", settings.PREFIX)]).unlink()
        for name, default in settings.LIMITS.items():
            self.assertEqual(settings.limit(self.env, name), default)
            parameters.set_param(settings.PREFIX + name, "nonsense")
            self.assertEqual(settings.limit(self.env, name), default)
            parameters.set_param(settings.PREFIX + name, False)
        for value in (7, 0):
            self._set(rate_person=value)
            self.assertEqual(settings.limit(self.env, settings.RATE_PERSON), value)
            shown = self.env["res.config.settings"].create({})
            self.assertEqual(shown.seitech_chat_rate_person, value)
        with self.assertRaises(ValidationError):
            self._set(rate_person=-1)

    def test_origins(self):
        self._set(cors_origins=f" {SITE}  http://localhost:3000 ")
        allowed = {SITE, "http://localhost:3000"}
        self.assertEqual(settings.allowed_origins(self.env), allowed)
        for wrong in ("*", "www.example.com", f"{SITE}/", f"{SITE}/a", "ftp://x", "null"):
            with self.subTest(wrong=wrong), self.assertRaises(ValidationError):
                self._set(cors_origins=wrong)
        self._set(cors_origins=False)
        self.assertEqual(settings.allowed_origins(self.env), frozenset())


def opened_body(opened):
    return {**{k: opened[k] for k in ("channel_id", "session_token")}, "content": "x"}
