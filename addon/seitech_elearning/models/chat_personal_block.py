from odoo import api, fields, models


class ChatPersonalBlock(models.Model):
    """That one person does not want to hear of another. Only they ever get to know of it."""

    _name = "seitech.chat.personal.block"
    _description = "Chat Personal Block"
    _rec_name = "blocked_id"
    _order = "id"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", readonly=True)
    blocked_id = fields.Many2one(
        "res.users", required=True, ondelete="cascade", readonly=True, index=True
    )

    _once = models.UniqueIndex("(user_id, blocked_id)")
    _not_oneself = models.Constraint("CHECK (user_id != blocked_id)", "These are two people.")

    @api.model
    def _between(self, user):
        """:return: the ids of those with whom this user has a block, whoever made it"""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT blocked_id FROM seitech_chat_personal_block WHERE user_id = %(id)s
             UNION
            SELECT user_id FROM seitech_chat_personal_block WHERE blocked_id = %(id)s
            """,
            {"id": user.id},
        )
        return {id_ for [id_] in self.env.cr.fetchall()}

    @api.model
    def _block(self, user):
        """Make a block of the current user. Doing it twice does no harm."""
        self.env.cr.execute(
            """
            INSERT INTO seitech_chat_personal_block
                   (user_id, blocked_id, create_uid, write_uid, create_date, write_date)
            VALUES (%(me)s, %(other)s, %(me)s, %(me)s,
                    now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
                ON CONFLICT (user_id, blocked_id) DO NOTHING
            """,
            {"me": self.env.uid, "other": user.id},
            log_exceptions=False,
        )

    @api.model
    def _unblock(self, user):
        """Take a block of the current user back. Doing it twice does no harm."""
        # sudo: seitech.chat.personal.block – one's own
        own = self.sudo().search([("user_id", "=", self.env.uid), ("blocked_id", "=", user.id)])
        own.unlink()
