from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import markup, text
from ..tools.fields import BigInteger

MESSAGE_TYPES = [("text", "Text"), ("file", "File"), ("image", "Image"), ("system", "System")]

_CREATE_FIELDS = {"channel_id", "content", "parent_id", "client_key"}


class ChatMessage(models.Model):
    """A committed message. There is one way for it to come into being, ``channel._post``, whoever
    asks for it; ``create`` goes there too."""

    _name = "seitech.chat.message"
    _description = "Chat Message"
    _rec_name = "content"
    _order = "id"

    channel_id = fields.Many2one(
        "seitech.chat.channel", required=True, ondelete="cascade", readonly=True
    )
    # The person as a contact, where Odoo's privacy tools look for people, and as a user, which
    # is who the protocol speaks of. Deleting an account must not fail because it once wrote.
    author_id = fields.Many2one(
        "res.partner", ondelete="set null", readonly=True, index="btree_not_null"
    )
    user_id = fields.Many2one(
        "res.users", ondelete="set null", readonly=True, index="btree_not_null"
    )
    is_agent = fields.Boolean(
        required=True, readonly=True, help="The author wrote on behalf of the support team."
    )
    content = fields.Text(required=True, help="What the author typed, untouched.")
    content_html = fields.Html(
        readonly=True,
        required=True,
        sanitize=False,
        help="The content as safe HTML, rendered once.",
    )
    message_type = fields.Selection(MESSAGE_TYPES, required=True, readonly=True, default="text")
    parent_id = fields.Many2one(
        "seitech.chat.message", ondelete="set null", readonly=True, index="btree_not_null"
    )
    edited_at = fields.Datetime(readonly=True)
    client_key = fields.Char(
        readonly=True,
        copy=False,
        help="Names one send for ever, however often it is tried.",
    )
    rev = BigInteger(required=True, readonly=True, copy=False)

    _client_key_unique = models.UniqueIndex(
        "(channel_id, user_id, client_key) WHERE client_key IS NOT NULL",
        "This message has already been sent.",
    )
    _channel_rev_idx = models.Index("(channel_id, rev)")
    _channel_id_idx = models.Index("(channel_id, id)")

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        messages = self.browse()
        for vals in vals_list:
            if foreign := sorted(vals.keys() - _CREATE_FIELDS):
                raise UserError(self.env._("%s is set by the server.", ", ".join(foreign)))
            channel = self.env["seitech.chat.channel"].browse(vals["channel_id"])
            posted = channel._post(
                vals.get("content") or "",
                client_key=vals.get("client_key"),
                parent_id=vals.get("parent_id"),
            )
            messages += self.browse(posted["id"])
        return messages

    def write(self, vals):
        """Only the words of a message can change. Everybody in its channel is told."""
        self.check_access("write")
        if vals.keys() - {"content"}:
            raise UserError(self.env._("Only the content of a message can be changed."))
        text.check_content(self.env, vals["content"])
        rendered = {"content_html": markup.render(vals["content"])}
        for message in self.sorted(lambda message: message.channel_id.id):
            channel = message.channel_id
            turn = channel._take_turn()
            stamp = {"rev": channel._next_rev(), "edited_at": fields.Datetime.now()}
            super(ChatMessage, message).write({**vals, **rendered, **stamp})
            channel._announce_message("seitech.chat/message_updated", message.id, turn["epoch"])
        return True
