from odoo import api, models
from odoo.fields import Domain

# Nothing else shows this page.
_UNUSED_PAGES = """
    SELECT page.id FROM mail_link_preview page
     WHERE page.id = ANY(%s)
       AND NOT EXISTS (
            SELECT FROM seitech_chat_link_preview s WHERE s.link_preview_id = page.id
       )
       AND NOT EXISTS (
            SELECT FROM mail_message_link_preview s WHERE s.link_preview_id = page.id
       )
"""

# The bus has told of a conversation on its own address, or on that of a person or a team.
_NOTIFICATIONS = """
    DELETE FROM bus_bus
     WHERE message LIKE %(own)s
       AND (channel LIKE ANY(%(addresses)s)
            OR jsonb_path_exists(
                message::jsonb, '$.** ? (@.channel_id == $ids[*] || @.channel.id == $ids[*])',
                jsonb_build_object('ids', to_jsonb(%(ids)s::int[]))
            ))
"""
# E-mails of these conversations; and of those that belong to no record the ones to visitors, which
# are transcripts, and the ones that lead into these conversations.
_MAILS = """
    SELECT mail.id
      FROM mail_mail mail
      JOIN mail_message message ON message.id = mail.mail_message_id
     WHERE (message.model = 'seitech.chat.channel' AND message.res_id = ANY(%(ids)s))
        OR (message.model IS NULL AND (lower(mail.email_to) = ANY(%(addresses)s)
                                       OR mail.body_html ~ %(links)s))
"""


class ChatTraces(models.AbstractModel):
    """What conversations leave behind outside of their own tables. Every method removes for good,
    and is told what; who calls one has checked that it may go."""

    _name = "seitech.chat.traces"
    _description = "Chat Traces"

    @api.model
    def _remove_previews(self, message_ids):
        """Take the previews of pages off these messages, and remove the pages, with their pictures,
        that nothing else shows."""
        # sudo: seitech.chat.link.preview – follow from the messages
        shown = self.env["seitech.chat.link.preview"].sudo()
        shown = shown.search([("message_id", "in", message_ids)])
        page_ids = shown.link_preview_id.ids
        shown.unlink()
        self.env.flush_all()
        self.env.cr.execute(_UNUSED_PAGES, [page_ids])
        unused = [id_ for [id_] in self.env.cr.fetchall()]
        # sudo: mail.link.preview – likewise
        self.env["mail.link.preview"].sudo().browse(unused).unlink()

    @api.model
    def _remove_ratings(self, channel):
        """Remove how visitors have judged the support team in this conversation."""
        # sudo: seitech.chat.support – follow from the conversation
        supports = self.env["seitech.chat.support"].sudo()
        supports = supports.search([("channel_id", "=", channel.id)])
        judged = [("res_model", "=", supports._name), ("res_id", "in", supports.ids)]
        # sudo: rating.rating – likewise
        self.env["rating.rating"].sudo().search(judged).unlink()

    @api.model
    def _remove_mails(self, channel_ids, addresses):
        """Remove e-mails of these conversations that have not been sent, or have been kept.

        :param list addresses: of visitors, to whom transcripts are sent
        """
        self.env.flush_all()
        params = {
            "ids": list(channel_ids),
            "addresses": [address.lower() for address in addresses],
            "links": rf"/chat/({'|'.join(map(str, channel_ids)) or 0})\M",
        }
        self.env.cr.execute(_MAILS, params)
        ids = [id_ for [id_] in self.env.cr.fetchall()]
        # sudo: mail.mail – nobody but the server writes these
        self.env["mail.mail"].sudo().browse(ids).unlink()

    @api.model
    def _remove_notifications(self, channel_ids):
        """Remove what the bus has told of these conversations. Whoever has not heard it yet asks
        the API, as after any loss."""
        # What this transaction tells comes at its end, and says no more than that.
        self.env.cr.execute(
            _NOTIFICATIONS,
            {
                "own": '{"type":"seitech.chat/%',
                "addresses": [f'%"seitech.chat.channel",{id_},%' for id_ in channel_ids],
                "ids": list(channel_ids),
            },
        )

    @api.model
    def _remove_reports(self, message_ids, channel_ids):
        """What was reported goes with the message: only a hold, and whoever still works on the
        report, keeps it longer."""
        about = Domain("message_id", "in", message_ids) | Domain("channel_id", "in", channel_ids)
        # sudo: seitech.chat.report – follow from the messages
        reports = self.env["seitech.chat.report"].sudo()
        reports.search(about & Domain("state", "=", "done")).unlink()

    @api.model
    def _collect_soon(self):
        """Have Odoo remove the files that nothing refers to from its store as soon as this
        transaction is committed, not only when it next tidies up."""
        # sudo: ir.cron – an own one, to be run now
        self.env.ref("seitech_elearning.cron_collect_files").sudo()._trigger()

    @api.model
    def _collect(self):
        """What ``_collect_soon`` asks for; called by the scheduler."""
        self.env["ir.attachment"]._gc_file_store()
