from odoo import api, models
from psycopg2.errors import UniqueViolation

from ..tools.errors import forbidden


class ChatChannel(models.Model):
    """Who is in a channel."""

    _inherit = "seitech.chat.channel"

    def _all_members(self):
        """:return: the rows of everybody who is or was in these channels"""
        return self.with_context(active_test=False).chat_member_ids

    def _add_members(self, users, role="member"):
        """Let people in, or in again. People who are in already stay as they are."""
        self.ensure_one()
        rows = self._all_members().filtered(lambda m: m.user_id in users)
        rows.filtered(lambda m: not m.active).write({"active": True, "role": role})
        self.env["seitech.chat.member"].create(
            [
                {"channel_id": self.id, "user_id": user.id, "role": role}
                for user in users - rows.user_id
            ]
        )

    def _remove_members(self, users):
        """Let people out. From the commit on they hear nothing, whatever connections they keep."""
        self.ensure_one()
        rows = self._all_members().filtered(lambda m: m.active and m.user_id in users)
        rows.write({"active": False})

    def _cut_stream(self):
        """Move the channel to a new bus address and ask those on the old one to look for it.

        The notification is all a removed person's open connection still gets: the server gives
        the new address to members only.
        """
        self.ensure_one()
        self.env.cr.execute(
            """
            UPDATE seitech_chat_channel
               SET epoch = epoch + 1, rev = nextval('seitech_chat_rev_seq')
             WHERE id = %s
         RETURNING epoch - 1
            """,
            [self.id],
            log_exceptions=False,
        )
        old_epoch = self.env.cr.fetchone()[0]
        self.invalidate_recordset(["epoch", "rev"])
        self._bus_send_to_members("seitech.chat/resubscribe", {}, old_epoch)

    def _is_member(self):
        """:return: whether the current user is in this channel now"""
        self.env.cr.execute(
            "SELECT 1 FROM seitech_chat_member WHERE channel_id = %s AND user_id = %s AND active",
            [self.id, self.env.uid],
        )
        return bool(self.env.cr.rowcount)

    # Pairs

    @api.model
    def _pair_key(self, channel_type, users):
        return ":".join([channel_type, *map(str, sorted(users.ids))])

    @api.model
    def _find_pair(self, pair_key, cr=None):
        cr = cr or self.env.cr
        cr.execute("SELECT id FROM seitech_chat_channel WHERE pair_key = %s", [pair_key])
        row = cr.fetchone()
        return self.browse(row[0] if row else None)

    def _claim_pair(self, pair_key):
        """Become the one channel of a pair.

        :raise UniqueViolation: if there is one already
        """
        self.env.cr.execute(
            "UPDATE seitech_chat_channel SET pair_key = %s WHERE id = %s",
            [pair_key, self.id],
            log_exceptions=False,
        )
        self.invalidate_recordset(["pair_key"])

    @api.model
    def _get_or_create_direct(self, user):
        """The one direct channel of the current user and ``user``, made if there is none.

        :raise ChatError: 403 if the current user was removed from it
        """
        people = self.env.user | user
        pair_key = self._pair_key("direct", people)
        self.env.flush_all()
        channel = self._find_pair(pair_key)
        if not channel:
            return self._create_direct(pair_key, people)
        if not channel._is_member():
            raise forbidden(self.env._("You are no longer part of this conversation."))
        return channel

    def _create_direct(self, pair_key, people):
        vals = {"name": ", ".join(people.mapped("name")), "channel_type": "direct"}
        try:
            with self.env.cr.savepoint():
                # Whether this one is theirs to open has been checked by the caller.
                # sudo: seitech.chat.channel – people may not create channels freely
                channel = self.sudo().create(vals)
                channel._claim_pair(pair_key)
        except UniqueViolation:
            # Somebody created it after our snapshot was taken, so only another transaction can
            # see it. It is complete there, members and all.
            with self.env.registry.cursor() as fresh:
                return self._find_pair(pair_key, fresh)
        channel._add_members(people)
        # sudo: seitech.chat.channel – ends here
        return channel.sudo(False)
