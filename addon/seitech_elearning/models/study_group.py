from odoo import api, fields, models
from odoo.exceptions import ValidationError

PRIVACIES = [
    ("open", "Open: everybody who finds it can join"),
    ("approval", "On approval: a moderator decides"),
    ("invitation", "By invitation"),
]


class StudyGroup(models.Model):
    """People who learn together. Its members are in its channel; the owner presides over it."""

    _name = "seitech.study.group"
    _description = "Study Group"
    _order = "name, id"

    name = fields.Char(required=True)
    description = fields.Text()
    course_id = fields.Many2one("slide.channel", ondelete="set null", index="btree_not_null")
    privacy = fields.Selection(PRIVACIES, required=True, default="invitation")
    owner_id = fields.Many2one("res.users", ondelete="set null", index="btree_not_null")
    max_members = fields.Integer(string="Size limit", default=0, help="0: no limit")

    member_ids = fields.Many2many(
        "res.users",
        "seitech_study_group_member",
        "group_id",
        "user_id",
        string="Members",
        context={"active_test": False},
    )
    invited_ids = fields.Many2many(
        "res.users",
        "seitech_study_group_invited",
        "group_id",
        "user_id",
        string="Invited",
        groups="seitech_elearning.group_elearning_manager",
    )
    applicant_ids = fields.Many2many(
        "res.users",
        "seitech_study_group_applicant",
        "group_id",
        "user_id",
        string="Applicants",
        groups="seitech_elearning.group_elearning_manager",
    )

    _max_members_natural = models.Constraint(
        "CHECK (max_members >= 0)", "A size limit is not negative."
    )

    @api.constrains("member_ids", "max_members")
    def _check_size(self):
        for group in self:
            if group.max_members and len(group.member_ids) > group.max_members:
                raise ValidationError(self.env._("The study group is full."))

    # Records

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        groups._let_owner_in()
        return groups

    def write(self, vals):
        before = {group: group.member_ids for group in self}
        result = super().write(vals)
        if "name" in vals:
            self._chat_channels()._follow_name(vals["name"])
        if "owner_id" in vals:
            self._let_owner_in()
        if {"member_ids", "owner_id"} & vals.keys():
            for group, people in before.items():
                group._follow_people(people)
        return result

    def unlink(self):
        for channel in self._chat_channels():
            if channel.state != "archived":
                channel._set_state("archived")
        return super().unlink()

    def _let_owner_in(self):
        for group in self:
            if group.owner_id and group.owner_id not in group.member_ids:
                group.member_ids |= group.owner_id

    # The channel

    def _chat_channels(self):
        """:return: the channels of these groups, as far as there are some"""
        domain = [("channel_type", "=", "group"), ("study_group_id", "in", self.ids)]
        # sudo: seitech.chat.channel – it follows the group, whoever changes that one
        return self.env["seitech.chat.channel"].sudo().search(domain)

    def _open_channel(self, name=None):
        """The channel of this group, made if there is none.

        :param str name: for a new channel; without, it is called like the group
        """
        self.ensure_one()
        channels = self.env["seitech.chat.channel"]
        vals = {
            "channel_type": "group",
            "study_group_id": self.id,
            "course_id": self.course_id.id,
            "name": channels._clean_name(name) if name is not None else self.name,
            "has_own_name": name is not None,
        }
        people = self.member_ids.filtered("active")
        return channels._get_or_create(f"group:{self.id}", vals, people, self.owner_id & people)

    def _follow_people(self, before):
        """Let into the channel who has joined, let out who has left, let the owner preside."""
        for channel in self._chat_channels():
            channel._let_out(before - self.member_ids, "outdated")
            channel._let_in((self.member_ids - before).filtered("active"), from_now=True)
            channel._set_role(self.owner_id, "moderator")
