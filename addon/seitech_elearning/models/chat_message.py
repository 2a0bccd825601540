from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS

from ..tools.errors import not_found
from ..tools.fields import BigInteger
from .chat_channel_rights import MANAGER_GROUP

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
    visitor_id = fields.Many2one(
        "seitech.chat.visitor", ondelete="set null", readonly=True, index="btree_not_null"
    )
    is_agent = fields.Boolean(
        required=True, readonly=True, help="The author wrote on behalf of the support team."
    )
    content = fields.Text(required=True, help="What the author typed, untouched.")
    sentence = fields.Json(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="What the server said, to say it again in another language.",
    )
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
    mentioned_user_ids = fields.Many2many(
        "res.users", "seitech_chat_message_mention", "message_id", "user_id", readonly=True
    )
    slide_id = fields.Many2one(
        "slide.slide",
        string="Lesson",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
        help="The lesson it was asked in.",
    )
    slide_position = fields.Integer(
        string="Place in the lesson",
        readonly=True,
        help="Second of a video, page of a document; 0 where it is not known.",
    )
    answer_id = fields.Many2one(
        "seitech.chat.message",
        string="Answer",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
        copy=False,
        help="The reply that answers this question.",
    )
    is_announcement = fields.Boolean(readonly=True, copy=False)
    hidden_at = fields.Datetime(
        readonly=True, copy=False, help="Nobody in the channel gets to see what it says."
    )
    edited_at = fields.Datetime(readonly=True)
    pinned_at = fields.Datetime(readonly=True, copy=False)
    deleted_at = fields.Datetime(
        readonly=True, copy=False, help="The content is gone; the place in the order is kept."
    )
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
    _visitor_client_key_unique = models.UniqueIndex(
        "(channel_id, visitor_id, client_key) WHERE client_key IS NOT NULL",
        "This message has already been sent.",
    )
    _channel_rev_idx = models.Index("(channel_id, rev)")
    _channel_pinned_idx = models.Index("(channel_id, pinned_at) WHERE pinned_at IS NOT NULL")
    _channel_id_idx = models.Index("(channel_id, id)")

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        messages = self.browse()
        for vals in vals_list:
            if foreign := sorted(vals.keys() - _CREATE_FIELDS):
                raise UserError(self.env._("%s is set by the server.", ", ".join(foreign)))
            channel = self.env["seitech.chat.channel"]._named_in(vals)
            content = vals.get("content") or ""
            if not isinstance(content, str):
                raise UserError(self.env._("The content of a message is text."))
            posted = channel._post(
                content,
                client_key=vals.get("client_key"),
                parent_id=vals.get("parent_id"),
            )
            messages += self.browse(posted["id"])
        return messages

    def write(self, vals):
        """Only the words of a message can change: those of one's own, for a while. Whoever
        manages the chat is not bound by that. Everybody in the channel is told."""
        self.check_access("write")
        if vals.keys() - {"content"}:
            raise UserError(self.env._("Only the content of a message can be changed."))
        if not vals:
            return True
        manages = self.env.su or self.env.user.has_group(MANAGER_GROUP)
        for message in self.sorted(lambda message: message.channel_id.id):
            if manages:
                message.channel_id._correct_message(message.id, vals["content"])
            else:
                message.channel_id._edit_message(message.id, vals["content"])
        return True

    def unlink(self):
        self.check_access("unlink")
        # sudo: seitech.chat.attachment – nobody has rights on it; files go with their message
        uploads = self.env["seitech.chat.attachment"].sudo()
        uploads.search([("message_id", "in", self.ids)]).unlink()
        return super().unlink()

    def action_open_in_chat(self):
        """Show this message in the chat, which decides who gets to see it."""
        self.ensure_one()
        return self.channel_id._open_action(self.id)

    @api.model
    def _get_with_access(self, message_id):
        """:return: the message, if the current user may read it
        :raise ChatError: 404, the same for unknown and for forbidden ids
        """
        message = self.search_fetch([("id", "=", message_id)], ["channel_id"])
        if not message:
            raise not_found(self.env)
        return message
