from odoo import api, models
from odoo.fields import Domain

from ..tools import routing, text, wire
from ..tools.errors import conflict, forbidden, invalid_value, not_found
from .chat_channel_lifecycle import MAX_ADDED_AT_ONCE
from .chat_channel_rights import MANAGER_GROUP
from .res_users_kept_out import BLOCKED_GROUP
from .study_group import PRIVACIES

MAX_DESCRIPTION_LENGTH = 2_000
MAX_SIZE = 1_000
MAX_PAGE = 100


class StudyGroup(models.Model):
    """Finding, founding, joining and leaving study groups. Every method is something the current
    user does: whether they may is checked first, then it is done as the server."""

    _inherit = "seitech.study.group"

    # Finding

    @api.model
    def _visible_domain(self):
        """:return: the groups that the current user may know of: the own ones, those they are
        invited to, and those that can be found, of the own courses or of none"""
        user = self.env.user
        if user.has_group(BLOCKED_GROUP):
            return Domain.FALSE
        if user.has_group(MANAGER_GROUP):
            return Domain.TRUE
        own = Domain.OR(
            Domain(field, "in", user.ids)
            for field in ("owner_id", "member_ids", "invited_ids", "applicant_ids")
        )
        if routing.STUDENT not in user._chat_roles():
            return own
        courses = user._attended_courses()
        return own | (
            Domain("privacy", "!=", "invitation")
            & (Domain("course_id", "=", False) | Domain("course_id", "in", courses.ids))
        )

    @api.model
    def _get_visible(self, group_id):
        """:raise ChatError: 404, the same for unknown and for forbidden ids"""
        # sudo: seitech.study.group – only what passes the domain is returned
        group = self.sudo().search(Domain("id", "=", group_id) & self._visible_domain())
        if not group:
            raise not_found(self.env)
        return group

    @api.model
    def _list_page(self, search=None, course_id=None, limit=50, cursor=None):
        """Study groups, newest first.

        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        domain = self._search_domain(search, course_id)
        if cursor is not None:
            if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
                raise invalid_value("cursor", self.env._("This is not the end of a page."))
            domain &= Domain("id", "<", int(cursor))
        # sudo: seitech.study.group – only what passes the domain is returned
        groups = self.sudo().search(domain, order="id desc", limit=limit + 1)
        page = groups[:limit]
        return {
            "groups": [group._to_wire() for group in page],
            "next_cursor": str(page[-1].id) if len(groups) > limit else None,
        }

    @api.model
    def _search_domain(self, search=None, course_id=None):
        """:return: the groups the current user may know of, as far as they are looked for
        :raise ChatError: 422 for unacceptable values
        """
        domain = self._visible_domain()
        if search:
            if not text.is_storable(search):
                raise invalid_value("search", self.env._("Nothing can have this name."))
            escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            domain &= Domain("name", "ilike", escaped)
        if course_id is not None:
            domain &= Domain("course_id", "=", course_id)
        return domain

    def _to_wire(self):
        moderates = self._is_moderated_by_me()
        is_member = self._status() in ("owner", "member")
        channel = self._chat_channels() if is_member else self._chat_channels().browse()
        applicants = self.applicant_ids if moderates else self.applicant_ids.browse()
        return wire.group(self.env, self, self._status(), channel, applicants)

    def _status(self):
        """:return: what the current user is to this group"""
        user = self.env.user
        if user == self.owner_id:
            return "owner"
        for status, people in (
            ("member", self.member_ids),
            ("invited", self.invited_ids),
            ("requested", self.applicant_ids),
        ):
            if user in people:
                return status
        return "none"

    def _is_moderated_by_me(self):
        user = self.env.user
        return (
            user == self.owner_id
            or user in self._chat_channels().moderator_ids
            or user.has_group(MANAGER_GROUP)
        )

    def _check_moderator(self):
        if not self._is_moderated_by_me():
            raise forbidden(self.env._("Only moderators of the study group can do this."))

    # Founding

    @api.model
    def _found(self, name, description=None, course_id=None, privacy="approval", max_members=0):
        """Make a study group of the current user, and its channel.

        :raise ChatError: 403 if the current user is neither student nor manager, 404 for a course
            they do not attend, 422 for unacceptable values
        """
        roles = self.env.user._chat_roles()
        if not {routing.STUDENT, routing.MANAGER} & roles:
            raise forbidden(self.env._("Study groups are for students."))
        self._check_terms(description, privacy, max_members)
        # sudo: slide.channel – only one that passes the check is used
        course = self.env["slide.channel"].sudo().search([("id", "=", course_id or 0)])
        may_use = routing.MANAGER in roles or course in self.env.user._attended_courses()
        if course_id is not None and not (course and may_use):
            raise not_found(self.env)
        # sudo: seitech.study.group – students may found groups, but not through the ORM
        group = self.sudo().create(
            {
                "name": self.env["seitech.chat.channel"]._clean_name(name),
                "description": description,
                "course_id": course.id,
                "privacy": privacy,
                "max_members": max_members,
                "owner_id": self.env.uid,
            }
        )
        group._open_channel()
        return group

    def _check_terms(self, description, privacy, max_members):
        """:raise ChatError: 422 for what no group can be like"""
        text.check_choice(self.env, "privacy", privacy, dict(PRIVACIES))
        text.check_range(self.env, "max_members", max_members, 0, MAX_SIZE)
        if description is None:
            return
        if not text.is_storable(description) or len(description) > MAX_DESCRIPTION_LENGTH:
            message = self.env._(
                "A description can have at most %s characters.", MAX_DESCRIPTION_LENGTH
            )
            raise invalid_value("description", message)

    # Coming and going

    def _join(self):
        """Join, or ask to. Doing it twice does no harm.

        :raise ChatError: 403 if the current user was removed and is not invited again, 409 if the
            group is full
        """
        user = self.env.user
        if self._status() in ("owner", "member"):
            return
        if user in self.invited_ids:
            self._add_people(user)
        elif self.privacy == "approval" and not user.has_group(MANAGER_GROUP):
            self.applicant_ids |= user
        elif self._was_removed(user):
            raise forbidden(self.env._("You are no longer part of this study group."))
        else:
            self._add_people(user)

    def _was_removed(self, user):
        return "removed" in self._chat_channels()._rows_of(user).mapped("absence")

    def _leave(self):
        """Leave, refuse an invitation or take back an application.

        :raise ChatError: 403 for people who are nothing to the group
        """
        user = self.env.user
        match self._status():
            case "owner" | "member":
                self._remove_people(user, "left")
            case "none":
                raise forbidden(self.env._("You are not part of this study group."))
            case _:
                self.write({"invited_ids": [(3, user.id)], "applicant_ids": [(3, user.id)]})

    def _approve(self, user_id, is_approved=True):
        """Answer somebody who asked to join.

        :raise ChatError: 403 for people who may not, 404 if the other has not asked, 409 if the
            group is full
        """
        self._check_moderator()
        applicant = self.applicant_ids.filtered(lambda user: user.id == user_id)
        if not applicant:
            raise not_found(self.env)
        if is_approved:
            self._add_people(applicant)
        else:
            self.applicant_ids -= applicant

    def _invite(self, user_ids):
        """Let people know that they can join.

        :raise ChatError: 403 for people who may not, 404 for people they may not write to
        """
        self._check_moderator()
        text.check_range(self.env, "user_ids", len(user_ids), 1, MAX_ADDED_AT_ONCE)
        # sudo: res.users – only those who pass the check are used
        users = self.env["res.users"].sudo().search([("id", "in", user_ids)])
        is_known = len(users) == len(set(user_ids))
        if not is_known or not self.env.user._may_add_to_chat("group", users):
            raise not_found(self.env)
        self.invited_ids |= users - self.member_ids

    def _add_people(self, users):
        """:raise ChatError: 409 if they are too many"""
        # Two who take the last place at the same time: the later one is tried again.
        self._lock_group()
        people = self.member_ids | users
        if self.max_members and len(people) > self.max_members:
            raise conflict(self.env._("The study group is full."), "group_full")
        left = [(3, user.id) for user in users]
        joined = [(4, user.id) for user in users]
        self.write({"member_ids": joined, "invited_ids": left, "applicant_ids": left})

    def _lock_group(self):
        """Wait until nobody else changes this group. If somebody has done so since this
        transaction began, it fails and Odoo tries the request again."""
        self.env.cr.execute(
            "SELECT FROM seitech_study_group WHERE id = %s FOR UPDATE",
            [self.id],
            log_exceptions=False,
        )

    def _remove_people(self, users, absence):
        """:param str absence: why, one of ``chat_member.ABSENCES``"""
        vals = {"member_ids": [(3, user.id) for user in users]}
        if self.owner_id in users:
            vals["owner_id"] = self._successor(users).id
        for channel in self._chat_channels():
            channel._let_out(users, absence)
        self.write(vals)

    def _successor(self, leaving):
        """:return: a moderator, or else who has been here longest"""
        remaining = (self.member_ids - leaving).filtered("active")
        moderators = self._chat_channels().moderator_ids & remaining
        return (moderators or remaining).sorted("id")[:1]
