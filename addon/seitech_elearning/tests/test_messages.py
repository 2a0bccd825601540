from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestMessages(ChatCase):
    def setUp(self):
        super().setUp()
        self.ids = [self._post(self.instructor, str(n))["id"] for n in range(10)]
        self._sign_in(self.student)

    def _page(self, **fields):
        page = self._call("messages", {"channel_id": self.channel.id, **fields})
        return [self.ids.index(message["id"]) for message in page["messages"]], page["has_more"]

    def test_pages(self):
        ids = self.ids
        for fields, expected in (
            ({}, (list(range(10)), False)),
            ({"limit": 3}, ([7, 8, 9], True)),
            ({"limit": 10}, (list(range(10)), False)),
            ({"limit": 3, "before_id": ids[7]}, ([4, 5, 6], True)),
            ({"limit": 3, "before_id": ids[3]}, ([0, 1, 2], False)),
            ({"before_id": ids[0]}, ([], False)),
            ({"limit": 3, "after_id": ids[2]}, ([3, 4, 5], True)),
            ({"limit": 3, "after_id": ids[6]}, ([7, 8, 9], False)),
            ({"limit": 4, "around_id": ids[5]}, ([3, 4, 5, 6], True)),
            ({"limit": 1, "around_id": ids[5]}, ([5], True)),
            ({"limit": 1, "around_id": ids[0]}, ([0], False)),
            ({"limit": 6, "around_id": ids[1]}, ([0, 1, 2, 3], False)),
            ({"limit": 3, "offset": 2}, ([5, 6, 7], True)),
            ({"limit": 3, "offset": 7}, ([0, 1, 2], False)),
            ({"limit": 3, "before_id": None}, ([7, 8, 9], True)),
        ):
            with self.subTest(fields=fields):
                self.assertEqual(self._page(**fields), expected)

    def test_values_out_of_range(self):
        for fields in (
            {"limit": 0},
            {"limit": -1},
            {"limit": 101},
            {"limit": 10**9},
            {"offset": -1},
            {"before_id": self.ids[1], "after_id": self.ids[0]},
            {"around_id": self.ids[1], "offset": 1},
        ):
            with self.subTest(fields=fields):
                response = self._request("messages", {"channel_id": self.channel.id, **fields})
                self._assert_refused(response, 422, "invalid_value")

    def test_around_a_message_of_another_channel(self):
        elsewhere = self._new_direct(self.student, self.fellow)
        foreign = self._post(self.fellow, "x", elsewhere)
        body = {"channel_id": self.channel.id, "around_id": foreign["id"]}
        self._assert_refused(self._request("messages", body), 404, "not_found")

    def test_query_budget(self):
        def page(limit):
            body = {"channel_id": self.channel.id, "limit": limit}
            return self._count_queries(lambda: self._call("messages", body))

        one = page(1)
        self.assertEqual(page(10), one)
        self.assertLessEqual(one, 6)
