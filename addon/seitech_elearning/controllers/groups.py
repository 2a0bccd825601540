from odoo.http import Controller, request, route

from .dispatcher import ChatDispatcher
from .params import boolean, identifier, integer, list_of, string

TYPE = ChatDispatcher.routing_type


class StudyGroupController(Controller):
    """Study groups. What has happened to a group is answered with the group as it is now, as far
    as the caller may still know of it."""

    @route("/api/chat/group/list", type=TYPE, auth="user")
    def list_groups(
        self,
        search: string = None,
        course_id: identifier = None,
        limit: integer = 50,
        cursor: string = None,
    ):
        """A page of the study groups that the caller may know of, newest first."""
        return self._groups._list_page(search, course_id, limit, cursor)

    @route("/api/chat/group/create", type=TYPE, auth="user")
    def create_group(
        self,
        name: string,
        description: string = None,
        course_id: identifier = None,
        privacy: string = "approval",
        max_members: integer = 0,
    ):
        """Found a study group."""
        group = self._groups._found(name, description, course_id, privacy, max_members)
        return {"group": group._to_wire()}

    @route("/api/chat/group/join", type=TYPE, auth="user")
    def join_group(self, group_id: identifier):
        """Join a study group, or ask to."""
        group = self._groups._get_visible(group_id)
        group._join()
        return {"group": group._to_wire()}

    @route("/api/chat/group/approve", type=TYPE, auth="user")
    def approve(self, group_id: identifier, user_id: identifier, approved: boolean = True):
        """Let somebody in who asked to join, or not."""
        group = self._groups._get_visible(group_id)
        group._approve(user_id, approved)
        return {"group": group._to_wire()}

    @route("/api/chat/group/invite", type=TYPE, auth="user")
    def invite(self, group_id: identifier, user_ids: list_of(identifier)):
        """Let people know that they can join."""
        group = self._groups._get_visible(group_id)
        group._invite(user_ids)
        return {"group": group._to_wire()}

    @route("/api/chat/group/leave", type=TYPE, auth="user")
    def leave_group(self, group_id: identifier):
        """Leave a study group, refuse an invitation, or take back an application."""
        group = self._groups._get_visible(group_id)
        group._leave()
        return {"group_id": group.id}

    @property
    def _groups(self):
        return request.env["seitech.study.group"]
