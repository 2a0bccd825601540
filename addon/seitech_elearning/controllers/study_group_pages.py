from odoo.addons.portal.controllers.portal import CustomerPortal, pager
from odoo.http import request, route
from werkzeug.exceptions import NotFound

from ..models.study_group_pages import PAGE_SIZE, SCOPES
from ..models.study_group_people import MAX_DESCRIPTION_LENGTH, MAX_SIZE
from ..tools.errors import ChatError
from ..tools.text import NAME_LIMIT
from .params import MAX_ID
from .study_group_fields import plain, to_id

GROUPS = "/my/groups"


class StudyGroupPages(CustomerPortal):
    """The pages about study groups. They are rendered here as a whole and consist of links and
    forms, so that they work without JavaScript. What the forms do is in ``study_group_forms``."""

    @route([GROUPS, f"{GROUPS}/page/<int:page>"], type="http", auth="user", website=True)
    def my_groups(self, page=1, show="all", search="", course="", done=None, **_query):
        """Study groups to be found: all, one's own, others, those one is invited to."""
        groups = request.env["seitech.study.group"]
        show = show if show in SCOPES else "all"
        course_id = to_id(course)
        asked = {"show": show, "search": plain(search), "course": course_id or ""}
        domain = groups._find(show, asked["search"], course_id)
        # sudo: seitech.study.group – a number of what the current user may know of
        total = groups.sudo().search_count(domain)
        # A number comes by the route only, never by a query.
        page = page if isinstance(page, int) else 1
        shown = pager(GROUPS, total, page, PAGE_SIZE, url_args=asked)
        values = {
            **asked,
            "entries": groups._find_entries(domain, shown["offset"]),
            "pager": shown,
            "courses": [{"id": c.id, "name": c.name} for c in self._group_courses()],
            "may_found": groups._may_found(),
        }
        return self._render_groups("portal_my_groups", values, done)

    @route(f"{GROUPS}/new", type="http", auth="user", website=True, methods=["GET"])
    def new_group(self, course="", **_query):
        """The form for a new study group."""
        return self._render_form(None, {"course": course, "privacy": "approval"})

    @route(f"{GROUPS}/<int:group_id>", type="http", auth="user", website=True, methods=["GET"])
    def my_group(self, group_id, find="", after=None, done=None, **_query):
        """One study group."""
        return self._render_group(self._get_group(group_id), find=find, after=after, done=done)

    @route(f"{GROUPS}/<int:group_id>/edit", type="http", auth="user", website=True, methods=["GET"])
    def edit_group(self, group_id, **_query):
        """The form for a study group there is."""
        group = self._get_moderated(group_id)
        typed = {
            "name": group.name,
            "description": group.description or "",
            "privacy": group.privacy,
            "max_members": group.max_members or "",
        }
        return self._render_form(group, typed)

    # What the pages have in common

    def _get_group(self, group_id):
        """:raise NotFound: the same for unknown and for forbidden ids"""
        try:
            return request.env["seitech.study.group"]._get_visible(min(group_id, MAX_ID))
        except ChatError as error:
            raise NotFound from error

    def _get_moderated(self, group_id):
        """:raise NotFound: also for those who may know of the group, but not change it"""
        group = self._get_group(group_id)
        if not group._is_moderated_by_me():
            raise NotFound
        return group

    def _group_courses(self):
        """:return: the courses that a group of the current user can be about"""
        return request.env.user._attended_courses().sorted("name")

    def _render_group(self, group, error=None, find="", after=None, done=None):
        """:param ChatError error: why what was asked for was not done"""
        find = plain(find)
        try:
            page = group._page(find, after)
        except ChatError as refusal:
            error, page = refusal, group._page()
        values = {"group": page, "find": find, "error": error and error.args[0]}
        return self._render_groups("portal_my_group", values, done, error)

    def _render_form(self, group, typed, error=None):
        """:param group: the ``seitech.study.group`` that changes, if it is no new one
        :param dict typed: what the fields show
        :param ChatError error: why what was typed was not accepted
        """
        if not group and not request.env["seitech.study.group"]._may_found():
            raise NotFound
        values = {
            "group": group and {"id": group.id, "name": group.name},
            "typed": typed,
            "courses": [] if group else [(str(c.id), c.name) for c in self._group_courses()],
            "privacies": request.env["seitech.study.group"]._privacy_labels(),
            "limits": {
                "name": NAME_LIMIT,
                "description": MAX_DESCRIPTION_LENGTH,
                "size": MAX_SIZE,
            },
            "error": error and error.args[0],
        }
        return self._render_groups("portal_my_group_form", values, error=error)

    def _render_groups(self, template, values, done=None, error=None):
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "study_groups",
            "privacy_labels": dict(request.env["seitech.study.group"]._privacy_labels()),
            "done": done and self._done_sentence(done),
            **values,
        }
        response = request.render(f"seitech_elearning.{template}", values)
        if error:
            response.status_code = error.http_status
        return response

    def _done_sentence(self, done):
        """:return: what the address says has just been done, in words"""
        _ = request.env._
        return {
            "created": _("The study group is there. Invite the people you learn with."),
            "edited": _("Your changes are saved."),
            "joined": _("You are a member of this study group now."),
            "requested": _("You have asked to join. A moderator decides."),
            "left": _("You are no longer part of this study group."),
            "withdrawn": _("This is withdrawn."),
            "approved": _("They are a member of this study group now."),
            "refused": _("The request is turned down."),
            "invited": _(
                "They are invited. They find the invitation on their page of study groups."
            ),
            "removed": _("They are no longer part of this study group."),
            "appointed": _("Their part in the study group is changed."),
            "handed_over": _("The study group has another owner now."),
            "deleted": _("The study group is deleted. Its conversation can still be read."),
        }.get(done)
