from odoo import models

# What a conversation is made of, in numbers.
_COUNTS = """
    SELECT (SELECT count(*) FROM seitech_chat_message WHERE channel_id = %(id)s) AS messages,
           count(DISTINCT a.id) AS files, COALESCE(sum(f.file_size), 0) AS bytes
      FROM seitech_chat_attachment a
      JOIN ir_attachment f ON f.id IN (a.attachment_id, a.thumbnail_id)
     WHERE a.channel_id = %(id)s
"""


class ChatChannel(models.Model):
    """Removing a conversation as a whole."""

    _inherit = "seitech.chat.channel"

    def _remove_for_good(self):
        """Remove the conversation, called in its turn, with everything that belongs to it: files,
        notes, ratings, e-mails that wait to be sent, what the bus still tells, and visitors who
        have no other one.

        :return: how many ``messages``, ``files`` and ``bytes`` that were; 1 of ``conversations``
        :rtype: dict
        :raise UserError: if a hold keeps it
        """
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(_COUNTS, {"id": self.id})
        counts = {"conversations": 1, **self.env.cr.dictfetchone()}
        self.env.cr.execute("SELECT id FROM seitech_chat_message WHERE channel_id = %s", [self.id])
        message_ids = [id_ for [id_] in self.env.cr.fetchall()]
        # sudo: seitech.chat.attachment – follow from the conversation
        uploads = self.env["seitech.chat.attachment"].sudo()
        # sudo: seitech.chat.member – likewise
        visitors = self.sudo()._all_members().visitor_id
        traces = self.env["seitech.chat.traces"]
        traces._remove_previews(message_ids)
        uploads.search([("channel_id", "=", self.id)]).unlink()
        traces._remove_ratings(self)
        traces._remove_mails(self.ids, visitors.filtered("email").mapped("email"))
        traces._remove_reports(message_ids, self.ids)
        self.env["seitech.course.faq"]._forget_messages(message_ids)
        self.unlink()
        visitors.invalidate_recordset(["chat_member_ids"])
        visitors.filtered(lambda visitor: not visitor.chat_member_ids).unlink()
        traces._remove_notifications([self.id])
        return counts
