from odoo import api, models
from odoo.addons.bus.models.bus import channel_with_db, json_dump
from odoo.tools.misc import OrderedSet

from ..tools.notify import notify

OWN_TYPES = "seitech.chat/"

_ROWS, _TARGETS = "seitech_chat.bus_rows", "seitech_chat.bus_targets"


class BusBus(models.Model):
    """What the chat sends goes where and when Odoo would send it: one row each at the end of the
    transaction, one NOTIFY after it. Only cheaper, as a notification is most of what reacting or
    typing costs. Everybody else's notifications are left alone."""

    _inherit = "bus.bus"

    @api.model
    def _sendone(self, target, notification_type, message):
        if not notification_type.startswith(OWN_TYPES):
            return super()._sendone(target, notification_type, message)
        cr = self.env.cr
        if _ROWS not in cr.precommit.data:
            cr.precommit.data[_ROWS] = []
            cr.precommit.add(self._insert_own_rows)
        if _TARGETS not in cr.postcommit.data:
            cr.postcommit.data[_TARGETS] = OrderedSet()
            cr.postcommit.add(self._notify_own_targets)
        target = channel_with_db(cr.dbname, target)
        content = json_dump({"type": notification_type, "payload": message})
        cr.precommit.data[_ROWS].append((json_dump(target), content))
        cr.postcommit.data[_TARGETS].add(target)
        return None

    def _insert_own_rows(self):
        # Not by the ORM, which reads the user and the company for the defaults of three columns.
        rows = self.env.cr.precommit.data.pop(_ROWS)
        self.env.cr.execute(
            """
            INSERT INTO bus_bus (channel, message, create_uid, write_uid, create_date, write_date)
            SELECT row.channel, row.message, %(uid)s, %(uid)s, clock.now, clock.now
              FROM unnest(%(channels)s, %(messages)s)
                   WITH ORDINALITY AS row (channel, message, ordinal)
             CROSS JOIN (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) clock
             ORDER BY row.ordinal
            """,
            {
                "uid": self.env.uid,
                "channels": [channel for channel, _message in rows],
                "messages": [message for _channel, message in rows],
            },
            log_exceptions=False,
        )

    def _notify_own_targets(self):
        notify(list(self.env.cr.postcommit.data.pop(_TARGETS)))
