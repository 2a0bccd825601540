from odoo import models


class PrivacyLookupWizard(models.TransientModel):
    """Odoo's lookup finds a person's messages, notes and requests by their contact, and visitors by
    their address. What is kept about keeping and removing is not for it to remove."""

    _inherit = "privacy.lookup.wizard"

    def _get_query_models_blacklist(self):
        return [*super()._get_query_models_blacklist(), "seitech.chat.hold"]

    def action_seitech_chat(self):
        """:return: the action that shows the conversations of who was looked for"""
        self.ensure_one()
        return self.env["seitech.chat.person"]._open_for_email(self.email)


class PrivacyLookupWizardLine(models.TransientModel):
    """Removing a message leaves its place in the order, as when its author does it; removing a
    visitor takes with it what they have said."""

    _inherit = "privacy.lookup.wizard.line"

    def action_unlink(self):
        quiet = self.with_context(seitech_chat_erases=True)
        return super(PrivacyLookupWizardLine, quiet).action_unlink()
