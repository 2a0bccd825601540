from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools.misc import limited_field_access_token, verify_limited_field_access_token
from psycopg2.errors import UniqueViolation

from ..tools.link_pages import fetch_page, fetch_picture
from ..tools.tokens import valid_until

_TOKEN_SCOPE = "seitech_elearning.preview"


class MailLinkPreview(models.Model):
    """Odoo's own previews, one for each address. The chat also keeps a copy of the picture, so
    that no reader's browser asks the other site for it."""

    _inherit = "mail.link.preview"

    seitech_picture_id = fields.Many2one("ir.attachment", ondelete="set null", readonly=True)

    @api.model
    def _seitech_get(self, url):
        """:return: the preview of a page, fetched if nobody has linked to it before; empty if
            there is nothing to show
        :raise ConcurrencyError: if somebody else has just fetched it; Odoo tries again
        """
        preview = self.search([("source_url", "=", url)])
        if preview:
            if preview.og_image and not preview.seitech_picture_id:
                preview._seitech_keep(fetch_picture(preview.og_image))
            return preview
        if self._is_domain_thottled(url):
            return preview
        values, picture = fetch_page(url)
        if not values:
            return preview
        try:
            with self.env.cr.savepoint():
                preview = self.create(values)
        except UniqueViolation as error:
            raise ConcurrencyError("fetched at the same time") from error
        preview._seitech_keep(picture)
        return preview

    def _seitech_keep(self, picture):
        if not picture:
            return
        self.seitech_picture_id = self.env["ir.attachment"].create(
            {
                "name": "preview",
                "raw": picture.raw,
                "mimetype": picture.mimetype,
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _seitech_picture_token(self):
        """:return: what lets its bearer see the picture for the next 12 to 24 hours"""
        return limited_field_access_token(
            self, "seitech_picture_id", valid_until(), scope=_TOKEN_SCOPE
        )

    @api.model
    def _seitech_picture_by_token(self, id_, token):
        """:return: the ``ir.attachment`` a token gives access to; empty if the token is not good
        or there is none"""
        record = self.browse(id_)
        is_good = token.isascii() and verify_limited_field_access_token(
            record, "seitech_picture_id", token, scope=_TOKEN_SCOPE
        )
        # sudo: mail.link.preview – the token stands for the right to see this one
        return record.sudo().exists().seitech_picture_id if is_good else self.env["ir.attachment"]
