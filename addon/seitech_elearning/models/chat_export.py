import json
from zipfile import ZIP_DEFLATED, ZipFile

from odoo import api, models
from odoo.tools import get_lang

from ..tools import export_html, wire
from ..tools.subject import WRITTEN
from .chat_channel_rows import PERSON_NAMED_TYPES

PAGE = 500

# Somebody's words and what else they could read of a conversation they are in: of few people all,
# where many are only the threads they took part in. Of others' nothing that was hidden, and nothing
# from before they came. What they have written themselves is theirs wherever it is.
_MESSAGES = """
    SELECT m.id, m.create_date, m.edited_at, m.deleted_at, m.message_type, m.content, m.parent_id,
           COALESCE({written}, FALSE) AS is_own,
           COALESCE(author.name, guest.name) AS author_name,
           ARRAY(
               SELECT json_build_object('id', a.id, 'file', a.attachment_id, 'held', a.is_held)
                 FROM seitech_chat_attachment a
                WHERE a.message_id = m.id ORDER BY a.id
           ) AS uploads
      FROM seitech_chat_message m
      LEFT JOIN res_partner author ON author.id = m.author_id
      LEFT JOIN seitech_chat_visitor guest ON guest.id = m.visitor_id
      LEFT JOIN LATERAL (
            SELECT min(part.history_from_id) AS history_from_id FROM seitech_chat_member part
             WHERE part.channel_id = m.channel_id AND part.active
               AND (part.user_id = ANY(%(users)s) OR part.visitor_id = ANY(%(visitors)s))
      ) me ON TRUE
     WHERE m.channel_id = %(channel)s AND m.id > %(after)s
       AND (({written} AND m.message_type != 'system')
            OR (m.id > me.history_from_id AND m.hidden_at IS NULL
                AND (%(is_small)s OR m.id = ANY(%(threads)s) OR m.parent_id = ANY(%(threads)s))))
     ORDER BY m.id
     LIMIT %(limit)s
"""
# What the person has begun, or answered.
_THREADS = """
    SELECT DISTINCT COALESCE(m.parent_id, m.id) FROM seitech_chat_message m
     WHERE m.channel_id = %(channel)s AND m.message_type != 'system' AND {written}
"""
# Where everybody talks with everybody else there.
_SMALL_TYPES = (
    "direct",
    "student_instructor",
    "student_support",
    "public_support",
    "instructor_admin",
)


class ChatExport(models.AbstractModel):
    """One person's conversations as a file: for programs, for people, and with what they sent."""

    _name = "seitech.chat.export"
    _description = "Chat Export"

    @api.model
    def _write(self, subject, channels, file):
        """Write a ZIP, one page of messages at a time.

        :param Subject subject: whose conversations these are
        :param channels: of these; who calls this has checked that they may be given away
        :param file: a binary file that can be written to
        :return: the numbers of ``conversations``, ``messages`` and ``files``
        """
        # For the person, whoever asks for it.
        lang = subject.partners[:1].lang or self.env.lang
        # sudo: seitech.chat.channel – the caller has checked these
        return self.with_context(lang=lang)._write_archive(subject, channels.sudo(), file)

    @api.model
    def _write_archive(self, subject, channels, file):
        conversations = [self._conversation(channel, subject) for channel in channels]
        counts = {"conversations": 0, "messages": 0, "files": 0}
        # Twice through the messages, as a ZIP is written one file after the other.
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            with archive.open("conversations.json", "w", force_zip64=True) as out:
                written = self._write_json(out, subject, conversations, counts)
            self._write_index(archive, written)
            for conversation in written:
                files = self._write_page(archive, subject, conversation)
                counts["files"] += len(files)
                for path, id_ in files.items():
                    # sudo: ir.attachment – what the person has sent
                    archive.writestr(path, self.env["ir.attachment"].sudo().browse(id_).raw)
        return counts

    # For programs

    def _write_json(self, out, subject, conversations, counts):
        """:return: the conversations in which there is something of the person"""
        person = {"names": subject.names}
        out.write(f'{{"person": {_json(person)}, "conversations": ['.encode())
        written = []
        for conversation in conversations:
            number = 0
            for item in self._items(subject, conversation):
                if not number:
                    head = _json(conversation)[:-1]
                    out.write(f'{"," if written else ""}\n{head}, "messages": ['.encode())
                out.write(f"{',' if number else ''}\n{_json(item)}".encode())
                number += 1
            if number:
                out.write(b"]}")
                written.append(conversation)
                counts["conversations"] += 1
                counts["messages"] += number
        out.write(b"]}\n")
        return written

    def _conversation(self, channel, subject):
        present = channel._all_members().filtered("active")
        is_in = bool(present.user_id & subject.users or present.visitor_id & subject.visitors)
        kinds = dict(channel._fields["channel_type"]._description_selection(self.env))
        # Who has left does not take the name of whoever it was with along.
        is_anonymous = not is_in and channel.channel_type in PERSON_NAMED_TYPES
        return {
            "id": channel.id,
            "folder": f"conversation-{channel.id}",
            "name": kinds[channel.channel_type] if is_anonymous else channel.name,
            "type": channel.channel_type,
            "state": channel.state,
            "created_at": wire.timestamp(channel.create_date),
            "is_member": is_in,
        }

    def _items(self, subject, conversation):
        """The messages of a conversation that belong into an export, one after the other."""
        params = {**subject.ids, "channel": conversation["id"], "limit": PAGE, "after": 0}
        params["is_small"] = conversation["type"] in _SMALL_TYPES
        self.env.flush_all()
        self.env.cr.execute(_THREADS.format(written=WRITTEN), params)
        params["threads"] = [id_ for [id_] in self.env.cr.fetchall()]
        while True:
            self.env.cr.execute(_MESSAGES.format(written=WRITTEN), params)
            rows = self.env.cr.dictfetchall()
            for row in rows:
                yield self._item(row, conversation)
            if len(rows) < PAGE:
                return
            params["after"] = rows[-1]["id"]

    def _item(self, row, conversation):
        return {
            "id": row["id"],
            "at": wire.timestamp(row["create_date"]),
            "own": row["is_own"],
            "author": row["author_name"],
            "text": row["content"],
            "edited": row["edited_at"] is not None,
            "deleted": row["deleted_at"] is not None,
            "reply_to": row["parent_id"],
            "files": [self._file(upload, row["is_own"], conversation) for upload in row["uploads"]],
        }

    def _file(self, upload, is_own, conversation):
        # sudo: ir.attachment – the name of what somebody in the conversation has sent
        name = self.env["ir.attachment"].sudo().browse(upload["file"]).name
        # Others' files are theirs, and what is held nobody gets.
        is_given = is_own and not upload["held"]
        path = f"{conversation['folder']}/{upload['id']}-{name}" if is_given else None
        return {"id": upload["file"], "name": name, "path": path}

    # For people

    def _write_page(self, archive, subject, conversation):
        """:return: the ids of the ``ir.attachment`` that belong to it, by their paths"""
        files = {}
        with archive.open(f"{conversation['folder']}/index.html", "w", force_zip64=True) as out:
            out.write(self._head(conversation["name"]).encode())
            for item in self._items(subject, conversation):
                author = item["author"] or self.env._("Former member")
                text = item["text"] if not item["deleted"] else self.env._("Deleted")
                shown = {**item, "author": author, "text": text}
                out.write(export_html.message(shown, self.env._("Reply")).encode())
                files |= {file["path"]: file["id"] for file in item["files"] if file["path"]}
            out.write(export_html.FOOT.encode())
        return files

    def _write_index(self, archive, conversations):
        entries = "".join(export_html.entry(conversation) for conversation in conversations)
        page = f"{self._head(self.env._('Conversations'))}<ul>\n{entries}</ul>{export_html.FOOT}"
        archive.writestr("index.html", page)

    def _head(self, title):
        lang = get_lang(self.env)
        return export_html.head(title, lang.code, lang.direction)


def _json(value):
    return json.dumps(value, ensure_ascii=False)
