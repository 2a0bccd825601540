import json
import re

from lxml import html
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import TAGS, ChatCase

DESIGNER = "website.group_website_designer"


@tagged(*TAGS)
class TestWidget(ChatCase):
    """The button on the pages of a website: for whom, where, and what it looks like."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website = cls.env["website"].get_current_website()
        cls.page = cls._new_page("/help-test")

    @classmethod
    def _new_page(cls, url, website=None):
        return cls.env["website.page"].create(
            {
                "name": "Help test",
                "url": url,
                "type": "qweb",
                "key": f"seitech_elearning.test{re.sub('[^a-z]', '_', url)}",
                "arch": """
                    <t t-call="website.layout">
                        <div id="wrap" class="oe_structure oe_empty"><p>Words</p></div>
                    </t>""",
                "is_published": True,
                "website_id": (website or cls.website).id,
            }
        )

    def _button(self, user=None, path="/help-test"):
        """:return: the attributes of the button that somebody is shown, ``None`` for none"""
        self.authenticate(user and user.login, user and user.login)
        found = self._open(path).find_class("o_seitech_help")
        self.assertLessEqual(len(found), 1)
        return dict(found[0].attrib) if found else None

    def _open(self, path):
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.text)

    # What is loaded

    def test_files(self):
        """The button names what it loads, so that nobody asks for that first."""
        files = self._button()["data-files"].split()
        self.assertEqual([name.rpartition(".")[2] for name in files], ["css", "js"])
        for name in files:
            self.assertIn("seitech_elearning.assets_support.min.", name)
            self.assertEqual(self.url_open(name).status_code, 200)
        # A page that was kept since before an update names files that are gone.
        old = re.sub("/[0-9a-f]{7}/", "/0000000/", files[1])
        self.assertNotEqual(old, files[1])
        self.assertEqual(self.url_open(old).url, f"{self.base_url()}{files[1]}")

    def test_files_of_another_direction(self):
        """Right to left is another stylesheet."""
        lang = self.env["res.lang"]._activate_lang("ar_001")
        self.website.language_ids |= lang
        there = self._button(path=f"/{lang.url_code}/help-test")["data-files"].split()
        here = self._button()["data-files"].split()
        self.assertIn(".rtl.", there[0])
        self.assertNotIn(".rtl.", here[0])
        self.assertEqual(there[1], here[1])

    def test_scripts_of_members(self):
        for user, expected in ((None, False), (self.student, True), (self.agent, True)):
            self.authenticate(user and user.login, user and user.login)
            page = self.url_open("/help-test").text
            self.assertIs("seitech_elearning.assets_member" in page, expected, user)
            self.assertNotIn("seitech_elearning.assets_portal", page)

    # For whom

    def test_people(self):
        visitor, student = self._button(), self._button(self.student)
        self.assertEqual(visitor["href"], "/contactus")
        self.assertEqual(visitor["data-website-id"], str(self.website.id))
        self.assertNotIn("data-user-id", visitor)
        self.assertNotIn("data-logged-in", visitor)
        self.assertIn("d-print-none", visitor["class"])
        self.assertEqual(student["data-user-id"], str(self.student.id))
        self.assertEqual(student["data-logged-in"], "1")
        for user in (self.agent, self.manager, self.instructor):
            self.assertIsNone(self._button(user), user.login)
        outsider = self._new_user("otto", "base.group_user")
        self.assertIsNone(self._button(outsider), "no student")
        self.assertIsNone(self._button(self.student, "/my/chat"), "it would lie on the composer")

    def test_kept_pages_are_for_visitors_only(self):
        """Odoo keeps what it rendered for visitors; nobody gets what another is shown."""
        for _ in range(2):
            self.assertNotIn("data-user-id", self._button())
            self.assertEqual(self._button(self.student)["data-user-id"], str(self.student.id))
            self.assertEqual(self._button(self.fellow)["data-user-id"], str(self.fellow.id))
            self.assertIsNone(self._button(self.agent))
        # What is kept is not shown when the settings say something else.
        self.website.seitech_chat_label = "Ask us"
        self.assertEqual(self._button()["data-label"], "Ask us")
        self.website.seitech_chat_widget = False
        self.assertIsNone(self._button())

    # Where

    def test_switched_off(self):
        self.website.seitech_chat_widget = False
        for user in (None, self.student):
            self.assertIsNone(self._button(user))

    def test_pages(self):
        has_button = self.website._seitech_has_button
        cases = [
            ("/help-test", "/help-test", True),
            ("/help-test/", "/help-test", True),
            ("/help-test", "/help-test/more", False),
            ("/help-test", "/Help-test", False),
            ("/shop*\n/help-test", "/shop", True),
            ("/shop*\n/help-test", "/shop/cart", True),
            ("/shop*\n/help-test", "/help-test", True),
            ("/shop/*", "/shop", False),
            ("/a.c", "/abc", False),
            ("/*/cart", "/shop/cart", True),
            ("/", "/", True),
            ("/", "/shop", False),
            ("*", "/anything", True),
            ("", "/", False),
        ]
        for addresses, path, is_listed in cases:
            self.website.seitech_chat_addresses = addresses
            for pages, expected in (("only", is_listed), ("except", not is_listed), ("all", True)):
                with self.subTest(addresses=addresses, path=path, pages=pages):
                    self.website.seitech_chat_pages = pages
                    self.assertIs(has_button(path), expected)

    def test_pages_over_http(self):
        french = self._activate_french()
        self.website.write({"seitech_chat_pages": "only", "seitech_chat_addresses": "/help-test"})
        self.assertTrue(self._button())
        self.assertIsNone(self._button(path="/contactus"))
        self.assertTrue(self._button(path=f"/{french.url_code}/help-test"))

    def test_another_website(self):
        other = self.env["website"].create(
            {"name": "Other", "domain": "http://other.example.com", "seitech_chat_widget": False}
        )
        self.website.domain = self.base_url()
        self._new_page("/help-other", other)
        self.authenticate(None, None)
        headers = {"Host": "other.example.com"}
        page = html.fromstring(self.url_open("/help-other", headers=headers).text)
        self.assertEqual(page.xpath("//p/text()")[0], "Words")
        self.assertFalse(page.find_class("o_seitech_help"))
        other.write({"seitech_chat_widget": True, "seitech_chat_label": "Over here"})
        page = html.fromstring(self.url_open("/help-other", headers=headers).text)
        [button] = page.find_class("o_seitech_help")
        self.assertEqual(button.get("data-label"), "Over here")
        self.assertEqual(button.get("data-website-id"), str(other.id))
        self.assertEqual(self._button()["data-label"], "Need help?")

    # What it looks like

    def test_defaults(self):
        button = self._button()
        look = {name: button[f"data-{name}"] for name in ("side", "color", "label", "greeting")}
        self.assertEqual(look, {"side": "end", "color": "", "label": "Need help?", "greeting": ""})
        self.assertEqual(button["data-greeting-delay"], "0")
        self.assertIn("end-0", button["class"].split())

    def test_look(self):
        self.website.write(
            {
                "seitech_chat_side": "start",
                "seitech_chat_color": "#0aF",
                "seitech_chat_label": '<b>"Hi"</b>',
                "seitech_chat_greeting": "Hello, <you>",
                "seitech_chat_greeting_delay": 7,
            }
        )
        for user in (None, self.student):
            button = self._button(user)
            self.assertEqual(button["data-side"], "start")
            self.assertEqual(button["data-color"], "#0aF")
            self.assertEqual(button["data-label"], '<b>"Hi"</b>')
            self.assertEqual(button["data-greeting"], "Hello, <you>")
            self.assertEqual(button["data-greeting-delay"], "7")
            self.assertIn("start-0", button["class"].split())
        self.website.seitech_chat_greeting_delay = 0
        self.assertEqual(self._button()["data-greeting"], "", "0 seconds: none")

    def test_what_is_refused(self):
        for values in (
            {"seitech_chat_color": "red"},
            {"seitech_chat_color": "#12345"},
            {"seitech_chat_color": "#123; background: url(x)"},
            {"seitech_chat_color": "#123\n"},
            {"seitech_chat_greeting_delay": -1},
            {"seitech_chat_addresses": "/shop\nhttps://www.example.com/shop"},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.website.write(values)

    def _activate_french(self):
        french = self.env["res.lang"]._activate_lang("fr_FR")
        self.website.language_ids += french
        return french

    def test_languages(self):
        french = self._activate_french()
        self.website.write(
            {
                "seitech_chat_label": "Ask us",
                "seitech_chat_consent": "You may write to me.",
                "seitech_chat_subjects": "Payment",
                "seitech_chat_greeting": "Hello",
                "seitech_chat_greeting_delay": 1,
            }
        )
        self.website.with_context(lang="fr_FR").write(
            {
                "seitech_chat_label": "Une question ?",
                "seitech_chat_consent": "Vous pouvez m’écrire.",
                "seitech_chat_subjects": "Paiement",
                "seitech_chat_greeting": "Bonjour",
            }
        )
        self.assertEqual(self._button()["data-label"], "Ask us")
        button = self._button(path=f"/{french.url_code}/help-test")
        self.assertEqual(button["data-label"], "Une question ?")
        self.assertEqual(button["data-greeting"], "Bonjour")
        # The page's language counts, not the browser's.
        headers = {"Accept-Language": "en-US,en"}
        url = "/api/chat/support/availability"
        for language, consent, subject in (
            ("fr", "Vous pouvez m’écrire.", "Paiement"),
            ("fr-BE", "Vous pouvez m’écrire.", "Paiement"),
            ("fr_FR", "Vous pouvez m’écrire.", "Paiement"),
            ("en", "You may write to me.", "Payment"),
            ("de", "You may write to me.", "Payment"),
        ):
            told = self.url_open(f"{url}?language={language}", headers=headers).json()
            self.assertEqual((told["consent"], told["subjects"]), (consent, [subject]), language)
        body = {"email": "vera@example.com", "content": "Bonjour", "client_key": None}
        body |= {"subject": "Paiement", "language": "fr"}
        opened = self._call("support", body)
        support = self.env["seitech.chat.channel"].browse(opened["channel_id"])._support()
        self.assertEqual((support.subject, support.language), ("Paiement", "fr"))
        response = self._request("support", {**body, "subject": "Payment"})
        self._assert_refused(response, 422, "invalid_value")

    def test_settings_of_each_website(self):
        other = self.env["website"].create({"name": "Other"})
        settings = self.env["res.config.settings"].with_user(self.env.ref("base.user_admin"))
        values = {
            "seitech_chat_widget": False,
            "seitech_chat_pages": "only",
            "seitech_chat_addresses": "/shop*",
            "seitech_chat_side": "start",
            "seitech_chat_color": "#123456",
            "seitech_chat_label": "Ask",
            "seitech_chat_greeting": "Hello",
            "seitech_chat_greeting_delay": 5,
            "seitech_chat_consent": "Yes",
            "seitech_chat_files": "always",
            "seitech_chat_subjects": "Payment",
            "seitech_chat_name_required": True,
        }
        before = self.website.read(list(values))
        settings.create({"website_id": other.id, **values}).execute()
        told = other.read(list(values))[0]
        self.assertEqual({name: told[name] for name in values}, values)
        self.assertEqual(self.website.read(list(values)), before)
        with self.assertRaises(ValidationError):
            settings.create({"website_id": other.id, "seitech_chat_color": "blue"})
        with Form(settings.with_context(website_id=other.id)) as form:
            form.website_id = self.website
            self.assertTrue(form.seitech_chat_widget)
            form.website_id = other
            self.assertFalse(form.seitech_chat_widget)
            self.assertEqual(form.seitech_chat_label, "Ask")

    # The editor

    def test_not_in_the_editor(self):
        """Whoever edits is shown no button, and what they save has none."""
        designer = self._new_user("dora", f"base.group_user,{DESIGNER}")
        self._new_course("Design", self.instructor, designer)
        self.assertTrue(self.website.with_user(designer)._seitech_help("/help-test"))
        self.assertIsNone(self._button(designer))
        page = self._open("/help-test?enable_editor=1")
        self.assertFalse(page.find_class("o_seitech_help"))
        [area] = page.xpath("//div[@id='wrap']")
        self.assertEqual(area.get("data-oe-model"), "ir.ui.view", "an area that is saved")
        area.find("p").text = "Other words"
        self._save(area)
        self.page.invalidate_recordset()
        self.assertIn("Other words", self.page.arch)
        views = self.env["ir.ui.view"].search([("arch_db", "ilike", "o_seitech_help")])
        self.assertEqual(views, self.env.ref("seitech_elearning.help_link"))
        # Also where visitors see it, it is in nothing that can be edited.
        self.authenticate(None, None)
        page = self._open("/help-test")
        [button] = page.find_class("o_seitech_help")
        self.assertEqual(button.getparent().get("id"), "wrapwrap")
        self.assertEqual(page.xpath("//p/text()")[0], "Other words")

    def _save(self, area):
        """What the editor does with an area that was changed."""
        value = html.tostring(area, encoding="unicode")
        call = {
            "model": "ir.ui.view",
            "method": "save",
            "args": [[int(area.get("data-oe-id"))], value, area.get("data-oe-xpath")],
            "kwargs": {"context": {"website_id": self.website.id, "lang": "en_US"}},
        }
        response = self.url_open(
            "/web/dataset/call_kw/ir.ui.view/save",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": call}),
            headers={"Content-Type": "application/json"},
        )
        self.assertNotIn("error", response.json(), response.text)

    # Cookies

    def test_no_cookies(self):
        """The chat adds none to a page, and its API sets none."""
        self.website.seitech_chat_widget = False
        without = self._cookies("/help-test")
        self.website.seitech_chat_widget = True
        self.assertIn("o_seitech_help", self.url_open("/help-test").text)
        self.assertEqual(self._cookies("/help-test"), without)
        opened = self._anonymous("POST", "support", {"content": "Hello", "email": "v@example.com"})
        token = {name: opened.json()[name] for name in ("channel_id", "session_token")}
        said = opened.json()["message"]["id"]
        # There is a transcript only of what was answered.
        channel = self.env["seitech.chat.channel"].browse(token["channel_id"])
        self._post(self.agent, "Hi", channel)
        for path, body in (
            ("send", {"content": "x"}),
            ("typing", {}),
            ("read", {"message_id": said}),
            ("transcript", {}),
            ("close", {}),
        ):
            self._anonymous("POST", f"support/{path}", {**token, **body})
        ticket = channel._resume_address(channel._all_members().visitor_id).partition("=")[2]
        headers = {"X-Session-Token": token["session_token"]}
        for path in ("messages", "poll"):
            self._anonymous("GET", f"support/{token['channel_id']}/{path}", headers=headers)
        self._anonymous("GET", "support/availability")
        self._anonymous("POST", "support/resume", {"ticket": ticket})

    def _anonymous(self, method, path, body=None, headers=None):
        """A request of somebody who was never here."""
        self.authenticate(None, None)
        self.opener.cookies.clear()
        headers = {"Content-Type": "application/json", **(headers or {})}
        data = json.dumps(body).encode() if body is not None else None
        url = f"/api/chat/{path}"
        response = self.url_open(url, data=data, headers=headers, method=method)
        self.assertEqual(response.status_code, 200, response.text)
        self.assertNotIn("Set-Cookie", response.headers, path)
        return response

    def _cookies(self, path):
        self.authenticate(None, None)
        self.opener.cookies.clear()
        return sorted(self.url_open(path).cookies.keys())

    # The backend

    def test_who_is_an_agent_and_who_teaches(self):
        for user, is_agent, teaches in (
            (self.agent, True, False),
            (self.manager, True, True),
            (self.instructor, False, True),
        ):
            self._sign_in(user)
            page = self.url_open("/odoo").text
            info = json.loads(re.search(r"odoo.__session_info__ = (\{.*?\});", page)[1])
            self.assertIs(info["seitech_chat_is_agent"], is_agent, user.login)
            self.assertIs(info["seitech_chat_teaches"], teaches, user.login)
