from odoo.fields import Domain
from odoo.http import request, route
from werkzeug.exceptions import NotFound

from ..tools.errors import ChatError
from .study_group_fields import change, people, person, size, to_id, typed_in
from .study_group_pages import GROUPS, StudyGroupPages

FORM = {"type": "http", "auth": "user", "website": True, "methods": ["POST"]}

# What a button on the page of a group does, and the key of what is said when it is done.
_ACTIONS = {
    "join": (lambda group, _form: group._join(), "joined"),
    "leave": (lambda group, _form: group._leave(), "left"),
    "withdraw": (lambda group, _form: group._leave(), "withdrawn"),
    "approve": (lambda group, form: group._approve(person(form)), "approved"),
    "refuse": (lambda group, form: group._approve(person(form), False), "refused"),
    "invite": (lambda group, _form: group._invite(people()), "invited"),
    "uninvite": (lambda group, form: group._uninvite(person(form)), "withdrawn"),
    "remove": (lambda group, form: group._dismiss(person(form)), "removed"),
    "promote": (lambda group, form: group._appoint(person(form), "moderator"), "appointed"),
    "demote": (lambda group, form: group._appoint(person(form), "member"), "appointed"),
    "hand_over": (lambda group, form: group._hand_over(person(form)), "handed_over"),
    "delete": (lambda group, _form: group._dissolve(), "deleted"),
}


class StudyGroupForms(StudyGroupPages):
    """What the forms on the pages about study groups do. What is refused comes back with the
    reason and with all that was typed; what is done leads on to an address that can be reloaded."""

    @route(f"{GROUPS}/new", **FORM)
    def create_group(self, **form):
        """Found a study group."""
        typed = typed_in(form)
        try:
            with change():
                group = request.env["seitech.study.group"]._found(
                    typed["name"],
                    typed["description"],
                    to_id(typed["course"]),
                    typed["privacy"],
                    size(typed["max_members"]),
                )
        except ChatError as error:
            return self._render_form(None, typed, error)
        return self._go_on(group, "created")

    @route(f"{GROUPS}/<int:group_id>/edit", **FORM)
    def save_group(self, group_id, **form):
        """Describe a study group anew."""
        group, typed = self._get_moderated(group_id), typed_in(form)
        try:
            with change():
                limit = size(typed["max_members"])
                group._edit(typed["name"], typed["description"], typed["privacy"], limit)
        except ChatError as error:
            return self._render_form(group, typed, error)
        return self._go_on(group, "edited")

    @route(f"{GROUPS}/<int:group_id>/chat", **FORM)
    def chat_of_group(self, group_id, **_form):
        """Open the conversation of a study group that has none yet."""
        group = self._get_group(group_id)
        if group._status() not in ("owner", "member"):
            raise NotFound
        try:
            with change():
                channel_id = group._open_channel().id
        except ChatError as error:
            return self._render_group(group, error)
        return request.redirect(f"/my/chat?channel={channel_id}")

    @route(f"{GROUPS}/<int:group_id>/<any({', '.join(_ACTIONS)}):action>", **FORM)
    def change_group(self, group_id, action, **form):
        """Come, go, and what owner and moderators do with the people in a study group."""
        group = self._get_group(group_id)
        perform, done = _ACTIONS[action]
        try:
            with change():
                perform(group, form)
        except ChatError as error:
            return self._render_group(group, error, find=form.get("find", ""))
        return self._go_on(group, done)

    def _go_on(self, group, done):
        """Whoever may not know of the group any more goes back to the list."""
        groups = request.env["seitech.study.group"]
        domain = groups._visible_domain() & Domain("id", "=", group.id)
        # sudo: seitech.study.group – whether the current user may know of it
        found = groups.sudo().search(domain)
        if done == "joined" and found._status() == "requested":
            done = "requested"
        address = f"{GROUPS}/{found.id}" if found else GROUPS
        return request.redirect(f"{address}?done={done}")
