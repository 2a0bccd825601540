from odoo import api, models

from .chat_sanction import IN_FORCE

# Muted everywhere, or in the conversation of the group.
_MUTED = """
    SELECT max(s.until) FROM seitech_chat_sanction s
     WHERE s.user_id = %(uid)s AND s.kind = 'mute' AND {in_force}
       AND (s.is_everywhere OR s.channel_id = ANY(%(channels)s))
"""


class StudyGroup(models.Model):
    """Whoever is muted may find study groups, join and leave them, and read. What says something
    to others waits: a name, a description, an invitation."""

    _inherit = "seitech.study.group"

    @api.model
    def _found(self, *terms, **named):
        """:raise ChatError: further, 403 for whoever is muted"""
        self.browse()._check_not_muted()
        return super()._found(*terms, **named)

    def _edit(self, name, description, privacy, max_members):
        """:raise ChatError: further, 403 for whoever is muted"""
        self._check_not_muted()
        super()._edit(name, description, privacy, max_members)

    def _invite(self, user_ids):
        """:raise ChatError: further, 403 for whoever is muted"""
        self._check_not_muted()
        super()._invite(user_ids)

    def _check_not_muted(self):
        channels = self._chat_channels() if self else self.env["seitech.chat.channel"]
        self.env.cr.execute(
            _MUTED.format(in_force=IN_FORCE),
            {"uid": self.env.uid, "channels": channels.ids},
        )
        [until] = self.env.cr.fetchone()
        if until:
            sentence = self.env._(
                "You cannot found or change study groups, or invite to them, until %s.",
                channels._told_moment(until),
            )
            raise channels._muted_error(sentence, until)
