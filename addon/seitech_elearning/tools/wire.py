"""Rows of the database → JSON on the wire. Replies and bus notifications are built here alike."""

PREVIEW_LENGTH = 150


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
    """:return: the beginning of a message on one line"""
    return " ".join((content or "").split())[:PREVIEW_LENGTH]


def message(env, row):
    """:param dict row: a row of ``MESSAGE_COLUMNS``"""
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
        },
        "created_at": timestamp(row["create_date"]),
        "is_read": row["is_read"],
        "attachments": [],
        "reactions": [],
        "reply_count": row["reply_count"],
        "parent_id": row["parent_id"],
        "edited_at": timestamp(row["edited_at"]),
        "deleted": False,
    }


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


def channel(env, row):
    """:param dict row: a row of ``seitech.chat.channel._fetch_channel_rows``"""
    return {
        "id": row["id"],
        "rev": row["rev"],
        "name": row["name"],
        "type": row["channel_type"],
        "state": row["state"],
        "image_url": image_url(env, row["peer_partner_id"]),
        "member_count": row["member_count"],
        "course_id": row["course_id"],
        "course_name": row["course_name"],
        "last_message_id": row["last_id"],
        "last_message_date": timestamp(row["last_date"]),
        "last_message_preview": preview(row["last_content"]),
        "last_message_author_id": row["last_user_id"],
        "read_message_id": row["read_message_id"] or None,
        "unread_count": row["unread_count"],
        "sync_rev": row["sync_rev"],
    }
