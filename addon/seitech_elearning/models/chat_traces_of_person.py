from markupsafe import escape
from odoo import api, models
from odoo.tools import hmac

_FORMS = ("seitech.course.letter", "seitech.course.announcement", "seitech.chat.sanction.wizard")
_TRANSCRIPT = "seitech_elearning.transcript"
# Numbers of people whose actions were counted.
_RATES = "DELETE FROM seitech_chat_rate WHERE key LIKE ANY(%(keys)s)"

_NOTES = """
    UPDATE seitech_chat_note n
       SET content = %(sentence)s, content_html = %(sentence)s, client_key = NULL,
           user_id = CASE WHEN n.user_id = ANY(%(users)s) THEN NULL ELSE n.user_id END,
           author_id = CASE WHEN n.author_id = ANY(%(partners)s) THEN NULL ELSE n.author_id END,
           rev = nextval('seitech_chat_rev_seq')
     WHERE n.user_id = ANY(%(users)s) OR n.author_id = ANY(%(partners)s)
        OR EXISTS (
            SELECT FROM seitech_chat_support s
             WHERE s.channel_id = n.channel_id
               AND (s.partner_id = ANY(%(partners)s) OR s.visitor_id = ANY(%(visitors)s))
        )
 RETURNING n.id
"""
_SUPPORTS = """
    UPDATE seitech_chat_support s
       SET page = NULL, referrer = NULL, subject = NULL, language = NULL, partner_id = NULL,
           rev = nextval('seitech_chat_rev_seq')
     WHERE s.partner_id = ANY(%(partners)s) OR s.visitor_id = ANY(%(visitors)s)
 RETURNING s.id
"""
# What others reported keeps what the others said.
_REPORTS = """
    UPDATE seitech_chat_report r
       SET comment = CASE WHEN r.reporter_id = ANY(%(users)s) THEN NULL ELSE r.comment END,
           reporter_id = CASE WHEN r.reporter_id = ANY(%(users)s) THEN NULL
                              ELSE r.reporter_id END,
           context = (
               SELECT jsonb_agg(
                          CASE WHEN (entry ->> 'user_id')::int = ANY(%(users)s)
                                 OR (entry ->> 'id')::int = ANY(%(erased)s)
                               THEN entry || '{"user_id": null, "author_name": "", "content": "",
                                               "files": []}'
                               ELSE entry END
                          ORDER BY place
                      )
                 FROM jsonb_array_elements(r.context) WITH ORDINALITY AS said (entry, place)
           )
     WHERE r.reporter_id = ANY(%(users)s)
        OR jsonb_path_exists(r.context, '$[*] ? (@.id == $ids[*])',
                             jsonb_build_object('ids', to_jsonb(%(erased)s::int[])))
"""
_SANCTIONS = """
    UPDATE seitech_chat_sanction s
       SET user_id = NULL, user_name = NULL, notice = NULL,
           reason = CASE WHEN s.reason IS NULL THEN NULL ELSE '–' END
     WHERE s.user_id = ANY(%(users)s)
"""


class ChatTraces(models.AbstractModel):
    """What one person leaves behind outside of the conversations."""

    _inherit = "seitech.chat.traces"

    @api.model
    def _remove_files(self, subject, message_ids):
        """Remove what the person has uploaded, sent or not."""
        # sudo: seitech.chat.attachment – nobody has rights on it; the person is to be erased
        uploads = self.env["seitech.chat.attachment"].sudo()
        domain = [
            "|",
            "|",
            ("message_id", "in", message_ids),
            ("user_id", "in", subject.users.ids),
            ("visitor_id", "in", subject.visitors.ids),
        ]
        uploads.search(domain).unlink()

    @api.model
    def _erase_notes(self, subject):
        """Notes that the person has written as an agent, and all that agents have noted about
        somebody who asked: where they stood stays."""
        sentence = self.env["seitech.chat.channel"]._in_main_language().env._("Removed")
        # sudo: seitech.chat.note – to tell the agents of the company
        notes = self.env["seitech.chat.note"].sudo()
        ids = self._execute(_NOTES, {**subject.ids, "sentence": sentence})
        notes.invalidate_model(flush=False)
        return notes.browse(ids)

    @api.model
    def _erase_supports(self, subject):
        """What is known of requests besides what was said, and how they were judged in words."""
        # sudo: seitech.chat.support – follow from the person
        supports = self.env["seitech.chat.support"].sudo()
        supports = supports.browse(self._execute(_SUPPORTS, subject.ids))
        supports.invalidate_model(flush=False)
        judged = [("res_model", "=", supports._name), ("res_id", "in", supports.ids)]
        # sudo: rating.rating – likewise
        self.env["rating.rating"].sudo().search(judged).write(
            {"feedback": False, "partner_id": False}
        )
        return supports

    @api.model
    def _erase_safeguarding(self, subject, message_ids):
        """Only reports that nobody works on any more come here, see ``seitech.chat.erasure``."""
        self._remove_reports(message_ids, [])
        params = {**subject.ids, "erased": message_ids}
        self.env.cr.execute(_REPORTS, params)
        self.env.cr.execute(_SANCTIONS, params)
        self.env.invalidate_all()

    @api.model
    def _erase_faq(self, message_ids):
        """What was published from the person's messages is a copy of their words."""
        # sudo: seitech.course.faq – follows from the messages
        entries = self.env["seitech.course.faq"].sudo()
        copied = [("question_message_id", "in", message_ids)]
        entries.search(["|", *copied, ("answer_message_id", "in", message_ids)]).unlink()

    @api.model
    def _erase_chatter(self, subject, channel_ids, typed):
        """What the person has done or sent by e-mail goes; what others did stays, without who it
        was about and what that one typed.

        :param set typed: what the person has called conversations
        """
        there = [("model", "=", "seitech.chat.channel"), ("res_id", "in", channel_ids)]
        # sudo: mail.message – of conversations that the person is erased from
        lines = self.env["mail.message"].sudo().search(there)
        emails = {email.lower() for email in subject.visitors.mapped("email") if email}
        own = lines.filtered(
            lambda line: (
                line.author_id in subject.partners
                or any(email in (line.email_from or "").lower() for email in emails)
            )
        )
        # That a manager has looked at a conversation stays noted.
        said = own.filtered(lambda line: line.subject != "visit")
        typed = typed | set(own.tracking_value_ids.mapped("new_value_char"))
        own.tracking_value_ids.unlink()
        said.unlink()
        (own - said).write({"author_id": False, "email_from": False})
        for line in lines - said:
            self._erase_from_line(line, subject, typed)

    @api.model
    def _erase_from_line(self, line, subject, typed):
        stand_in = self.env["seitech.chat.channel"]._in_main_language().env._("Former member")
        line.tracking_value_ids.filtered(
            lambda change: (
                {change.old_value_char, change.new_value_char} & typed
                or subject.without_names(_texts(change), "") != _texts(change)
            )
        ).unlink()
        body = line.body or ""
        for text in filter(None, typed):
            body = body.replace(str(escape(text)), stand_in)
        body = subject.without_names(body, stand_in)
        if body != line.body:
            line.body = body

    @api.model
    def _erase_numbers(self, subject):
        """How often the person did something, from where they were turned away, and where their
        browsers are told of something new."""
        keys = [f"%:{id_}" for id_ in subject.visitors.ids]
        keys += [f"%:{id_}" for id_ in subject.users.ids]
        # sudo: ir.config_parameter – the secret of the database stays on the server
        env = self.env(su=True)
        addresses = filter(None, subject.visitors.mapped("email"))
        hashes = [hmac(env, _TRANSCRIPT, email) for email in addresses]
        keys += [f"{name}:{hash_}" for name in ("transcript", "link") for hash_ in hashes]
        self.env.cr.execute(_RATES, {"keys": keys})
        # sudo: seitech.chat.abuse – follow from the person
        abuses = self.env["seitech.chat.abuse"].sudo()
        abuses.search([("visitor_id", "in", subject.visitors.ids)]).unlink()
        # sudo: mail.push.device – likewise
        devices = self.env["mail.push.device"].sudo()
        devices.search([("partner_id", "in", subject.partners.ids)]).unlink()
        # sudo: mail.followers – likewise
        followers = self.env["mail.followers"].sudo()
        follows = [("res_model", "=like", "seitech.%"), ("partner_id", "in", subject.partners.ids)]
        followers.search(follows).unlink()

    @api.model
    def _erase_lookups(self, model_names):
        """Odoo's privacy lookup keeps what it found for a day, called by its name."""
        # sudo: privacy.lookup.wizard.line – copies of what is erased
        lines = self.env["privacy.lookup.wizard.line"].sudo()
        lines.search([("res_model", "in", model_names)]).write({"res_name": False})

    @api.model
    def _remove_forms(self, subject):
        """Forms that the person has filled in are kept by Odoo for a while."""
        for name in _FORMS:
            # sudo: seitech.course.letter, seitech.course.announcement – of the person
            forms = self.env[name].sudo()
            forms.search([("create_uid", "in", subject.users.ids)]).unlink()

    @api.model
    def _execute(self, query, params):
        self.env.flush_all()
        self.env.cr.execute(query, params)
        return [id_ for [id_] in self.env.cr.fetchall()]


def _texts(change):
    return f"{change.old_value_char or ''} {change.new_value_char or ''}"
