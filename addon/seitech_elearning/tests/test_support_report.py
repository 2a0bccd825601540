from lxml import etree
from odoo.tests import Form, tagged

from .common import TAGS
from .desk_case import DeskCase


@tagged(*TAGS)
class TestSupportReport(DeskCase):
    """Volume, times, ratings and what was missed, from a view."""

    def _rows(self, groupby):
        ids = self.env["seitech.chat.support"].search([("channel_id", "in", self.channels)]).ids
        report = self.env["seitech.chat.support.report"].with_user(self.manager)
        averages = [f"{name}:avg" for name in ("first_response", "resolution", "rating")]
        return report._read_group(
            [("id", "in", ids)], [groupby], ["__count", *averages, "missed:sum"]
        )

    def test_figures(self):
        answered, token = self.support, self.token
        missed, _token = self._open("Anybody?")
        silent, _token = self._open()
        spam, _token = self._open("BUY")
        self.channels = (answered + missed + silent + spam).ids
        self._post(self.agent, "Hi", answered)
        self.assertEqual(self._as_visitor("rate", rating=4).status_code, 200)
        self._as_visitor("close")
        self._desk("spam", channel=spam)
        missed.with_user(self.manager)._change_state("closed")
        self.env.cr.execute(
            """
            UPDATE seitech_chat_support
               SET create_date = resolved_at - interval '30 minutes',
                   first_response_at = resolved_at - interval '20 minutes'
             WHERE channel_id = %s
            """,
            [answered.id],
        )
        self.env.invalidate_all()
        figures = {agent: rest for agent, *rest in self._rows("agent_id")}
        count, first, resolution, rating, not_answered = figures[self.agent]
        self.assertEqual((count, rating, not_answered), (1, 4, 0))
        self.assertAlmostEqual(first, 10)
        self.assertAlmostEqual(resolution, 30)
        nobody = figures[self.env["res.users"]]
        self.assertEqual((nobody[0], nobody[-1]), (1, 1), "what nobody answered was missed")
        by_day = self._rows("date:day")
        self.assertEqual(sum(row[1] for row in by_day), 2)
        self.assertTrue(token)

    def test_no_message_is_read(self):
        self.env.cr.execute("SELECT pg_get_viewdef('seitech_chat_support_report')")
        self.assertNotIn("seitech_chat_message", self.env.cr.fetchone()[0])

    def test_access(self):
        report = self.env["seitech.chat.support.report"]
        self.assertTrue(report.with_user(self.manager).has_access("read"))
        for user in (self.agent, self.student):
            self.assertFalse(report.with_user(user).has_access("read"))

    def test_views(self):
        supports = self.env["seitech.chat.support"].with_user(self.agent)
        for kind in ("list", "kanban", "form", "search"):
            arch = supports.get_view(view_type=kind)["arch"]
            self.assertTrue(len(etree.fromstring(arch)), kind)
        grouped = supports.with_context(read_group_expand=True).web_read_group(
            [], ["stage"], ["__count"]
        )["groups"]
        stages = [group["stage"] for group in grouped]
        self.assertEqual(stages, ["new", "waiting", "assigned", "closed"])
        for groupby in ("agent_id", "tag_ids", "create_date:day", "team_id"):
            self.assertTrue(supports.web_read_group([], [groupby], ["__count"])["groups"])
        action = self.env.ref("seitech_elearning.chat_support_action")
        self.assertEqual(action.view_mode, "list,kanban,form")
        read = supports.browse(self._case().id).web_read({"channel_id": {}, "stage": {}})
        self.assertEqual(read[0]["stage"], "waiting")
        report = self.env["seitech.chat.support.report"].with_user(self.manager)
        for kind in ("pivot", "graph"):
            self.assertTrue(report.get_view(view_type=kind)["arch"])

    def test_agents_change_nothing_by_the_way(self):
        case = self._case()
        for user in (self.agent, self.manager):
            for right in ("write", "create", "unlink"):
                self.assertFalse(case.with_user(user).has_access(right), right)

    def test_settings(self):
        values = {
            "seitech_chat_support_cap": 0,
            "seitech_chat_support_assignment": "automatic",
            "seitech_chat_subjects": "Courses",
        }
        self.env["res.config.settings"].create(values).execute()
        again = self.env["res.config.settings"].create({})
        for name, value in values.items():
            self.assertEqual(again[name], value, name)

    def test_teams_and_tags(self):
        with Form(self.env["seitech.chat.team"].with_user(self.manager)) as form:
            form.name = "Accounting"
        tag = self.env["seitech.chat.tag"].with_user(self.manager).create({"name": "Refund"})
        self.assertFalse(tag.with_user(self.agent).has_access("write"))
