from odoo import api, fields, models
from odoo.exceptions import UserError

KINDS = [
    ("hold", "Legal hold placed"),
    ("lift", "Legal hold lifted"),
    ("export", "Conversations exported"),
    ("erasure", "Person erased"),
    ("refused", "Erasure refused"),
    ("retention", "Old conversations removed"),
]


class ChatPrivacyLog(models.Model):
    """Who has taken, kept or removed what, as numbers: a line says of nobody who they were, so that
    it can stay when they are erased."""

    _name = "seitech.chat.privacy.log"
    _description = "Chat Privacy Log"
    _rec_name = "subject"
    _order = "id desc"

    kind = fields.Selection(KINDS, required=True, readonly=True)
    create_date = fields.Datetime(string="Date", readonly=True)
    user_id = fields.Many2one("res.users", string="By", ondelete="set null", readonly=True)
    subject = fields.Char(readonly=True, help="What it was about, by its number in the database.")
    details = fields.Text(readonly=True)

    @api.model
    def _add(self, kind, records, details):
        """Write a line in the name of the current user.

        :param str kind: one of ``KINDS``
        :param records: what it was about; records of one model, or a list of such
        :param str details: counts, or a reason that was given
        """
        groups = records if isinstance(records, list) else [records]
        # sudo: seitech.chat.privacy.log – nobody writes lines by hand
        self.sudo().create(
            {
                "kind": kind,
                "user_id": self.env.uid,
                "subject": ", ".join(
                    f"{group.env['ir.model']._get(group._name).name} {id_}"
                    for group in groups
                    for id_ in group.ids
                ),
                "details": details,
            }
        )

    def write(self, vals):
        raise UserError(self.env._("The log stays as it was written."))

    def unlink(self):
        raise UserError(self.env._("The log stays as it was written."))
