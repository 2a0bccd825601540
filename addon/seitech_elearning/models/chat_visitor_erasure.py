from odoo import models


class ChatVisitor(models.Model):
    """A visitor whom Odoo's privacy lookup removes is erased: their words go with them."""

    _inherit = "seitech.chat.visitor"

    def unlink(self):
        if not self.env.context.get("seitech_chat_erases"):
            return super().unlink()
        self.check_access("unlink")
        erasure = self.env["seitech.chat.erasure"]
        erasure._erase(erasure._subject(visitors=self), self.env._("Odoo's privacy lookup"))
        return True
