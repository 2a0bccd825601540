import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import routing
from .chat_channel_rights import AGENT_GROUP

_COLOR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)


class Website(models.Model):
    """The button on the pages of a website that opens a conversation with the support team."""

    _inherit = "website"

    seitech_chat_widget = fields.Boolean(
        string="Help button",
        default=True,
        help="A button on the website's pages, for visitors and students. What is written there "
        "reaches the support team.",
    )
    seitech_chat_pages = fields.Selection(
        [
            ("all", "All pages"),
            ("only", "Only these pages"),
            ("except", "All pages but these"),
        ],
        string="Pages with the button",
        required=True,
        default="all",
    )
    seitech_chat_addresses = fields.Text(
        string="Addresses of pages",
        help="One on each line, without domain and language. * stands for anything: /shop* is the "
        "shop with all its pages.",
    )
    seitech_chat_side = fields.Selection(
        [("end", "End of the line"), ("start", "Beginning of the line")],
        string="Side of the button",
        required=True,
        default="end",
        help="Where lines of text end: on the right, and on the left in languages that are "
        "written from right to left.",
    )
    seitech_chat_color = fields.Char(
        string="Colour of the button", help="Like #714b67. Empty: the main colour of the website."
    )
    seitech_chat_label = fields.Char(
        string="Text of the button", translate=True, help="Empty: “Need help?”"
    )
    seitech_chat_greeting = fields.Text(
        string="Greeting",
        translate=True,
        help="Shown next to the button, once in a visit. Empty: none.",
    )
    seitech_chat_greeting_delay = fields.Integer(
        string="Seconds until the greeting", help="0: no greeting."
    )

    @api.constrains("seitech_chat_color")
    def _check_seitech_chat_color(self):
        for website in self:
            color = website.seitech_chat_color
            if color and not _COLOR.fullmatch(color):
                message = self.env._("“%s” is no colour. Write it like #714b67.", color)
                raise ValidationError(message)

    @api.constrains("seitech_chat_greeting_delay")
    def _check_seitech_chat_greeting_delay(self):
        if any(website.seitech_chat_greeting_delay < 0 for website in self):
            raise ValidationError(self.env._("A greeting comes after 0 seconds or more."))

    @api.constrains("seitech_chat_addresses")
    def _check_seitech_chat_addresses(self):
        for address in self._seitech_addresses():
            if not address.startswith(("/", "*")):
                message = self.env._("“%s” is no address of a page. Write it like /shop*.", address)
                raise ValidationError(message)

    def _seitech_help(self, path):
        """:param str path: of the page, without domain and language
        :return: what the button on it looks like for the current user, ``None`` for none
        """
        self.ensure_one()
        user = self.env.user
        is_public = user._is_public()
        if not self._seitech_has_button(path) or not (is_public or self._is_for_help(user)):
            return None
        return {
            **self._seitech_look(),
            "user_id": None if is_public else user.id,
            "website_id": self.id,
        }

    def _seitech_widget_files(self, debug):
        """:param str debug: Odoo's debug mode of the page
        :return: addresses of what the button loads once it is pressed, separated by spaces, as Odoo
            names them when it is asked for the bundle. They change with the files; asked for an
            old one, as a kept page may name it, Odoo leads to the new one."""
        bundle = "seitech_elearning.assets_support"
        return " ".join(self.env["ir.qweb"]._get_asset_links(bundle, debug=debug))

    def _seitech_look(self):
        """:return: what is said about the button in the settings, in the language of the context"""
        # sudo: website – shown to everybody
        website = self.sudo()
        has_greeting = website.seitech_chat_greeting_delay > 0
        greeting = (website.seitech_chat_greeting or "").strip() if has_greeting else ""
        return {
            "side": website.seitech_chat_side,
            "color": website.seitech_chat_color or "",
            "label": (website.seitech_chat_label or "").strip() or self.env._("Need help?"),
            "greeting": greeting,
            "greeting_delay": website.seitech_chat_greeting_delay if greeting else 0,
        }

    @staticmethod
    def _is_for_help(user):
        """:return: whether somebody who is signed in gets help, instead of giving it"""
        opens = routing.peers("student_support", user._chat_roles())
        return routing.ONESELF in opens and not user.has_group(AGENT_GROUP)

    def _seitech_has_button(self, path):
        # sudo: website – whoever visits may know
        website = self.sudo()
        if not website.seitech_chat_widget:
            return False
        if website.seitech_chat_pages == "all":
            return True
        is_listed = any(_matches(path, address) for address in website._seitech_addresses())
        return is_listed == (website.seitech_chat_pages == "only")

    def _seitech_addresses(self):
        return [
            line.strip()
            for website in self
            for line in (website.seitech_chat_addresses or "").splitlines()
            if line.strip()
        ]

    def _seitech_language(self, code):
        """:param str code: a language, written as Odoo or as browsers do, or ``None``
        :return: the one of the website's languages that comes nearest, or its main one;
            ``False`` if there is no website
        """
        # sudo: website, res.lang – its languages are no secret
        website = self.sudo()
        main = website.default_lang_id
        if not code:
            return main.code
        languages = main + (website.language_ids - main)
        wanted = (code or "").replace("-", "_").lower()
        for fits in (str.__eq__, lambda known, asked: _tongue(known) == _tongue(asked)):
            for language in languages:
                if fits(language.code.lower(), wanted):
                    return language.code
        return main.code

    def _seitech_path_of(self, code):
        """:return: how addresses of the website's pages begin in the language nearest to this"""
        nearest = self._seitech_language(code)
        # sudo: website, res.lang – its languages are no secret
        if nearest == self.sudo().default_lang_id.code:
            return ""
        # sudo: res.lang – its address is seen in every page's
        return self.env["res.lang"].sudo()._get_data(code=nearest).url_code


def _tongue(code):
    return re.split("[_@]", code)[0]


def _matches(path, address):
    pattern = ".*".join(map(re.escape, _without_slash(address).split("*")))
    return re.fullmatch(pattern, _without_slash(path), re.DOTALL) is not None


def _without_slash(path):
    return path.rstrip("/") or "/"
