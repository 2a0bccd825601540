from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.subject import WRITTEN, Subject, touched

_COUNTS = """
    SELECT (SELECT count(*) FROM (
               SELECT m.channel_id FROM seitech_chat_message m
                WHERE m.message_type != 'system' AND {written}
                UNION
               SELECT m.channel_id FROM seitech_chat_member m
                WHERE m.active
                  AND (m.user_id = ANY(%(users)s) OR m.visitor_id = ANY(%(visitors)s))
           ) present) AS conversations,
           (SELECT count(*) FROM seitech_chat_message m
             WHERE m.message_type != 'system' AND {written}) AS messages,
           (SELECT count(*) FROM seitech_chat_attachment a
             WHERE a.user_id = ANY(%(users)s) OR a.visitor_id = ANY(%(visitors)s)) AS files
"""


class ChatErasure(models.AbstractModel):
    """Taking one person out of the chat: no word, file or name of theirs is left, and everybody
    else's conversations go on as they are. All of it in one transaction, or none."""

    _name = "seitech.chat.erasure"
    _description = "Chat Erasure"

    @api.model
    def _subject(self, partners=None, visitors=None):
        """:param partners: the ``res.partner`` of the person
        :param visitors: the ``seitech.chat.visitor`` they were
        :return: the person, with their accounts, and whoever they were before they signed in
        """
        # sudo: res.partner – the caller has checked who may ask for them
        partners = (partners or self.env["res.partner"]).sudo()
        # sudo: seitech.chat.visitor – likewise
        visitors = (visitors or self.env["seitech.chat.visitor"]).sudo()
        users = partners.with_context(active_test=False).user_ids
        bound = visitors.search([("user_id", "in", users.ids)]) if users else visitors.browse()
        return Subject(partners, users, visitors | bound)

    @api.model
    def _counts(self, subject):
        """:return: the numbers of ``conversations``, ``messages`` and ``files`` of a person"""
        self.env.flush_all()
        query = _COUNTS.format(written=WRITTEN)
        self.env.cr.execute(query, subject.ids)
        return self.env.cr.dictfetchone()

    @api.model
    def _touched(self, subject):
        self.env.flush_all()
        self.env.cr.execute(touched() + "ORDER BY channel_id", subject.ids)
        ids = [id_ for [id_] in self.env.cr.fetchall()]
        # sudo: seitech.chat.channel – the person is to be erased from all of them
        return self.env["seitech.chat.channel"].sudo().browse(ids)

    @api.model
    def _obstacle(self, subject):
        """:return: a sentence that says why this person cannot be erased now, or ``None``"""
        holds = self.env["seitech.chat.hold"]
        if holds._present_on(subject.partners, subject.visitors):
            return self.env._("A legal hold is on this person. Lift it first.")
        if kept := holds._keeping(self._touched(subject).ids):
            return self.env._("Legal holds keep %s conversations of this person.", len(kept))
        about = [("user_id", "in", subject.users.ids), ("state", "!=", "done")]
        # sudo: seitech.chat.report – only whether there is one
        if subject.users and self.env["seitech.chat.report"].sudo().search_count(about, limit=1):
            return self.env._("Somebody still works on a report about this person.")
        return None

    @api.model
    def _erase(self, subject, reason):
        """Erase a person. The caller has checked that the current user may.

        :param Subject subject: see ``_subject``
        :param str reason: why, for the log
        :return: what was erased, in numbers
        :raise UserError: if something stands against it, see ``_obstacle``
        """
        if obstacle := self._obstacle(subject):
            raise UserError(obstacle)
        counts = self._counts(subject)
        channels = self._touched(subject)
        typed = self._typed_names(subject, channels)
        traces = self.env["seitech.chat.traces"]
        # In order, so that two writers of the same channels cannot wait for each other.
        erased = [id_ for channel in channels for id_ in channel._erase_person(subject)]
        self._erase_groups(subject)
        traces._remove_files(subject, erased)
        traces._remove_previews(erased)
        notes, supports = traces._erase_notes(subject), traces._erase_supports(subject)
        traces._erase_safeguarding(subject, erased)
        traces._erase_faq(erased)
        traces._erase_chatter(subject, channels.ids, typed)
        traces._remove_mails(channels.ids, filter(None, subject.visitors.mapped("email")))
        traces._erase_numbers(subject)
        traces._erase_lookups(["seitech.chat.message", "seitech.chat.visitor"])
        traces._remove_forms(subject)
        details = ", ".join(f"{name}: {number}" for name, number in counts.items())
        log = self.env["seitech.chat.privacy.log"]
        log._add("erasure", subject.records, f"{details}\n{reason}")
        self._remove_visitors(subject.visitors)
        self.env.flush_all()
        traces._remove_notifications(channels.ids)
        notes._tell_agents()
        supports._announce()
        traces._collect_soon()
        return counts

    @api.model
    def _remove_visitors(self, visitors):
        """Their conversations end: nobody is left to be answered."""
        members = visitors.with_context(active_test=False).chat_member_ids
        left = members.channel_id.filtered(lambda channel: channel.state == "active")
        visitors.with_context(seitech_chat_erases=False).unlink()
        self.env.flush_all()
        self.env.invalidate_all()
        left.write({"state": "closed"})

    @api.model
    def _refuse(self, subject, sentence):
        """Note that a person was not erased, and why."""
        self.env["seitech.chat.privacy.log"]._add("refused", subject.records, sentence)

    @api.model
    def _typed_names(self, subject, channels):
        named = channels.filtered(lambda channel: channel._was_named_by(subject))
        return {*named.mapped("name"), *self._groups_of(subject).mapped("name")}

    @api.model
    def _groups_of(self, subject):
        """:return: the study groups that are called and described as the person wanted"""
        if not subject.users:
            return self.env["seitech.study.group"]
        ids = subject.users.ids
        # sudo: seitech.study.group – follow from the person
        groups = self.env["seitech.study.group"].sudo()
        return groups.search(["|", ("owner_id", "in", ids), ("create_uid", "in", ids)])

    @api.model
    def _erase_groups(self, subject):
        told = self.env["seitech.chat.channel"]._in_main_language()
        # Without a line in the chatter of its conversation that says what it was called.
        groups = self._groups_of(subject).with_context(tracking_disable=True)
        for group in groups:
            group.write({"name": told.env._("Study group"), "description": False})
        concerned = ["member_ids", "invited_ids", "applicant_ids"]
        for name in concerned if subject.users else ():
            for group in groups.search([(name, "in", subject.users.ids)]):
                if name == "member_ids":
                    group._remove_people(subject.users, "left")
                else:
                    group.write({name: [Command.unlink(id_) for id_ in subject.users.ids]})
