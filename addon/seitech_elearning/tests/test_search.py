from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestSearch(ChatCase):
    def setUp(self):
        super().setUp()
        self._sign_in(self.student)

    def _search(self, query, channel=None, **fields):
        body = {"query": query, **fields}
        if channel:
            body["channel_id"] = channel.id
        return self._call("search", body)

    def _found(self, query, **fields):
        return [message["content"] for message in self._search(query, **fields)["messages"]]

    def test_words(self):
        text = "L'Élève a préparé l'Øresund: 100 % prêt, a_b <b>gras</b> C:\\temp 👍 नेहा"
        self._post(self.instructor, text)
        self._post(self.instructor, "Something else 100 a-b")
        for query in (
            "eleve",
            "ÉLÈVE",
            "prepare eleve",
            "prep",
            "oresund",
            "% pret",
            "%",
            "a_b",
            "_",
            "<b>gras",
            "C:\\temp",
            "\\",
            "👍",
            "नेहा",
            "'",
            "pret 100",
        ):
            with self.subTest(query=query):
                self.assertEqual(self._found(query), [text])
        for query in ("eleve absent", "repare", "a%b", "l_eleve", "100%", "' OR 1=1 --", "&|!:*()"):
            with self.subTest(query=query):
                self.assertEqual(self._found(query), [])
        self.assertEqual(len(self._found("100")), 2)

    def test_scope(self):
        elsewhere = self._new_direct(self.student, self.fellow)
        foreign = self._new_direct(self.instructor, self.fellow)
        for channel, user in (
            (self.channel, self.instructor),
            (elsewhere, self.fellow),
            (foreign, self.fellow),
        ):
            self._post(user, "needle", channel)
        found = self._search("needle")["messages"]
        self.assertEqual(
            [(m["channel_id"], m["channel_name"]) for m in found],
            [(elsewhere.id, self.fellow.name), (self.channel.id, self.instructor.name)],
        )
        [message] = self._search("needle", self.channel)["messages"]
        self.assertEqual(message["channel_id"], self.channel.id)
        body = {"query": "needle", "channel_id": foreign.id}
        self._assert_refused(self._request("search", body), 404, "not_found")

    def test_pages(self):
        sent = [self._post(self.instructor, f"needle {n}")["id"] for n in range(5)]
        seen, cursor = [], None
        for expected in (2, 2, 1):
            page = self._search("needle", limit=2, cursor=cursor)
            self.assertEqual(len(page["messages"]), expected)
            seen += [message["id"] for message in page["messages"]]
            cursor = page["next_cursor"]
        self.assertEqual((seen, cursor), (sent[::-1], None))

    def test_changed_messages(self):
        sent = self._post(self.student, "needle")
        self._call("edit", {"message_id": sent["id"], "content": "thread"})
        self.assertEqual((self._found("needle"), self._found("thread")), ([], ["thread"]))
        self._call("delete", {"message_id": sent["id"]})
        self.assertEqual(self._found("thread"), [])

    def test_unacceptable(self):
        for fields in (
            {"query": ""},
            {"query": " \n"},
            {"query": "\0"},
            {"query": "\ud83d"},
            {"query": "x" * 201},
            {"query": "x", "limit": 0},
            {"query": "x", "limit": 51},
            {"query": "x", "cursor": "x"},
            {"query": "x", "cursor": "9" * 20},
        ):
            with self.subTest(fields=fields):
                self._assert_refused(self._request("search", fields), 422, "invalid_value")

    def test_long_messages_can_be_stored(self):
        for content in ("x" * 10_000, "😀" * 10_000, " ".join(map(str, range(2_000)))):
            self._post(self.instructor, content)
        self.assertEqual(len(self._found("1999")), 1)
