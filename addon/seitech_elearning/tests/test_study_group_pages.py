from lxml import html
from odoo.http import Request
from odoo.tests import tagged

from .common import TAGS, ChatCase

PAGES = "/my/groups"


@tagged(*TAGS)
class TestStudyGroupPages(ChatCase):
    """Everything about study groups on the portal, by links and forms alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = cls.env["seitech.study.group"]
        cls.group = groups.browse(
            groups.with_user(cls.student)._found("Circle", None, cls.course.id, max_members=3).id
        )
        cls.path = f"{PAGES}/{cls.group.id}"

    def _open(self, path, user=None, status=200):
        """:return: the page, as an element"""
        if user is not None:
            self._sign_in(user)
        response = self.url_open(path)
        self.assertEqual(response.status_code, status, path)
        return html.fromstring(response.text)

    def _submit(self, user, path, status=303, **fields):
        """:return: what is said then: in an alert, or by a key in the address that is gone to"""
        self._sign_in(user)
        data = {"csrf_token": Request.csrf_token(self), **fields}
        response = self.url_open(path, data=data, allow_redirects=False)
        self.assertEqual(response.status_code, status, path)
        self.assertNotIn("Traceback", response.text)
        if status == 303:
            return response.headers["Location"].rpartition("=")[2]
        self.page = html.fromstring(response.text)
        return "".join(self.page.xpath("//div[hasclass('alert-danger')]/text()")).strip()

    def _do(self, user, action, status=303, **fields):
        return self._submit(user, f"{self.path}/{action}", status, **fields)

    def _listed(self, user, query=""):
        page = self._open(f"{PAGES}?{query}", user)
        return [a.text_content() for a in page.xpath("//li[hasclass('o_seitech_group')]//h4/a/bdi")]

    def _has(self, page, words):
        return words in " ".join(page.text_content().split())

    # Finding

    def test_who_finds_what(self):
        self.assertEqual(self._listed(self.student), ["Circle"])
        self.assertEqual(self._listed(self.fellow), ["Circle"])
        self.assertEqual(self._listed(self.stranger), [])
        self.assertEqual(self._listed(self.instructor), [])
        self.assertIn("Circle", self._listed(self.manager, "search=CIR"))
        self.assertEqual(self._listed(self.fellow, "show=mine"), [])
        self.assertEqual(self._listed(self.fellow, "show=others"), ["Circle"])
        self.assertEqual(self._listed(self.student, "show=others"), [])
        self.assertEqual(self._listed(self.student, "show=mine"), ["Circle"])
        self.assertEqual(self._listed(self.fellow, f"course={self.course.id}"), ["Circle"])
        self.assertEqual(self._listed(self.fellow, "course=1"), [])
        self.assertEqual(self._listed(self.fellow, "search=%25"), [])
        self.group.invited_ids = self.fellow
        self.assertEqual(self._listed(self.fellow, "show=invitations"), ["Circle"])
        self.assertEqual(self._listed(self.fellow, "show=others"), [])

    def test_strange_queries(self):
        strange = "search=%00&show=secret&course=x&page=%C2%B2"
        self.assertEqual(self._listed(self.fellow, strange), ["Circle"])
        self._open(f"{self.path}?after=x", self.student, 422)
        self._open(f"{PAGES}/page/99999999999999999999", self.fellow)

    def test_unknown_and_forbidden_are_the_same(self):
        for user, path in (
            (self.stranger, self.path),
            (self.agent, self.path),
            (self.student, f"{PAGES}/99999999999999999999"),
            (self.fellow, f"{self.path}/edit"),
            (self.instructor, f"{PAGES}/new"),
        ):
            with self.subTest(user=user.login, path=path):
                self._open(path, user, 404)
        page = self._open(PAGES, self.stranger)
        self.assertFalse(page.xpath("//a[contains(@href, '/my/groups/new')]"))
        for action in ("join", "leave", "delete", "edit", "chat"):
            self._do(self.stranger, action, 404)

    def test_blocked_accounts(self):
        self.student._block_chat_account()
        self.assertEqual(self._listed(self.student), [])
        self._open(self.path, self.student, 404)
        typed = {"name": "Another", "privacy": "open"}
        said = self._submit(self.student, f"{PAGES}/new", 403, **typed)
        self.assertIn("cannot use the chat", said)

    def test_visitors_sign_in_first(self):
        self.authenticate(None, None)
        for path in (PAGES, self.path, f"{PAGES}/new"):
            answer = self.url_open(path, allow_redirects=False)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/web/login", answer.headers["Location"])

    def test_forms_are_protected(self):
        self._sign_in(self.student)
        answer = self.url_open(f"{self.path}/delete", data={"csrf_token": "x"})
        self.assertEqual(answer.status_code, 400)
        self.assertTrue(self.group.exists())

    def test_ways_in(self):
        self.assertTrue(self._open("/my", self.student).xpath("//a[@href='/my/groups']"))
        course = f"/slides/{self.course.id}"
        link = f"//a[@href='{PAGES}?course={self.course.id}']"
        self.assertTrue(self._open(course, self.student).xpath(link))
        self.assertFalse(self._open(course, self.stranger).xpath(link))

    # What is shown

    def test_outside_nobody_is_named(self):
        self.group._add_people(self.fellow)
        course = self.env["slide.channel.partner"]
        course.create({"channel_id": self.course.id, "partner_id": self.stranger.partner_id.id})
        page = self._open(self.path, self.stranger)
        self.assertNotIn(self.fellow.name, page.text_content())
        self.assertFalse(page.xpath("//a[@data-seitech-open]"))
        self.assertTrue(self._has(page, "2 of 3"))
        page = self._open(self.path, self.fellow)
        self.assertIn(self.student.name, page.text_content())
        [chat] = page.xpath("//a[@data-seitech-open='open']")
        channel = self.group._chat_channels()
        self.assertEqual(chat.get("data-seitech-arguments"), f"[{channel.id}]")
        self.assertEqual(chat.get("href"), f"/my/chat?channel={channel.id}")
        self.assertFalse(page.xpath("//section[hasclass('o_seitech_group_invitations')]"))

    def test_who_wants_in_is_for_moderators(self):
        self.group._add_people(self.fellow)
        self.group.write({"applicant_ids": self.stranger, "invited_ids": self.instructor})
        groups = self.env["seitech.study.group"]
        for user, is_told in ((self.student, True), (self.fellow, False)):
            shown = groups.with_user(user)._get_visible(self.group.id)._page()
            self.assertIs(bool(shown["applicants"]), is_told, user.login)
            self.assertIs(bool(shown["invited"]), is_told, user.login)

    def test_a_group_without_conversation(self):
        group = self.env["seitech.study.group"].create(
            {"name": "Quiet", "owner_id": self.student.id, "member_ids": [(4, self.fellow.id)]}
        )
        path = f"{PAGES}/{group.id}"
        page = self._open(path, self.fellow)
        self.assertIn(self.student.name, page.text_content())
        opened = self._submit(self.fellow, f"{path}/chat")
        channel = group._chat_channels()
        self.assertEqual(opened, str(channel.id))
        self.assertEqual(channel.member_ids, self.student + self.fellow)

    # Coming and going

    def test_asking_and_letting_in(self):
        self.assertEqual(self._do(self.fellow, "join"), "requested")
        self.assertTrue(self._has(self._open(f"{self.path}?done=requested"), "A moderator decides"))
        self._do(self.fellow, "withdraw")
        self.assertFalse(self.group.applicant_ids)
        self._do(self.fellow, "join")
        self._do(self.fellow, "approve", 403, user_id=self.fellow.id)
        page = self._open(self.path, self.student)
        self.assertTrue(page.xpath("//section[hasclass('o_seitech_group_applicants')]//li"))
        self._do(self.student, "refuse", user_id=self.fellow.id)
        self.assertFalse(self.group.applicant_ids)
        self._do(self.fellow, "join")
        self._do(self.student, "approve", user_id=self.fellow.id)
        self.assertEqual(self.group.member_ids, self.student + self.fellow)
        self._do(self.fellow, "leave")
        self.assertEqual(self.group.member_ids, self.student)
        said = self._do(self.fellow, "leave", 403)
        self.assertEqual(said, "You are not part of this study group.")

    def test_inviting(self):
        self.group.privacy = "invitation"
        page = self._open(f"{self.path}?find=so", self.student)
        offered = page.xpath("//input[@name='user_ids']/@value")
        self.assertEqual(offered, [str(self.fellow.id)], "the stranger attends another course")
        said = self._do(self.student, "invite", 422, find="so")
        self.assertEqual(said, "Choose whom to invite.")
        self._do(self.student, "invite", 404, user_ids=self.stranger.id)
        self._do(self.student, "invite", user_ids=self.fellow.id)
        self._do(self.student, "uninvite", user_id=self.fellow.id)
        self._open(self.path, self.fellow, 404)
        self._do(self.student, "invite", user_ids=self.fellow.id)
        self.assertEqual(self._do(self.fellow, "withdraw"), "withdrawn")
        self._do(self.student, "invite", user_ids=self.fellow.id)
        self._do(self.fellow, "join")
        self.assertIn(self.fellow, self.group.member_ids)

    def test_full(self):
        self.group.write({"privacy": "open", "max_members": 1})
        page = self._open(self.path, self.fellow)
        self.assertTrue(self._has(page, "Full"))
        self.assertFalse(page.xpath("//form[contains(@action, '/join')]"))
        said = self._do(self.fellow, "join", 409)
        self.assertEqual(said, "The study group is full.")
        self.assertEqual(self.group.member_ids, self.student)

    # Owner and moderators

    def test_founding(self):
        typed = {
            "name": "  ",
            "description": "Mondays & <b>more</b>",
            "course": self.course.id,
            "privacy": "open",
            "max_members": "12",
        }
        form = f"{PAGES}/new"
        self.assertTrue(self._open(form, self.fellow).xpath("//textarea[@name='description']"))
        said = self._submit(self.fellow, form, 422, **typed)
        self.assertEqual(said, "The name is empty.")
        self.assertEqual(self.page.xpath("//textarea")[0].text, typed["description"])
        self.assertEqual(self.page.xpath("//input[@name='max_members']/@value"), ["12"])
        self.assertEqual(self.page.xpath("//option[@selected]/@value"), [str(self.course.id)])
        self.assertEqual(self.page.xpath("//input[@checked]/@value"), ["open"])
        said = self._submit(self.fellow, form, 422, **{**typed, "max_members": "many"})
        self.assertIn("a number up to 1000", said)
        self._submit(self.fellow, form, 404, **{**typed, "name": "x", "course": 1})
        said = self._submit(self.fellow, form, **{**typed, "name": "Monday"})
        self.assertEqual(said, "created")
        group = self.env["seitech.study.group"].search([("name", "=", "Monday")])
        self.assertEqual((group.owner_id, group.course_id), (self.fellow, self.course))
        self.assertEqual((group.max_members, group.privacy), (12, "open"))
        self.assertEqual(group._chat_channels().member_ids, self.fellow)
        [shown] = self._open(f"{PAGES}/{group.id}").find_class("o_seitech_group_description")
        self.assertEqual(shown.find("bdi").text, typed["description"])

    def test_editing(self):
        self.group._add_people(self.fellow)
        typed = {"name": "Round", "description": "x", "privacy": "open", "max_members": "1"}
        form = f"{self.path}/edit"
        said = self._submit(self.student, form, 409, **typed)
        self.assertEqual(said, "The study group has 2 members already.")
        self.assertEqual(self.page.xpath("//input[@name='name']/@value"), ["Round"])
        self._submit(self.fellow, form, 404, **typed)
        self._submit(self.student, form, **{**typed, "max_members": ""})
        self.assertEqual((self.group.name, self.group.description), ("Round", "x"))
        self.assertEqual((self.group.privacy, self.group.max_members), ("open", 0))
        self.assertEqual(self.group._chat_channels().name, "Round")

    def test_moderators(self):
        self.group._add_people(self.fellow)
        channel = self.group._chat_channels()
        for action in ("promote", "demote", "remove", "hand_over"):
            self._do(self.fellow, action, 403, user_id=self.student.id)
        self._do(self.student, "promote", user_id=self.fellow.id)
        self.assertEqual(channel.moderator_ids, self.student + self.fellow)
        said = self._do(self.fellow, "remove", 409, user_id=self.student.id)
        self.assertEqual(said, "Whoever it belongs to stays in the conversation.")
        for action in ("hand_over", "delete"):
            said = self._do(self.fellow, action, 403, user_id=self.fellow.id)
            self.assertEqual(said, "Only the owner of the study group can do this.")
        self._do(self.student, "demote", user_id=self.fellow.id)
        self.assertEqual(channel.moderator_ids, self.student)
        self._do(self.student, "remove", user_id=self.fellow.id)
        self.assertEqual(self.group.member_ids, self.student)
        for user_id in (self.fellow.id, "", "x", 2**40):
            self._do(self.student, "remove", 404, user_id=user_id)

    def test_handing_over(self):
        self.group._add_people(self.fellow)
        self._do(self.student, "hand_over", 404, user_id=self.stranger.id)
        self._do(self.student, "hand_over", user_id=self.fellow.id)
        self.assertEqual(self.group.owner_id, self.fellow)
        self.assertEqual(self.group._chat_channels().moderator_ids, self.student + self.fellow)

    def test_deleting(self):
        self.group._add_people(self.fellow)
        channel = self.group._chat_channels()
        self.assertEqual(self._do(self.student, "delete"), "deleted")
        self.assertFalse(self.group.exists())
        self.assertEqual(channel.state, "archived")
        self._call("messages", {"channel_id": channel.id}, self.fellow)

    def test_pages(self):
        groups = self.env["seitech.study.group"].with_user(self.student)
        for number in range(20):
            groups._found(f"Page {number}", None, None, "open")
        self.assertEqual(len(self._listed(self.student)), 20)
        page = self._open(f"{PAGES}/page/2?show=mine", self.student)
        self.assertEqual(len(page.find_class("o_seitech_group")), 1)
        self.assertTrue(page.xpath("//ul[hasclass('pagination')]//a[contains(@href, 'show=mine')]"))
        domain = self.env["seitech.study.group"].with_user(self.student)._find()
        entries = self.env["seitech.study.group"].with_user(self.student)._find_entries
        few = self._count_queries(lambda: (self.env.invalidate_all(), entries(domain, 19)))
        many = self._count_queries(lambda: (self.env.invalidate_all(), entries(domain)))
        self.assertLessEqual(many, few + 1)
