"""Rows of the database → JSON on the wire. Replies and bus notifications are built here alike."""

from urllib.parse import quote

from .markup import plain_preview


def timestamp(moment):
    """:return: ISO 8601 in UTC with milliseconds, as JavaScript writes it"""
    return moment.isoformat(timespec="milliseconds") + "Z" if moment else None


def image_url(env, partner_id):
    """:return: an address that shows a person's picture to whoever was given it, or ``None``"""
    if not partner_id:
        return None
    token = env["res.partner"].browse(partner_id)._get_avatar_128_access_token()
    return f"/web/image/res.partner/{partner_id}/avatar_128?access_token={token}"


def preview(content):
    """:return: the beginning of a message on one line, without its marks"""
    return plain_preview(content or "")


def message(env, row):
    """What is hidden keeps its place, and says nothing.

    :param dict row: a row of ``MESSAGE_COLUMNS``
    """
    told = _told_message(env, row)
    if row["hidden_at"]:
        nothing = {"content": "", "html": "", "attachments": [], "reactions": [], "mentions": []}
        told |= {**nothing, "previews": [], "lesson": None, "pinned_at": None}
    return told


def _told_message(env, row):
    return {
        "id": row["id"],
        "rev": row["rev"],
        "client_key": row["client_key"],
        "channel_id": row["channel_id"],
        "content": row["content"],
        "html": row["content_html"],
        "type": row["message_type"],
        "author": {
            "id": row["user_id"],
            "name": row["author_name"] or env._("Former member"),
            # Older clients expect base64 here; the address below is what is meant to be used.
            "image": None,
            "image_url": image_url(env, row["author_id"]),
            "is_agent": row["is_agent"],
            "is_visitor": row["visitor_id"] is not None,
        },
        "created_at": timestamp(row["create_date"]),
        "is_read": row["is_read"],
        "attachments": [attachment(env, item) for item in row["attachments"] or ()],
        "reactions": row["reactions"] or [],
        "mentions": row["mentions"],
        "reply_count": row["reply_count"],
        "parent_id": row["parent_id"],
        "parent": row["parent"] and quote_of(row["parent"]),
        "previews": [link_preview(env, item) for item in row["previews"] or ()],
        "edited_at": timestamp(row["edited_at"]),
        "pinned_at": timestamp(row["pinned_at"]),
        "deleted": row["deleted_at"] is not None,
        "hidden": row["hidden_at"] is not None,
        "announcement": bool(row["is_announcement"]),
        "answer_id": row["answer_id"],
        "lesson": row["lesson"] and lesson(env, row["lesson"], row["slide_position"]),
    }


def lesson(env, row, position):
    """The lesson a message was asked in.

    :param dict row: ``id``, ``name`` in all languages, ``kind``, and whether it is ``published``
    :param int position: the second of a video or the page of a document; 0 if it is not known
    """
    names = row["name"] or {}
    return {
        "id": row["id"],
        "name": names.get(env.lang) or names.get("en_US") or "",
        "kind": row["kind"],
        "position": position or None,
        "url": f"/slides/slide/{row['id']}{_place(row, position)}" if row["published"] else None,
    }


def _place(row, position):
    """:return: the end of an address that leads to a place in a lesson, as browsers know it from
    videos and documents"""
    signs = {"video": "t", "document": "page"}
    return f"#{signs[row['kind']]}={position}" if position and row["kind"] in signs else ""


def quote_of(row):
    """What a reply shows of the message it is a reply to.

    :param dict row: ``id``, ``author_name``, ``content`` and ``deleted``
    """
    return {
        "id": row["id"],
        "author_name": row["author_name"],
        "preview": "" if row["deleted"] else preview(row["content"]),
        "deleted": row["deleted"],
    }


def link_preview(env, row):
    """:param dict row: ``id``, ``url``, ``title``, ``description`` and ``site_name`` of a page, and
    whether it ``has_picture``
    """
    address = None
    if row["has_picture"]:
        token = env["mail.link.preview"].browse(row["id"])._seitech_picture_token()
        address = f"/seitech_chat/preview/{row['id']}?token={token}"
    told = {key: row[key] for key in ("url", "title", "description", "site_name")}
    return {**told, "image_url": address}


def attachment(env, row):
    """:param dict row: ``id``, ``name``, ``mimetype``, ``size`` of a file, ``epoch`` of its
    channel, whether it is ``held``; of an image also ``width`` and ``height``
    """
    is_image = bool(row["width"])
    told = {
        **{key: row[key] for key in ("id", "name", "mimetype", "size", "held")},
        "width": row["width"] if is_image else None,
        "height": row["height"] if is_image else None,
    }
    if row["held"]:
        return {**told, "url": None, "thumbnail_url": None}
    token = env["seitech.chat.attachment"].browse(row["id"])._access_token(row["epoch"])
    name = quote(row["name"], safe="")
    return {
        **told,
        "url": f"/seitech_chat/file/{row['id']}/{name}?token={token}",
        "thumbnail_url": f"/seitech_chat/thumbnail/{row['id']}?token={token}" if is_image else None,
    }


def message_reaction(row):
    """What a message carries of a reaction. Of two with the same person and emoji the one with
    the higher ``rev`` counts.

    :param dict row: a row of ``REACTION_COLUMNS``
    """
    return {key: row[key] for key in ("emoji", "user_id", "user_name", "rev")}


def reaction(row):
    """A reaction by itself, also one that was taken back.

    :param dict row: a row of ``REACTION_COLUMNS``
    """
    return {"message_id": row["message_id"], **message_reaction(row), "active": row["active"]}


def member(env, row):
    """:param dict row: a row of ``MEMBER_COLUMNS``"""
    return {
        "channel_id": row["channel_id"],
        "user_id": row["user_id"],
        "name": row["name"],
        "image_url": image_url(env, row["partner_id"]),
        "role": row["role"],
        "active": row["active"],
        "read_message_id": row["read_message_id"] or None,
        "rev": row["rev"],
    }


def membership(env, row):
    """The reader's own part in a channel, with what nobody else gets to know.

    :param dict row: a row of ``MEMBER_COLUMNS``
    """
    return {**member(env, row), **preferences(row)}


def preferences(row):
    """:param dict row: a row with a member's preferences, all ``None`` for who is no member"""
    return {
        "notification_level": row["notification_level"] or "all",
        "muted_until": timestamp(row["muted_until"]),
        "pinned": bool(row["is_pinned"]),
        "hidden": (-1 if row["hidden_message_id"] is None else row["hidden_message_id"]) >= 0,
    }


def person(env, row):
    """:param dict row: a row of ``res.users._chat_people``"""
    return {
        "user_id": row["user_id"],
        "name": row["name"],
        "image_url": image_url(env, row["partner_id"]),
        "course_id": row["course_id"],
        "course_name": row["course_name"],
    }


def group(env, record, status, channel, applicants):
    """:param record: a ``seitech.study.group``
    :param str status: what the reader is to it
    :param channel: its channel, if the reader is in it
    :param applicants: the ``res.users`` who wait for the reader to let them in
    """
    return {
        "id": record.id,
        "name": record.name,
        "description": record.description or "",
        "course_id": record.course_id.id or None,
        "course_name": record.course_id.name or None,
        "privacy": record.privacy,
        "owner_id": record.owner_id.id or None,
        "owner_name": record.owner_id.name or None,
        "member_count": len(record.member_ids),
        "max_members": record.max_members,
        "status": status,
        "channel_id": channel.id or None,
        "applicants": [
            {
                "user_id": user.id,
                "name": user.name,
                "image_url": image_url(env, user.partner_id.id),
            }
            for user in applicants
        ],
    }


def channel_record(row):
    """What a channel is to everybody alike; ``name`` is null where each has another for it.

    :param dict row: a row of ``seitech.chat.channel._fetch_record``
    """
    return {
        "id": row["id"],
        "rev": row["rev"],
        "name": row["name"],
        "type": row["channel_type"],
        "state": row["state"],
        "member_count": row["member_count"],
        "course_id": row["course_id"],
        "course_name": row["course_name"],
    }


def channel(env, row):
    """:param dict row: a row of ``seitech.chat.channel._fetch_channel_rows``"""
    return {
        "id": row["id"],
        "rev": row["rev"],
        "name": row["name"],
        "type": row["channel_type"],
        "state": row["state"],
        "image_url": image_url(env, row["peer_partner_id"]),
        "person_name": row["person_name"],
        "peer_id": row["peer_id"],
        "my_role": row["my_role"],
        "member_count": row["member_count"],
        "course_id": row["course_id"],
        "course_name": row["course_name"],
        "last_message_id": row["last_id"],
        "last_message_date": timestamp(row["last_date"]),
        "last_message_preview": "" if row["last_is_deleted"] else preview(row["last_content"]),
        "last_message_author_id": row["last_user_id"],
        "last_message_author_name": row["last_author_name"],
        "last_message_type": row["last_type"],
        "last_message_deleted": row["last_is_deleted"],
        "read_message_id": row["read_message_id"] or None,
        "visitor_read_message_id": row["visitor_read_id"] or None,
        "unread_from_id": row["unread_from_id"] or None,
        "unread_count": row["unread_count"],
        "unread_mention_count": row["unread_mention_count"],
        **preferences(row),
        "sync_rev": row["sync_rev"],
    }


def support(row, lang):
    """A request for support, as agents see it.

    :param dict row: a row of ``seitech.chat.support._fetch_rows``
    :param str lang: the language of the names
    """
    return {
        **{key: row[key] for key in ("id", "rev", "channel_id", "stage")},
        "name": row["channel_name"],
        "type": row["channel_type"],
        "visitor_name": row["visitor_name"],
        "waiting_since": timestamp(row["waiting_since"]),
        "assigned_at": timestamp(row["assigned_at"]),
        "first_response_at": timestamp(row["first_response_at"]),
        "resolved_at": timestamp(row["resolved_at"]),
        **{key: row[key] for key in ("language", "page", "referrer", "subject")},
        "agent": _named(row["agent_id"], row["agent_name"]),
        "team": _named(row["team_id"], _in_language(row["team_names"], lang)),
        "missed": row["is_missed"],
        "spam": row["is_spam"],
        "may_attach": may_attach(row),
        "tags": [tag(item, lang) for item in row["tags"] or ()],
    }


def visit(env, row):
    """A conversation as its visitor sees it.

    :param dict row: a row of ``seitech.chat.channel._fetch_visit``
    """
    agent = row["agent_name"] and {
        "name": row["agent_name"],
        "image_url": image_url(env, row["agent_partner_id"]),
    }
    return {
        **{key: row[key] for key in ("channel_id", "rev", "state")},
        "agent": agent or None,
        "may_attach": may_attach(row),
        "has_email": row["has_email"],
        "is_answered": row["is_answered"],
        "rating": row["rating"] and int(row["rating"]),
        "read_message_id": row["read_message_id"] or None,
    }


def may_attach(row):
    """:param dict row: as for ``visit``"""
    return row["files"] == "always" or (row["files"] == "allowed" and bool(row["may_attach"]))


def tag(row, lang):
    """:param dict row: ``id``, ``names`` by language and ``color``"""
    name = _in_language(row["names"], lang)
    return {"id": row["id"], "name": name, "color": row["color"] or 0}


def note(env, row):
    """:param dict row: a row of ``seitech.chat.note._fetch_rows``"""
    return {
        **{key: row[key] for key in ("id", "rev", "client_key", "channel_id", "after_message_id")},
        "content": row["content"],
        "html": row["content_html"],
        "author": {
            "id": row["user_id"],
            "name": row["author_name"] or env._("Former member"),
            "image_url": image_url(env, row["author_id"]),
        },
        "created_at": timestamp(row["create_date"]),
    }


def learner_course(row, lang):
    """How far a student has come in a course, as those who teach it see it.

    :param dict row: a row of ``seitech.chat.channel._learner_card``
    :param str lang: the language of the names
    """
    lesson = row["lesson_id"] and {
        "id": row["lesson_id"],
        "name": _in_language(row["lesson_names"], lang),
        "completed": row["completed"],
        "at": timestamp(row["at"]),
    }
    quiz = row["quiz_id"] and {
        "id": row["quiz_id"],
        "name": _in_language(row["quiz_names"], lang),
        "passed": row["passed"],
        "attempts": row["attempts"],
        "at": timestamp(row["quiz_at"]),
    }
    return {
        "course_id": row["course_id"],
        "course_name": _in_language(row["course_names"], lang),
        "completion": row["completion"],
        "status": row["status"],
        "since": timestamp(row["since"]),
        "last_lesson": lesson,
        "last_quiz": quiz,
    }


def notice(sanction):
    """What a person is told of a measure that concerns them: neither who took it, nor why.

    :param sanction: a ``seitech.chat.sanction``
    """
    return {
        "id": sanction.id,
        "kind": {"warn": "warning"}.get(sanction.kind, sanction.kind),
        "text": sanction.notice or "",
        "channel_id": None if sanction.is_everywhere else sanction.channel_id.id or None,
        "until": timestamp(sanction.until or None),
    }


def _named(id_, name):
    return {"id": id_, "name": name} if id_ else None


def _in_language(names, lang):
    return (names or {}).get(lang) or (names or {}).get("en_US")
