from odoo import models


class ChatChannel(models.Model):
    """What a hold keeps is removed by nobody."""

    _inherit = "seitech.chat.channel"

    def unlink(self):
        if self.env["seitech.chat.hold"]._keeping(self.ids):
            raise self.env["seitech.chat.hold"]._refuse()
        return super().unlink()


class ChatMessage(models.Model):
    _inherit = "seitech.chat.message"

    def unlink(self):
        self.check_access("unlink")
        if self.env["seitech.chat.hold"]._keeping(self.channel_id.ids):
            raise self.env["seitech.chat.hold"]._refuse()
        return super().unlink()


class ChatVisitor(models.Model):
    _inherit = "seitech.chat.visitor"

    def unlink(self):
        if self.env["seitech.chat.hold"]._present_on(visitors=self):
            raise self.env["seitech.chat.hold"]._refuse()
        return super().unlink()


class ResPartner(models.Model):
    """Deleting a person takes their name off what they wrote."""

    _inherit = "res.partner"

    def unlink(self):
        if self.env["seitech.chat.hold"]._present_on(partners=self):
            raise self.env["seitech.chat.hold"]._refuse()
        return super().unlink()


class ResUsers(models.Model):
    _inherit = "res.users"

    def unlink(self):
        if self.env["seitech.chat.hold"]._present_on(partners=self.partner_id):
            raise self.env["seitech.chat.hold"]._refuse()
        return super().unlink()
