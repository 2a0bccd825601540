from odoo.tests.common import BaseCase, tagged

from ..tools.reserved_names import ROLE_NAMES, is_reserved_name

IMPERSONATIONS = (
    # case and spacing
    "Support Agent",
    "support agent",
    "SUPPORT AGENT",
    "sUpPoRt aGeNt",
    "SupportAgent",
    "support_agent",
    "support-agent",
    "Support.Agent",
    "S u p p o r t  A g e n t",
    "Support\xa0Agent",
    " Support   Agent ",
    "Support\tAgent",
    "[Support Agent]",
    "★ Support Agent ★",
    "Support Agent ✓",
    # more around it
    "Support Agent 2",
    "SupportAgent007",
    "Official Support Agent",
    "xXSupportAgentXx",
    "Support Agent (Sam)",
    "Support Agents",
    # Cyrillic, Greek, Armenian, Cherokee, Lisu
    "Suppоrt Agent",
    "Ѕupport Agent",
    "Support Аgent",
    "ЅUРРОRТ АGЕNТ",
    "Support Αgent",
    "Suppοrt Agεnt",
    "Տupport Agent",
    "Ꮪupport Ꭺgent",
    "ꓢupport ꓮgent",
    # compatibility forms and other Latin
    "Ｓｕｐｐｏｒｔ Ａｇｅｎｔ",
    "𝐒𝐮𝐩𝐩𝐨𝐫𝐭 𝐀𝐠𝐞𝐧𝐭",
    "𝕊𝕦𝕡𝕡𝕠𝕣𝕥 𝔸𝕘𝕖𝕟𝕥",
    "Ⓢⓤⓟⓟⓞⓡⓣ Ⓐⓖⓔⓝⓣ",
    "🅂🅄🄿🄿🄾🅁🅃 🄰🄶🄴🄽🅃",
    "ꜱᴜᴘᴘᴏʀᴛ ᴀɢᴇɴᴛ",
    "🇸🇺🇵🇵🇴🇷🇹 🇦🇬🇪🇳🇹",
    "Śüppørt Àgéñt",
    "S̶u̶p̶p̶o̶r̶t̶ Agent",
    # digits and signs
    "5upp0rt Ag3nt",
    "$upport @gent",
    "Suppor7 Agen7",
    # invisible characters
    "Support\u200bAgent",
    "S\u200du\u200cp\u2060port Agent",
    "Sup\u00adport Agent",
    "\u202eSupport Agent",
    "\ufeffSupport Agent",
    "Support\u3164Agent",
    # letters doubled or dropped
    "Suport Agent",
    "Suppport Agent",
    "Support Agentt",
)


@tagged("-at_install", "post_install")
class TestReservedNames(BaseCase):
    def test_support_agent(self):
        self.assertGreaterEqual(len(set(IMPERSONATIONS)), 40)
        for name in IMPERSONATIONS:
            with self.subTest(name=ascii(name)):
                self.assertTrue(is_reserved_name(name))

    def test_roles(self):
        for name in (
            *ROLE_NAMES,
            "ADMIN",
            "Аdmin",
            "adm1n",
            "Adrnin",
            "Mоderator",
            "Help-Desk",
            "Helpdesk",
        ):
            with self.subTest(name=name):
                self.assertTrue(is_reserved_name(name))

    def test_staff(self):
        staff = ["Anna Schmidt", "Otis", ""]
        for name in (
            "Anna Schmidt",
            "anna  schmidt",
            "Аnna Schmidt",
            "AnnaSchmidt",
            "Anna Schmidt (Support)",
            "Anna Schmldt",
            "Dr. Anna Schmidt",
            "otis",
            "0tis",
            "O.T.I.S.",
            "Otis 2",
        ):
            with self.subTest(name=name):
                self.assertTrue(is_reserved_name(name, staff))

    def test_ordinary_names(self):
        staff = ["Anna Schmidt", "Otis", ""]
        for name in (
            "Sam Student",
            "Joanna Schmidt",
            "Anna Schmidtke",
            "Anna",
            "Schmidt",
            "Otis Redding",
            "Adminah",
            "Stafford",
            "Agenta",
            "Sam Support",
            "Manager Sam",
            "李小龍",
            "Анна",
            "Σωκράτης",
            "محمد",
            "42",
            "★",
            "",
            " ",
            "\u200b",
        ):
            with self.subTest(name=name):
                self.assertFalse(is_reserved_name(name, staff))

    def test_without_staff(self):
        self.assertFalse(is_reserved_name("Anna Schmidt"))
