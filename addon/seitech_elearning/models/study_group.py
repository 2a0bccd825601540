from odoo import fields, models


class StudyGroup(models.Model):
    _name = "seitech.study.group"
    _description = "Study Group"
    _order = "name, id"

    name = fields.Char(required=True)
    course_id = fields.Many2one("slide.channel", ondelete="set null", index="btree_not_null")
    owner_id = fields.Many2one("res.users", ondelete="set null", index="btree_not_null")
    member_ids = fields.Many2many(
        "res.users",
        "seitech_study_group_member",
        "group_id",
        "user_id",
        string="Members",
        context={"active_test": False},
    )
