from odoo import api, models
from odoo.tools import hash_sign, verify_hash_signed

_SCOPE = "seitech_elearning.unsubscribe"


class ResUsers(models.Model):
    """Having no more e-mails of the chat, by a link that needs no password."""

    _inherit = "res.users"

    def _chat_unsubscribe_token(self):
        """:return: what proves that somebody got an e-mail of this person. It can do nothing but
        end these e-mails, and is good for as long as e-mails are kept."""
        # sudo: ir.config_parameter – the secret of the database signs it
        return hash_sign(self.env(su=True), _SCOPE, self.id)

    @api.model
    def _chat_unsubscribing(self, token):
        """:return: whose e-mails a token can end; nobody for anything else"""
        try:
            # sudo: ir.config_parameter – the secret of the database signed it
            user_id = verify_hash_signed(self.env(su=True), _SCOPE, token)
        except (ValueError, IndexError):
            user_id = None
        # sudo: res.users – the token is the proof
        return self.sudo().browse(user_id or ()).exists()
