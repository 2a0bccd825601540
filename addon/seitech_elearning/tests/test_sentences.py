from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase


@tagged(*TAGS)
class TestSentences(DeskCase):
    """What the server says in a conversation: to its visitor in their language, to the staff in
    the company's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        french = cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["website"].get_current_website().language_ids += french

    def setUp(self):
        super().setUp()
        self.support, self.token = self._open("Bonjour", email="v@example.com", language="fr")
        self.french = self.env["seitech.chat.channel"].with_context(lang="fr_FR").env

    def _said(self, path="messages"):
        """:return: what the server said, as the visitor reads it"""
        headers = {"X-Session-Token": self.token}
        url = f"/api/chat/support/{self.support.id}/{path}"
        messages = self.url_open(url, headers=headers).json()["messages"]
        return [(m["content"], m["html"]) for m in messages if m["type"] == "system"]

    def _stored(self):
        self.env.invalidate_all()
        said = self.support.chat_message_ids.filtered(lambda m: m.message_type == "system")
        return said.sorted("id").mapped("content")

    def test_both_read_their_own(self):
        self._desk("claim")
        self.support.with_user(self.agent)._change_state("closed")
        expected = ["Ada Tester joined", "Ada Tester closed the conversation"]
        self.assertEqual(self._stored(), expected)
        self.authenticate(None, None)
        told = self._said()
        self.assertEqual([html for _content, html in told], [text for text, _html in told])
        joined, closed = (text for text, _html in told)
        for sentence, english in ((joined, "%s joined"), (closed, "%s closed the conversation")):
            french = self.french._(english, "Ada Tester")
            self.assertNotEqual(french, english % "Ada Tester")
            self.assertEqual(sentence, french)
        self.assertEqual(self._said("poll?last_message_id=0"), told)
        read = self._call("messages", {"channel_id": self.support.id}, self.agent)["messages"]
        self.assertIn("Ada Tester joined", [message["content"] for message in read])

    def test_names_are_no_markup(self):
        self.agent.name = "<b>%s</b> & {0}"
        self._desk("claim")
        self.authenticate(None, None)
        [(content, html)] = self._said()
        self.assertIn(self.agent.name, content)
        self.assertIn("&lt;b&gt;%s&lt;/b&gt; &amp; {0}", html)

    def test_another_language_than_the_website_has(self):
        self.support._support().language = "xx"
        self._desk("claim")
        self.authenticate(None, None)
        self.assertEqual([text for text, _html in self._said()], ["Ada Tester joined"])

    def test_a_name_that_is_erased(self):
        self._desk("claim")
        self._post(self.agent, "How can I help?", self.support)
        said = self.support.chat_message_ids.filtered(lambda m: m.message_type == "system")
        self.assertIn("Ada Tester", str(said.sentence))
        erasure = self.env["seitech.chat.erasure"].with_user(self.manager)
        erasure._erase(erasure._subject(self.agent.partner_id), "asked")
        self.env.invalidate_all()
        self.assertFalse(said.sentence)
        self.authenticate(None, None)
        [(content, _html)] = self._said()
        self.assertNotIn("Ada", content)
