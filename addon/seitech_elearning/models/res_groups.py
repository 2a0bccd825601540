from odoo import models


class ResGroups(models.Model):
    """People also stop being staff when a group changes."""

    _inherit = "res.groups"

    def write(self, vals):
        is_decisive = bool({"user_ids", "implied_ids", "implied_by_ids"} & vals.keys())
        with self.env["res.users"]._staff_followed(is_decisive):
            return super().write(vals)
