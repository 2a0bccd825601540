from urllib.parse import urlsplit

from odoo import models

from ..tools import permissions, settings, wire
from ..tools.errors import forbidden, invalid_value
from ..tools.link_pages import links_in

# How many pages of others one person can have fetched per minute.
MAX_FETCHES = 30
MINUTE = 60

# What a message carries of its previews, for `m.id`.
PREVIEWS = """
    SELECT json_agg(
               json_build_object('id', page.id, 'url', page.source_url, 'title', page.og_title,
                   'description', page.og_description, 'site_name', page.og_site_name,
                   'has_picture', page.seitech_picture_id IS NOT NULL)
               ORDER BY shown.id
           )
      FROM seitech_chat_link_preview shown
      JOIN mail_link_preview page ON page.id = shown.link_preview_id
     WHERE shown.message_id = m.id AND NOT shown.is_removed
"""


class ChatChannel(models.Model):
    """Previews of the pages that messages link to. They are fetched by the server, in a request
    of their own: no message waits for another site."""

    _inherit = "seitech.chat.channel"

    def _add_previews(self, message_id):
        """Fetch the previews of an own message's links and tell everybody.

        :return: the message as it goes over the wire
        :raise ChatError: 403 for a message of somebody else, 409 if it is deleted or the channel
            is closed, 429 for too many pages at a time
        """
        message = self._fetch_message(message_id)
        self._check_own_message(message)
        self._check_changeable(message)
        # The other sites first: nobody has to wait for our turn to be over while they answer.
        pages = self._fetch_pages(message) if settings.shows_link_previews(self.env) else []
        turn = self._take_turn()
        self._check_open(turn)
        if not pages:
            return wire.message(self.env, self._fetch_message(message_id))
        # sudo: seitech.chat.link.preview – nobody has rights on it; the message is theirs
        rows = self.env["seitech.chat.link.preview"].sudo()
        rows.create([{"message_id": message_id, "link_preview_id": page.id} for page in pages])
        self.env.flush_all()
        return self._change_message(message_id, {}, turn["epoch"])

    def _check_own_message(self, message):
        if not self._is_own(message) or permissions.SEND not in self._rights():
            raise forbidden(self.env._("Only the author can change a message."))

    def _fetch_pages(self, message):
        """:return: the ``mail.link.preview`` of the links that have none in this message yet"""
        # sudo: mail.link.preview, seitech.chat.link.preview – people have no rights on them
        known = self.env["seitech.chat.link.preview"].sudo()
        known = known.search([("message_id", "=", message["id"])]).link_preview_id
        urls = links_in(message["content_html"], urlsplit(self.get_base_url()).netloc)
        pages = known.browse()
        for url in urls:
            if url not in known.mapped("source_url"):
                rate = self.env["seitech.chat.rate"]
                rate._take_token(f"previews:{self.env.uid}", MAX_FETCHES, MINUTE)
                pages |= pages._seitech_get(url)
        return pages - known

    def _remove_preview(self, message_id, url):
        """Take a preview away from a message for good. Doing it twice does no harm.

        :return: the message as it goes over the wire
        :raise ChatError: 403 for a message of somebody else, unless one moderates the channel,
            409 if the channel is closed, 422 if the message shows no preview of this page
        """
        turn = self._take_turn()
        message = self._fetch_message(message_id)
        needed = permissions.SEND if self._is_own(message) else permissions.DELETE_ANY
        if needed not in self._rights():
            raise forbidden(self.env._("Only the author can change a message."))
        self._check_open(turn)
        # sudo: seitech.chat.link.preview – nobody has rights on it; the message is theirs to change
        rows = self.env["seitech.chat.link.preview"].sudo()
        rows = rows.search([("message_id", "=", message_id)])
        row = rows.filtered(lambda row: row.link_preview_id.source_url == url)
        if not row:
            raise invalid_value("url", self.env._("This message shows no such page."))
        if row.is_removed:
            return wire.message(self.env, message)
        row.is_removed = True
        self.env.flush_all()
        return self._change_message(message_id, {}, turn["epoch"])

    def _drop_previews(self, message_id, content_html):
        """Forget the previews of links that a message no longer has."""
        kept = links_in(content_html, "")
        # sudo: seitech.chat.link.preview – follows from the change of the message
        rows = self.env["seitech.chat.link.preview"].sudo()
        rows = rows.search([("message_id", "=", message_id)])
        rows.filtered(lambda row: row.link_preview_id.source_url not in kept).unlink()
        self.env.flush_all()
