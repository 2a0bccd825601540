from odoo import fields, models

from ..tools import settings


def _days(kind, string):
    name = f"retention_{kind}"
    return fields.Integer(
        string=string,
        config_parameter=settings.PREFIX + name,
        default=settings.LIMITS[name],
    )


class ResConfigSettings(models.TransientModel):
    """For how long conversations are kept."""

    _inherit = "res.config.settings"

    seitech_chat_retention_public_support = _days("public_support", "Conversations with visitors")
    seitech_chat_retention_student_support = _days("student_support", "Support of students")
    seitech_chat_retention_student_instructor = _days(
        "student_instructor", "Students and instructors"
    )
    seitech_chat_retention_course = _days("course", "Course discussions")
    seitech_chat_retention_instructor_admin = _days(
        "instructor_admin", "Instructors and administration"
    )
    seitech_chat_retention_group = _days("group", "Study groups")
    seitech_chat_retention_direct = _days("direct", "Direct conversations")
