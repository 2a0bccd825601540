import json
from urllib.parse import parse_qs, urlsplit

from odoo.tests import tagged

from .common import TAGS
from .safeguarding_case import SafeguardingCase

SECRET = "zyxsecret"


@tagged(*TAGS)
class TestHiddenMessages(SafeguardingCase):
    """What is hidden comes out nowhere, and can be shown again."""

    def setUp(self):
        super().setUp()
        self.circle.moderator_ids = self.student
        author = self.circle.with_user(self.student)
        files = author._upload(f"{SECRET}.txt", SECRET.encode()).ids
        self.upload = self.env["seitech.chat.attachment"].browse(files)
        content = f"You {SECRET} @Sofia Tester https://www.example.com/{SECRET}"
        self.said = self._post(self.student, content, self.circle, attachment_ids=files)
        self.said_id = self.said["id"]
        self._new_preview(self.said_id, f"https://www.example.com/{SECRET}", og_title=SECRET)
        self.reply = self._post(self.fellow, "Stop it", self.circle, parent_id=self.said_id)
        author._pin_message(self.said_id, True)
        self.report = self._report(self.said_id)

    def _everything(self, user):
        """:return: all answers of the API and of Odoo that could have it in them"""
        self._sign_in(user)
        channel = {"channel_id": self.circle.id}
        asked = {
            "channels": {},
            f"channel/{self.circle.id}": {},
            "messages": channel,
            "messages around": {**channel, "around_id": self.said_id},
            "thread": {"message_id": self.said_id},
            "pins": channel,
            "search": {"query": "you"},
            "search by the file": {"query": SECRET, **channel},
            "sync": {"channels": {str(self.circle.id): 0}},
        }
        answers = {path: self._call(path.split(" ")[0], body) for path, body in asked.items()}
        message = "seitech.chat.message"
        answers["read"] = self._rpc(message, "read", [self.said_id], ["content", "content_html"])
        answers["export"] = self._rpc(message, "export_data", [self.said_id], ["content"])
        answers["search_read"] = self._rpc(
            message, "search_read", [("channel_id", "=", self.circle.id)], ["content"]
        )
        answers["oracle"] = self._rpc(message, "search", [("content", "ilike", SECRET)])
        answers["groups"] = self._rpc(
            message, "formatted_read_group", [], ["channel_id"], ["content:array_agg"]
        )
        return answers

    def _rpc(self, model, method, *args):
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()

    def _assert_nowhere(self, answers):
        for name, answer in answers.items():
            # The address of a page that a search was for comes back in the query only.
            self.assertNotIn(SECRET, json.dumps(answer), name)

    def test_nowhere(self):
        before = self._everything(self.fellow)
        for name, answer in before.items():
            if name in ("messages", "pins", "search", "sync", "read", "search_read"):
                self.assertIn(SECRET, json.dumps(answer), f"{name} would have it")
        self._measure("hide", self.report)
        for user in (self.fellow, self.student, self.instructor, self.manager):
            with self.subTest(user=user.login):
                answers = self._everything(user)
                self._assert_nowhere(answers)
                self.assertFalse(answers["oracle"].get("result"))
                [told] = [m for m in answers["messages"]["messages"] if m["id"] == self.said_id]
                self.assertIs(told["hidden"], True)
                self.assertEqual(told["reply_count"], 1, "its place is kept")
                self.assertEqual(len(answers["thread"]["messages"]), 1)
                self.assertEqual(answers["pins"]["messages"], [])
                for name in ("search", "search by the file"):
                    found = [message["id"] for message in answers[name]["messages"]]
                    self.assertNotIn(self.said_id, found, "nor can its words be guessed")

    def test_list_preview(self):
        last = self._post(self.student, f"last {SECRET}", self.circle)
        report = self._report(last["id"])
        self.assertIn(SECRET, json.dumps(self._call("channels")))
        self._measure("hide", report)
        self._assert_nowhere({"channels": self._call("channels", {}, self.fellow)})

    def test_list_preview_of_a_file(self):
        author = self.circle.with_user(self.student)
        files = author._upload(f"{SECRET}2.txt", b"x").ids
        last = self._post(self.student, "", self.circle, attachment_ids=files)
        self._measure("hide", self._report(last["id"]))
        self._assert_nowhere({"channels": self._call("channels", {}, self.fellow)})

    def test_files(self):
        url = self.said["attachments"][0]["url"]
        self.assertEqual(self.url_open(url).status_code, 200)
        line = self._measure("hide", self.report)
        for user in (self.fellow, self.student, self.manager):
            file = self.env["seitech.chat.attachment"].with_user(user)
            token = parse_qs(urlsplit(url).query)["token"][0]
            self.assertFalse(file._get_by_token(self.upload.id, token))
            self.assertFalse(self.upload.attachment_id.with_user(user).has_access("read"))
        self.assertEqual(self.url_open(url).status_code, 404)
        self._lift(line)
        self._sign_in(self.fellow)
        self.assertEqual(self.url_open(url).status_code, 200)

    def test_everybody_is_told(self):
        with self._bus() as rows:
            self._measure("hide", self.report)
        updated = [payload for _a, kind, payload in rows if kind == "seitech.chat/message_updated"]
        self.assertEqual([told["message"]["hidden"] for told in updated], [True])
        self.assertNotIn(SECRET, json.dumps([payload for _a, _k, payload in rows]))
        kinds = [kind for _address, kind, _payload in rows]
        self.assertIn("seitech.chat/resubscribe", kinds, "its quotes have changed too")

    def test_the_bus_forgets(self):
        self.env.cr.precommit.run()
        waiting = "SELECT count(*) FROM bus_bus WHERE message LIKE %s"
        self.env.cr.execute(waiting, [f"%{SECRET}%"])
        self.assertTrue(self.env.cr.fetchone()[0])
        self._measure("hide", self.report)
        self.env.cr.precommit.run()
        self.env.cr.execute(waiting, [f"%{SECRET}%"])
        self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_nobody_changes_it(self):
        self._measure("hide", self.report)
        self._sign_in(self.student)
        for path, body in (
            ("edit", {"content": "y"}),
            ("pin", {"pinned": True}),
            ("reaction", {"emoji": "👍"}),
            ("link-previews", {}),
        ):
            refused = self._request(path, {"message_id": self.said_id, **body})
            self._assert_refused(refused, 409, "conflict")
        report = {"message_id": self.said_id, "reason": "spam"}
        self._assert_refused(self._request("report", report, self.instructor), 409, "conflict")
        outsider = self._request("thread", {"message_id": self.said_id}, self.stranger)
        self._assert_refused(outsider, 404, "not_found")

    def test_shown_again(self):
        line = self._measure("hide", self.report)
        self._lift(line)
        self._sign_in(self.fellow)
        [told] = [
            message
            for message in self._call("messages", {"channel_id": self.circle.id})["messages"]
            if message["id"] == self.said_id
        ]
        self.assertIs(told["hidden"], False)
        self.assertEqual(told["content"], self.said["content"])
        self.assertTrue(told["attachments"])

    def test_e_mails(self):
        """The transcript of a visitor, and the answers that visitors are sent."""
        self.authenticate(None, None)
        opened = self._call(
            "support", {"name": "Vera", "email": "vera@example.com", "content": "Hello"}
        )
        support = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        visitor = support._all_members().visitor_id
        said = self._post(self.agent, f"You {SECRET}", support)
        support._hide_message(said["id"], True)
        support._mail_transcript(visitor)
        support._mail_answer(visitor, said["id"], said["id"])
        mails = self.env["mail.mail"].search([("email_to", "=", "vera@example.com")])
        self.assertEqual(len(mails), 2)
        self._assert_nowhere({mail.subject: mail.body_html for mail in mails})

    def test_nobody_has_it_unread(self):
        def counts():
            circle = self.circle.with_user(self.instructor)
            [row] = [
                row
                for row in self._call("channels", {}, self.instructor)["channels"]
                if row["id"] == self.circle.id
            ]
            marked = circle._unread_after(0)["unread_count"]
            return row["unread_count"], circle._unread_total(), marked

        before = counts()
        line = self._measure("hide", self.report)
        self.assertEqual(counts(), tuple(count - 1 for count in before))
        [row] = [
            row
            for row in self._call("channels", {}, self.fellow)["channels"]
            if row["id"] == self.circle.id
        ]
        self.assertEqual(row["unread_mention_count"], 0)
        self._lift(line)
        self.assertEqual(counts(), before)

    def test_reports_keep_it(self):
        self._measure("hide", self.report)
        self.assertIn(SECRET, self.report.with_user(self.officer).content)
