from odoo import models

from ..tools import permissions
from ..tools.errors import forbidden


class ChatChannel(models.Model):
    """Announcements: what whoever teaches a course wants everybody in it to notice."""

    _inherit = "seitech.chat.channel"

    def _check_may_announce(self):
        """:return: True
        :raise ChatError: 403 for people who do not preside over a course's discussion
        """
        if self.channel_type != "course" or permissions.PIN not in self._rights():
            message = self.env._("Only those who teach the course can announce something.")
            raise forbidden(message)
        return True
