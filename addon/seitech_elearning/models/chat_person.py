from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class ChatPerson(models.TransientModel):
    """What there is of one person in the chat: to be given to them, kept, or erased."""

    _name = "seitech.chat.person"
    _description = "Chat Data of a Person"

    partner_id = fields.Many2one(
        "res.partner", string="Person", ondelete="cascade", context={"active_test": False}
    )
    visitor_ids = fields.Many2many(
        "seitech.chat.visitor",
        "seitech_chat_person_visitor",
        string="Visitors",
        help="Who the person was without an account. Those who have signed in since are found by "
        "the account.",
    )
    similar_ids = fields.Many2many(
        "seitech.chat.visitor", string="With the same address", compute="_compute_similar"
    )
    conversations = fields.Integer(compute="_compute_counts")
    messages = fields.Integer(compute="_compute_counts")
    files = fields.Integer(compute="_compute_counts")
    obstacle = fields.Char(compute="_compute_counts")
    reason = fields.Char(help="Kept in the log, which says nothing else of the person.")

    @api.depends("partner_id", "visitor_ids")
    def _compute_display_name(self):
        for person in self:
            named = person.partner_id or person.visitor_ids[:1]
            person.display_name = named.display_name or self.env._("Data of a person")

    @api.depends("partner_id", "visitor_ids")
    def _compute_similar(self):
        for person in self:
            address = email_normalize(person.partner_id.email or "")
            similar = person.visitor_ids.browse()
            if address:
                similar = similar.search([("email", "=ilike", address)])
            person.similar_ids = similar - person.visitor_ids

    @api.depends("partner_id", "visitor_ids")
    def _compute_counts(self):
        erasure = self.env["seitech.chat.erasure"]
        for person in self:
            subject = person._subject()
            counts = erasure._counts(subject)
            person.update({**counts, "obstacle": erasure._obstacle(subject)})

    def _subject(self):
        erasure = self.env["seitech.chat.erasure"]
        return erasure._subject(self.partner_id._origin, self.visitor_ids._origin)

    @api.model
    def _open(self, partner, visitors=None):
        """:return: the action that shows this person's part in the chat"""
        values = {"partner_id": partner.id, "visitor_ids": visitors.ids if visitors else []}
        return self.create(values)._show()

    @api.model
    def _open_for_email(self, email):
        """:return: the action that shows who has this address
        :raise UserError: if there is nobody
        """
        address = email_normalize(email or "") or ""
        partners = self.env["res.partner"].with_context(active_test=False)
        partner = partners.search([("email_normalized", "=", address)], limit=1)
        visitors = self.env["seitech.chat.visitor"].search([("email", "=ilike", address)])
        if not address or not (partner or visitors):
            raise UserError(self.env._("Nobody in the chat has this address."))
        return self._open(partner, visitors)

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Chat data of a person"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            # The browser opens it by itself, after a notification.
            "views": [(False, "form")],
        }

    def action_add_similar(self):
        """Count those with the same address in. Nobody has checked whose address it is: whoever
        does this has."""
        self.visitor_ids |= self.similar_ids
        return self._show()

    def action_export(self):
        """:return: the action that downloads what there is"""
        self._check_somebody()
        address = f"/seitech_chat/person/{self.id}/export"
        return {"type": "ir.actions.act_url", "url": address, "target": "download"}

    def action_hold(self):
        """:return: the action that places a hold on the person"""
        self._check_somebody()
        visitor = self.visitor_ids[:1] if not self.partner_id else self.visitor_ids.browse()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Legal hold"),
            "res_model": "seitech.chat.hold",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_visitor_id": visitor.id,
            },
        }

    def action_erase(self):
        """Erase the person from the chat. What stands against it is noted, and said.

        :raise UserError: without a reason
        """
        self._check_somebody()
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why the person is erased."))
        erasure, subject = self.env["seitech.chat.erasure"], self._subject()
        if obstacle := erasure._obstacle(subject):
            erasure._refuse(subject, obstacle)
            return self._tell("danger", self.env._("Nothing was erased"), obstacle)
        counts = erasure._erase(subject, self.reason)
        told = self.env._(
            "%(messages)s messages and %(files)s files in %(conversations)s conversations", **counts
        )
        return self._tell("success", self.env._("Erased from the chat"), told)

    def _check_somebody(self):
        self.ensure_one()
        self.visitor_ids.check_access("read")
        self.partner_id.check_access("read")
        if not self.partner_id and not self.visitor_ids:
            raise UserError(self.env._("Choose a person or a visitor."))

    def _tell(self, kind, title, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "title": title,
                "message": message,
                "sticky": kind == "danger",
                "next": self._show() if kind == "success" else False,
            },
        }
