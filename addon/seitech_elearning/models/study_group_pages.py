from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import routing, text
from ..tools.errors import invalid_value

SCOPES = ("all", "mine", "others", "invitations")
PAGE_SIZE = 20
MAX_INVITABLE = 50


class StudyGroup(models.Model):
    """What the pages of the portal show of study groups."""

    _inherit = "seitech.study.group"

    @api.model
    def _find(self, scope="all", search=None, course_id=None):
        """:param str scope: one of ``SCOPES``
        :return: the domain of the groups the current user looks for
        :raise ChatError: 422 for unacceptable values
        """
        domain = self._search_domain(search, course_id)
        me = self.env.user.ids
        mine = Domain("owner_id", "in", me) | Domain("member_ids", "in", me)
        invited = Domain("invited_ids", "in", me)
        match scope:
            case "mine":
                return domain & mine
            case "invitations":
                return domain & invited
            case "others":
                return domain & ~mine & ~invited
            case _:
                return domain

    @api.model
    def _find_entries(self, domain, offset=0):
        """:param domain: of ``_find``
        :return: a page of what the current user may know of these groups, newest first
        """
        # sudo: seitech.study.group – only what passes the domain is returned
        groups = self.sudo().search(domain, order="id desc", limit=PAGE_SIZE, offset=offset)
        return [group._entry() for group in groups]

    @api.model
    def _privacy_labels(self):
        """:return: how somebody can get into a group, in the words of the current language"""
        return self._fields["privacy"]._description_selection(self.env)

    def _entry(self):
        """:return: what the current user may know of a group they may know of"""
        status, count = self._status(), len(self.member_ids)
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description or "",
            "course_name": self.course_id.name or "",
            "owner_name": self.owner_id.name or "",
            "privacy": self.privacy,
            "member_count": count,
            "max_members": self.max_members,
            "is_full": bool(self.max_members) and count >= self.max_members,
            "status": status,
        }

    def _page(self, search=None, after=None):
        """One group. Who is in it is for its members, who wants to be for its moderators.

        :param str search: whom to invite, by a part of the name
        :param str after: ``next_cursor`` of the page of members before
        :raise ChatError: 422 for unacceptable values
        """
        entry = self._entry()
        moderates = self._is_moderated_by_me()
        is_member = entry["status"] in ("owner", "member")
        channel = self._chat_channels() if is_member else self._chat_channels().browse()
        return {
            **entry,
            "channel_id": channel.id or None,
            "moderates": moderates,
            "presides": self._is_presided_by_me(),
            "owner_id": self.owner_id.id,
            "members": self._member_page(after) if is_member or moderates else None,
            "applicants": self._names(self.applicant_ids) if moderates else [],
            "invited": self._names(self.invited_ids) if moderates else [],
            "invitable": self._invitable(search) if moderates and search else [],
        }

    def _member_page(self, after):
        if channel := self._chat_channels():
            return channel._members_page(cursor=after)
        people = self.member_ids.filtered("active").sorted(
            lambda user: (user.name.lower(), user.id)
        )
        members = [{**person, "role": "member"} for person in self._names(people)]
        return {"members": members, "next_cursor": None, "member_count": len(members)}

    @staticmethod
    def _names(users):
        return [{"user_id": user.id, "name": user.name} for user in users]

    def _invitable(self, search):
        """:param str search: a part of their names
        :return: those the current user may invite and who are nothing to the group yet, by name
        :raise ChatError: 422 for what nobody can be called
        """
        if not text.is_storable(search):
            raise invalid_value("search", self.env._("Nobody can have this name."))
        user = self.env.user
        peers = routing.additions("group", user._chat_roles())
        known = self.member_ids | self.invited_ids | self.applicant_ids | user
        self.env.flush_all()
        query = SQL(
            """
            SELECT peer.user_id, person.name
              FROM (%(people)s) peer
              JOIN res_users account ON account.id = peer.user_id
              JOIN res_partner person ON person.id = account.partner_id
             WHERE strpos(lower(person.name), lower(%(search)s)) > 0
               AND peer.user_id != ALL(%(known)s)
             ORDER BY lower(person.name), peer.user_id
             LIMIT %(limit)s
            """,
            people=user._peers_query(peers, "group"),
            search=search,
            known=known.ids,
            limit=MAX_INVITABLE,
        )
        self.env.cr.execute(query)
        return self.env.cr.dictfetchall()
