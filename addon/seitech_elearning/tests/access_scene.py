"""One of each: a channel of every kind, and everybody the access table has a column for."""

import os
import secrets
from contextlib import contextmanager

from .common import ChatCase
from .data_files import load
from .in_process import InProcessAdapter
from .routes import has_route

MATRIX = load("access_matrix")

# Set by scripts/mutate_guards.py: one failing case is all it wants to see.
IS_FIRST_ENOUGH = bool(os.environ.get("SEITECH_FIRST_FAILURE"))

_GROUPS = {
    "course_instructor": "seitech_elearning.group_elearning_instructor",
    "other_instructor": "seitech_elearning.group_elearning_instructor",
    "agent": "seitech_elearning.group_elearning_support_agent",
    "manager": "seitech_elearning.group_elearning_manager",
    "admin": "seitech_elearning.group_elearning_admin",
}

SUPPORT = ("public_support", "student_support")
TOKEN_ROLES = ("no_token", "own_token", "foreign_token")


class AccessScene(ChatCase):
    """Everything is prepared once; each case is undone after it (``_undone``)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            role: cls._new_user(f"role_{role}", _GROUPS.get(role, "base.group_portal"))
            for role in MATRIX["roles"]
            if role not in TOKEN_ROLES
        }
        cls.newcomer = cls._new_user("role_newcomer", "base.group_portal")
        cls.colleague = cls._new_user("role_colleague", _GROUPS["agent"])
        cls.leaver = cls._new_user("role_leaver", "base.group_portal")
        cls.former = cls._new_user("role_former", "base.group_portal")
        cls.other_course = cls._new_course(
            "Another course", cls.people["other_instructor"], cls.people["other_student"]
        )
        cls.scene_course = cls._new_course(
            "The course",
            cls.people["course_instructor"],
            cls.people["member"] + cls.people["moderator"] + cls.leaver + cls.newcomer,
        )

    def _build_scene(self):
        self.tokens = {"no_token": secrets.token_urlsafe(32)}
        self.scene = {kind: self._new_scene_channel(kind) for kind in MATRIX["types"]}
        self.values = {
            (kind, role): self._values_of(self.scene[kind], role)
            for kind in MATRIX["types"]
            for role in MATRIX["roles"]
        }
        self.env.flush_all()

    def _new_scene_channel(self, kind):
        pair = self.people["member"] + self.people["moderator"]
        users = pair if kind == "direct" else pair + self.leaver
        if kind == "public_support":
            channel = self._new_visitor_channel()
            channel._add_members(users)
        else:
            vals = {} if kind == "direct" else {"course_id": self.scene_course.id}
            channel = self._new_channel(users, kind, **vals)
        # One member of a pair is made its moderator: even then it stays closed to others.
        channel._all_members().filtered(lambda m: m.user_id == self.people["moderator"]).write(
            {"role": "moderator"}
        )
        return channel

    def _has_route(self, path, method="POST"):
        return has_route(self.env, path, method)

    def _new_visitor_channel(self):
        """The conversation of a visitor, who also is the one with the right token."""
        if not self._has_route("support"):
            return self._new_channel(self.env["res.users"], "public_support")
        self.authenticate(None, None)
        for role in ("foreign_token", "own_token"):
            opened = self._open_silently(f"Visitor {role}")
            self.tokens[role] = opened["session_token"]
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        channel._support().may_attach = True
        return channel

    def _values_of(self, channel, role):
        values = {
            "channel": channel.id,
            "other_message": self._write_as(self.former, channel),
            "newcomer": (self.colleague if channel.channel_type in SUPPORT else self.newcomer).id,
            "leaver": self.leaver.id,
            "colleague": self.colleague.id,
            "user": self.people["member"].id,
        }
        if role in self.people:
            values["own_message"] = self._write_as(self.people[role], channel)
        else:
            values["own_message"] = values["other_message"]
        return values

    def _write_as(self, user, channel):
        """A message by somebody who need not be in the channel (any more)."""
        posted = channel.with_user(self.people["member"])._post("needle")
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET user_id = %s, author_id = %s WHERE id = %s",
            [user.id, user.partner_id.id, posted["id"]],
        )
        return posted["id"]

    def _url_open_in_process(self, url, **options):
        """``url_open`` for thousands of cases that differ in what the application makes of them."""
        # Looking for a proxy in the environment takes as long as many an answer.
        self.opener.trust_env = False
        self.opener.mount(self.base_url(), InProcessAdapter())
        try:
            return self.url_open(url, **options)
        finally:
            self.opener.adapters.pop(self.base_url())

    @contextmanager
    def _undone(self):
        """Whatever the block changes, also by requests, is as before after it."""
        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT scene")
        yield
        self.env.cr.clear()
        # Without the release, thousands of cases would be nested into each other, and PostgreSQL
        # walks through all of them for each row it looks at.
        self.env.cr.execute("ROLLBACK TO SAVEPOINT scene; RELEASE SAVEPOINT scene")
        self.env.invalidate_all(flush=False)

    def _enter(self, role):
        """Be somebody: a session, or only a token, or nothing at all."""
        if role in self.people:
            self._sign_in(self.people[role])
        else:
            self.authenticate(None, None)

    def _token_of(self, role):
        """:return: the visitor's token somebody in this role has; those without have a wrong one"""
        return self.tokens.get(role) or self.tokens["no_token"]
