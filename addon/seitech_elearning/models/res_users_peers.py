from odoo import models
from odoo.tools import SQL

from ..tools import routing, settings, text, wire
from ..tools.errors import invalid_value, not_found
from .chat_channel import CHANNEL_TYPES
from .res_users import ATTENDANCE, ROLE_GROUPS

MAX_PEOPLE = 50

# The kinds of conversations that are opened with a person.
_TYPES_WITH_PEER = ("student_instructor", "student_support", "instructor_admin", "direct")


class ResUsers(models.Model):
    """Whom a person may write to. Nobody sees a directory of people: what is found, counted or
    confirmed is always within one of the queries below, each a list of ``user_id, course_id``."""

    _inherit = "res.users"

    # The people that `tools.routing` names

    def _fellow_students(self):
        return SQL(
            """
            SELECT theirs.user_id, theirs.course_id
              FROM (%(attendance)s) mine
              JOIN (%(attendance)s) theirs ON theirs.course_id = mine.course_id
             WHERE mine.user_id = %(me)s AND theirs.user_id != %(me)s
             UNION ALL
            SELECT theirs.user_id, NULL
              FROM seitech_study_group_member mine
              JOIN seitech_study_group_member theirs ON theirs.group_id = mine.group_id
             WHERE mine.user_id = %(me)s AND theirs.user_id != %(me)s
            """,
            attendance=ATTENDANCE,
            me=self.id,
        )

    def _own_students(self):
        return SQL(
            """
            SELECT theirs.user_id, theirs.course_id
              FROM (%s) theirs
              JOIN slide_channel course ON course.id = theirs.course_id
             WHERE course.user_id = %s
            """,
            ATTENDANCE,
            self.id,
        )

    def _own_instructors(self):
        return SQL(
            """
            SELECT course.user_id, course.id AS course_id
              FROM (%s) mine
              JOIN slide_channel course ON course.id = mine.course_id
             WHERE mine.user_id = %s
            """,
            ATTENDANCE,
            self.id,
        )

    def _people_of_role(self, role):
        facts = {
            routing.STUDENT: SQL("SELECT user_id, NULL::int FROM (%s) attending", ATTENDANCE),
            routing.INSTRUCTOR: SQL("SELECT user_id, NULL::int FROM slide_channel WHERE active"),
        }
        in_group = self._people_of_groups(ROLE_GROUPS[role])
        return SQL("%s UNION ALL %s", in_group, facts[role]) if role in facts else in_group

    def _people_of_groups(self, *groups):
        ids = [self.env.ref(group).id for group in groups]
        # sudo: res.users – becomes a part of a query that ends with what the caller may see
        users = self.env["res.users"].sudo()._search([("all_group_ids", "in", ids)])
        return SQL(
            "SELECT id AS user_id, NULL::int AS course_id FROM res_users WHERE id IN %s",
            users.subselect(),
        )

    def _chat_peers_query(self, peer):
        """:param str peer: one that ``tools.routing`` names
        :return: those people, as this user knows them
        """
        match peer:
            case routing.ONESELF:
                return SQL("SELECT %s AS user_id, NULL::int AS course_id", self.id)
            case routing.FELLOW_STUDENT:
                return self._fellow_students()
            case routing.OWN_STUDENT:
                return self._own_students()
            case routing.OWN_INSTRUCTOR:
                return self._own_instructors()
            case routing.A_STUDENT:
                return self._people_of_role(routing.STUDENT)
            case routing.AN_INSTRUCTOR:
                return self._people_of_role(routing.INSTRUCTOR)
            case routing.A_MANAGER:
                return self._people_of_role(routing.MANAGER)
            case routing.AN_AGENT:
                return self._people_of_role(routing.AGENT)
            case routing.ANYONE:
                return self._people_of_groups("base.group_user", "base.group_portal")
            case _:
                raise ValueError(peer)

    def _peers_query(self, peers, channel_type, by_course=False):
        """:param bool by_course: whether somebody is listed once per course they are known from;
            conversations between student and instructor are about a course anyway
        :return: ``user_id, course_id`` of the people of these kinds who have an account
        """
        queries = [self._chat_peers_query(peer) for peer in sorted(peers)]
        everybody = SQL(" UNION ALL ").join(queries or [SQL("SELECT NULL::int, NULL::int")])
        by_course = by_course or channel_type == "student_instructor"
        course = SQL("peer.course_id" if by_course else "NULL::int")
        # A pair has two; only a direct conversation can be notes to oneself.
        is_pair = channel_type in ("student_instructor", "instructor_admin")
        others = SQL("peer.user_id != %s", self.id) if is_pair else SQL("TRUE")
        if channel_type == "student_support":
            # Each company helps its own students.
            others = SQL("u.company_id = ANY(%s)", list(self._seitech_companies()))
        return SQL(
            """
            SELECT DISTINCT peer.user_id, %s AS course_id
              FROM (%s) peer (user_id, course_id)
              JOIN res_users u ON u.id = peer.user_id AND u.active
             WHERE %s
            """,
            course,
            everybody,
            others,
        )

    def _open_peers(self, channel_type, by_course=False):
        self.ensure_one()
        may_write = settings.students_may_write(self.env)
        peers = routing.peers(channel_type, self._chat_roles(), may_write)
        return self._peers_query(peers, channel_type, by_course)

    def _chat_candidates(self, channel_type, by_course):
        """:return: the people that this user can choose for a channel of this type"""
        if channel_type in _TYPES_WITH_PEER:
            return self._open_peers(channel_type, by_course)
        peers = routing.additions(channel_type, self._chat_roles())
        return self._peers_query(peers, channel_type, by_course)

    # Questions

    def _may_open_chat(self, channel_type, other, course_id=None):
        """:return: whether this user may open a channel of this type with ``other``"""
        people = self._open_peers(channel_type)
        if course_id is not None:
            people = SQL("SELECT user_id FROM (%s) p WHERE course_id = %s", people, course_id)
        return self._is_among(other, people)

    def _may_add_to_chat(self, channel_type, others):
        """:return: whether this user may let all the others into a channel of this type"""
        peers = routing.additions(channel_type, self._chat_roles())
        people = self._peers_query(peers, channel_type)
        self.env.flush_all()
        query = SQL("SELECT user_id FROM (%s) p WHERE user_id = ANY(%s)", people, others.ids)
        return set(others.ids) <= {id_ for [id_] in self.env.execute_query(query)}

    def _get_chat_peer(self, user_id, channel_type="direct", course_id=None):
        """The person with this id, if the current user may have a conversation of this kind with
        them: one they have already, or one they may open.

        :raise ChatError: 404, the same for unknown, deactivated and forbidden people
        """
        # sudo: res.users – students may not read users; only what passes the checks is returned
        other = self.sudo().search([("id", "=", user_id)])
        if not other or other._is_public():
            raise not_found(self.env)
        if not self._has_chat_with(other, channel_type, course_id) and not (
            self.env.user._may_open_chat(channel_type, other, course_id)
        ):
            raise not_found(self.env)
        return other

    def _has_chat_with(self, other, channel_type, course_id):
        channels = self.env["seitech.chat.channel"]
        channel = channels._find_pair(
            channels._pair_key(channel_type, self.env.user | other, course_id)
        )
        return bool(channel) and channel._is_member()

    def _chat_people(self, channel_type, search=None, course_id=None, limit=MAX_PEOPLE):
        """Those with whom the current user may open a channel, or whom they may let into one that
        takes more than two, by name.

        :param str channel_type: the kind of channel
        :param str search: only people whose name contains this
        :param int course_id: only people of this course
        :param int limit: 1 … 50
        :raise ChatError: 422 for unacceptable values
        """
        text.check_choice(self.env, "channel_type", channel_type, dict(CHANNEL_TYPES))
        text.check_range(self.env, "limit", limit, 1, MAX_PEOPLE)
        if search and not text.is_storable(search):
            raise invalid_value("search", self.env._("Nobody can have this name."))
        query = SQL(
            """
            SELECT peer.user_id, peer.course_id, u.partner_id, p.name,
                   COALESCE(c.name ->> %(lang)s, c.name ->> 'en_US') AS course_name
              FROM (%(people)s) peer
              JOIN res_users u ON u.id = peer.user_id
              JOIN res_partner p ON p.id = u.partner_id
              LEFT JOIN slide_channel c ON c.id = peer.course_id
             WHERE strpos(lower(p.name), lower(%(search)s)) > 0
               AND (%(course_id)s::int IS NULL OR peer.course_id = %(course_id)s)
             ORDER BY lower(p.name), peer.user_id, peer.course_id
             LIMIT %(limit)s
            """,
            people=self.env.user._chat_candidates(channel_type, course_id is not None),
            search=search or "",
            course_id=course_id,
            lang=self.env.lang or "en_US",
            limit=limit,
        )
        self.env.flush_all()
        self.env.cr.execute(query)
        return [wire.person(self.env, row) for row in self.env.cr.dictfetchall()]
