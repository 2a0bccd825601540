import io
import json
import re
import time
from unittest.mock import patch
from zipfile import ZipFile

from odoo.addons.seitech_elearning.controllers import export
from odoo.http import Request
from odoo.tests import tagged

from .common import TAGS
from .privacy_case import PrivacyCase

# What a page would fetch something by.
_FETCHES = re.compile(r"<(?:img|script|link|iframe)|url\(|@import|src=", re.IGNORECASE)


@tagged(*TAGS)
class TestPersonExport(PrivacyCase):
    """What somebody can take home: what is theirs, and of others what they share."""

    def setUp(self):
        super().setUp()
        # Without a limit, unless the test is about it.
        limit = patch.object(export, "MAX_EXPORTS", 0)
        limit.start()
        self.addCleanup(limit.stop)

    def _download(self, user):
        self._sign_in(user)
        token = Request.csrf_token(self._request_like())
        return self.url_open("/my/chat/export/download", data={"csrf_token": token})

    def _request_like(self):
        """What ``csrf_token`` asks of a request."""
        self.session.session_token = self.session.session_token or ""
        return type("Asked", (), {"env": self.env, "session": self.session})()

    def _taken(self, user):
        """:return: the conversations by id, and the archive"""
        response = self._download(user)
        self.assertEqual(response.status_code, 200, response.text[:500])
        return self._read(response.content)

    def _read(self, raw):
        archive = ZipFile(io.BytesIO(raw))
        self.assertIsNone(archive.testzip())
        told = json.loads(archive.read("conversations.json"))
        return {item["id"]: item for item in told["conversations"]}, archive

    @staticmethod
    def _texts(conversation):
        return [message["text"] for message in conversation["messages"]]

    def _everything(self, archive):
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())

    def test_own_and_shared(self):
        self._post(self.instructor, "To you")
        self._post(self.student, "To me")
        conversations, archive = self._taken(self.student)
        direct = conversations[self.channel.id]
        self.assertEqual(self._texts(direct), ["To you", "To me"])
        self.assertEqual([message["own"] for message in direct["messages"]], [False, True])
        self.assertEqual(direct["messages"][0]["author"], self.instructor.name)
        folder = direct["folder"]
        self.assertIn(f"{folder}/index.html", archive.namelist())
        page = archive.read(f"{folder}/index.html").decode()
        self.assertIn("To you", page)
        self.assertIn(f"{folder}/index.html", archive.read("index.html").decode())

    def test_nothing_of_others(self):
        """Of many people's conversations only the threads the person took part in."""
        course = self.course._open_chat_channel()
        begun = self._post(self.fellow, "A thread", course)
        self._post(self.fellow, "foreign words", course)
        self._post(self.student, "My reply", course, parent_id=begun["id"])
        self._post(self.instructor, "In the thread", course, parent_id=begun["id"])
        elsewhere = self._new_direct(self.instructor, self.fellow)
        self._post(self.fellow, "foreign secret", elsewhere)
        conversations, archive = self._taken(self.student)
        self.assertEqual(
            self._texts(conversations[course.id]), ["A thread", "My reply", "In the thread"]
        )
        self.assertNotIn(elsewhere.id, conversations)
        self.assertNotIn("foreign", self._everything(archive))

    def test_left_and_late(self):
        """Whoever has left takes their own words along; whoever came later nothing from before."""
        left = self._new_channel(self.student + self.fellow)
        said = self._post(self.fellow, "foreign", left)
        self._post(self.student, "Goodbye", left, parent_id=said["id"])
        left._remove_members(self.student)
        late = self._new_channel(self.fellow + self.instructor)
        self._post(self.fellow, "foreign too", late)
        late._add_members(self.student, from_now=True)
        self._post(self.student, "Hello", late)
        few = self._new_channel(self.fellow, "student_support")
        self._post(self.fellow, "foreign as well", few)
        few._add_members(self.student, from_now=True)
        self._post(self.fellow, "Welcome", few)
        ended = self._new_direct(self.student, self.fellow)
        self._post(self.student, "Bye", ended)
        ended._remove_members(self.student)
        conversations, archive = self._taken(self.student)
        self.assertEqual(conversations[ended.id]["name"], "Direct")
        self.assertEqual(self._texts(conversations[left.id]), ["Goodbye"])
        self.assertEqual(self._texts(conversations[late.id]), ["Hello"])
        self.assertEqual(self._texts(conversations[few.id]), ["Welcome"])
        self.assertNotIn("foreign", self._everything(archive))

    def test_files(self):
        _sent, mine = self._send_file(self.student, "mine día.txt", b"my words")
        self._send_file(self.instructor, "theirs.txt", b"their words")
        conversations, archive = self._taken(self.student)
        direct = conversations[self.channel.id]
        [[own], [other]] = [message["files"] for message in direct["messages"]]
        self.assertEqual(own["path"], f"{direct['folder']}/{mine.id}-mine día.txt")
        self.assertEqual(archive.read(own["path"]), b"my words")
        self.assertEqual((other["name"], other["path"]), ("theirs.txt", None))
        self.assertNotIn("their words", self._everything(archive))

    def test_held_files(self):
        """What no agent has accepted nobody gets, not even with somebody's data."""
        self._case().may_attach = True
        response = self.url_open(
            "/api/chat/support/upload",
            data={"channel_id": str(self.support.id), "session_token": self.token},
            files={"file": ("held.txt", b"held words", "text/plain")},
        )
        self.assertEqual(response.status_code, 200, response.text)
        self._case().visitor_id._bind(self.student)
        conversations, archive = self._taken(self.student)
        [file] = [f for m in conversations[self.support.id]["messages"] for f in m["files"]]
        self.assertEqual((file["name"], file["path"]), ("held.txt", None))
        self.assertNotIn("held words", self._everything(archive))

    def test_what_is_gone_stays_gone(self):
        posted = self._post(self.student, "secret")
        self.channel.with_user(self.student)._delete_message(posted["id"])
        hidden = self._post(self.instructor, "hidden words")
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET hidden_at = now() WHERE id = %s", [hidden["id"]]
        )
        _conversations, archive = self._taken(self.student)
        everything = self._everything(archive)
        self.assertNotIn("secret", everything)
        self.assertNotIn("hidden words", everything)

    def test_pages_are_safe(self):
        words = '<script>alert(1)</script><img src="https://example.com/x.png" onerror=a>'
        self._post(self.instructor, words)
        self.student.lang = "ar_001"
        self.env["res.lang"]._activate_lang("ar_001")
        _conversations, archive = self._taken(self.student)
        for name in archive.namelist():
            if name.endswith(".html"):
                page = archive.read(name).decode()
                safe = page.replace("src=&#34;", "").replace("&lt;img", "")
                self.assertIsNone(_FETCHES.search(safe), name)
                self.assertIn('dir="rtl"', page)
                self.assertIn("default-src &#39;none&#39;".replace("&#39;", "'"), page)

    def test_five_thousand(self):
        self.env.flush_all()
        self.env.cr.execute(
            """
            INSERT INTO seitech_chat_message (channel_id, user_id, author_id, is_agent, content,
                   content_html, message_type, rev, create_uid, create_date, write_date)
            SELECT %s, %s, %s, FALSE, repeat('word ', 100) || n, 'x', 'text',
                   nextval('seitech_chat_rev_seq'), 1, now(), now()
              FROM generate_series(1, 5000) n
            """,
            [self.channel.id, self.student.id, self.student.partner_id.id],
        )
        started = time.monotonic()
        conversations, archive = self._taken(self.student)
        self.assertLess(time.monotonic() - started, 30)
        texts = self._texts(conversations[self.channel.id])
        self.assertEqual(len(texts), 5000)
        self.assertEqual([text.split()[-1] for text in texts], [str(n + 1) for n in range(5000)])
        page = archive.read(f"conversation-{self.channel.id}/index.html").decode()
        self.assertEqual(page.count("<article"), 5000)

    def test_the_download(self):
        response = self._download(self.student)
        self.assertRegex(
            response.headers["Content-Disposition"],
            r"filename\*?=(UTF-8'')?\"?chat-export-\d{4}-\d\d-\d\d\.zip\"?$",
        )
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        self.assertEqual(int(response.headers["Content-Length"]), len(response.content))
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        line = self.env["seitech.chat.privacy.log"].search([], limit=1)
        self.assertEqual((line.kind, line.user_id), ("export", self.student))
        self.assertNotIn(self.student.name, f"{line.subject} {line.details}")

    @patch.object(export, "MAX_EXPORTS", 3)
    def test_so_many(self):
        for _ in range(3):
            self.assertEqual(self._download(self.student).status_code, 200)
        refused = self._download(self.student)
        self.assertEqual(refused.status_code, 429)
        self.assertGreater(int(refused.headers["Retry-After"]), 0)
        self.assertIn("Please wait", refused.text)
        self.assertEqual(self._download(self.fellow).status_code, 200)

    def test_who_may(self):
        self.authenticate(None, None)
        answer = self.url_open("/my/chat/export", allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])
        self._sign_in(self.student)
        page = self.url_open("/my/chat/export")
        self.assertIn("/my/chat/export/download", page.text)
        self.assertIn("/my/chat/export", self.url_open("/my/security").text)
        forged = self.url_open("/my/chat/export/download", data={"x": "y"})
        self.assertEqual(forged.status_code, 400)

    # By managers

    def _for(self, user, manager=None):
        people = self.env["seitech.chat.person"].with_user(manager or self.manager)
        return people.create({"partner_id": user.partner_id.id})

    def test_by_managers(self):
        self._post(self.student, "My words")
        person = self._for(self.student)
        address = person.action_export()["url"]
        self._sign_in(self.manager)
        conversations, _archive = self._read(self.url_open(address).content)
        self.assertEqual(self._texts(conversations[self.channel.id]), ["My words"])
        visits = self.env["mail.message"].search(
            [("model", "=", self.channel._name), ("subject", "=", "visit")]
        )
        self.assertEqual(visits.filtered(lambda v: v.res_id == self.channel.id).author_id,
                         self.manager.partner_id)  # fmt: skip
        other = self._new_user("mona", "seitech_elearning.group_elearning_manager")
        for user in (self.student, self.instructor, self.agent, other):
            self._sign_in(user)
            self.assertEqual(self.url_open(address).status_code, 404, user.login)

    def test_visitors(self):
        visitor = self._case().visitor_id
        self._post(self.agent, "An answer", self._joined())
        person = self.env["seitech.chat.person"].with_user(self.manager)
        person = person.create({"visitor_ids": visitor.ids})
        self._sign_in(self.manager)
        raw = self.url_open(person.action_export()["url"]).content
        conversations, archive = self._read(raw)
        self.assertEqual(self._texts(conversations[self.support.id])[0], "Hello")
        self.assertIn("An answer", self._texts(conversations[self.support.id]))
        everything = self._everything(archive)
        for secret in (visitor.token_hash, visitor.network_hash, self.token):
            self.assertNotIn(secret, everything)

    def _joined(self):
        self._desk("claim")
        return self.support

    def test_an_address_is_no_proof(self):
        """Anybody can have typed it: a person's own export has no visitor's words."""
        self.student.email = "sam@example.com"
        self.support, self.token = self._open("foreign", email="sam@example.com")
        _conversations, archive = self._taken(self.student)
        self.assertNotIn("foreign", self._everything(archive))
        person = self._for(self.student)
        visitor = self._case().visitor_id
        self.assertEqual((person.similar_ids, person.conversations), (visitor, 1))
        person.action_add_similar()
        self.assertEqual((person.visitor_ids, person.conversations), (visitor, 2))
        visitor._bind(self.student)
        conversations, _archive = self._taken(self.student)
        self.assertIn(self.support.id, conversations)
