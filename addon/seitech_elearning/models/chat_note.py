from odoo import api, fields, models

from ..tools.fields import BigInteger

MAX_NOTES = 200

_ROWS = """
    SELECT n.id, n.rev, n.client_key, n.channel_id, n.after_message_id, n.content, n.content_html,
           n.user_id, n.author_id, p.name AS author_name, n.create_date
      FROM seitech_chat_note n
      LEFT JOIN res_partner p ON p.id = n.author_id
     WHERE {condition}
     ORDER BY n.rev
     LIMIT %(limit)s
"""


class ChatNote(models.Model):
    """What agents write to one another in a support conversation.

    Notes are no messages: nothing that visitors and students are served from ever reads this
    table, and they go to the agents' address on the bus, not to the conversation's.
    """

    _name = "seitech.chat.note"
    _description = "Chat Internal Note"
    _rec_name = "content"
    _order = "id"

    channel_id = fields.Many2one(
        "seitech.chat.channel", required=True, ondelete="cascade", readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users", ondelete="set null", readonly=True, index="btree_not_null"
    )
    author_id = fields.Many2one(
        "res.partner", ondelete="set null", readonly=True, index="btree_not_null"
    )
    content = fields.Text(required=True, readonly=True)
    content_html = fields.Html(required=True, readonly=True, sanitize=False)
    after_message_id = fields.Integer(
        required=True, readonly=True, help="The last message when it was written; 0: none."
    )
    client_key = fields.Char(readonly=True, copy=False)
    rev = BigInteger(required=True, readonly=True, copy=False)

    _client_key_unique = models.UniqueIndex(
        "(channel_id, user_id, client_key) WHERE client_key IS NOT NULL",
        "This note has already been written.",
    )
    _channel_rev_idx = models.Index("(channel_id, rev)")

    @api.model
    def _fetch_rows(self, condition, cr=None, limit=MAX_NOTES, **params):
        if cr is None:
            self.env.flush_all()
        cr = cr or self.env.cr
        cr.execute(_ROWS.format(condition=condition), {**params, "limit": limit})
        return cr.dictfetchall()
