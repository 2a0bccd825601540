from pathlib import Path

from odoo.addons.seitech_elearning.tools import settings

from .desk_case import DeskCase

# Where Odoo keeps what is not of the chat, and says so itself.
_OTHERS = ("ir_module_module", "ir_translation")


class PrivacyCase(DeskCase):
    """Conversations with files, and looking for what is left of them."""

    def _upload(self, user, name, raw, channel=None):
        """:return: the ``seitech.chat.attachment``, on disk"""
        channel = (channel or self.channel).with_user(user)
        return self.env["seitech.chat.attachment"].browse(channel._upload(name, raw).id)

    def _send_file(self, user, name, raw, channel=None):
        upload = self._upload(user, name, raw, channel)
        return self._post(user, "", channel, attachment_ids=[upload.id]), upload

    def _paths(self, uploads):
        """:return: where the files of these uploads, and their small copies, are on disk"""
        self.env.flush_all()
        files = uploads.attachment_id | uploads.thumbnail_id
        return [Path(files._full_path(file.store_fname)) for file in files]

    def _collect_files(self):
        """What the scheduler does in a transaction of its own."""
        self.env.flush_all()
        self.env["ir.attachment"]._gc_file_store_unsafe()

    def _keep_for(self, days, *kinds):
        for kind in kinds:
            name = f"{settings.PREFIX}retention_{kind}"
            self.env["ir.config_parameter"].set_param(name, str(days))

    def _age(self, channel, days):
        """Let a conversation, and the course it is about, be so many days older."""
        self.env.flush_all()
        params = {"age": f"{days} days", "id": channel.id, "course": channel.course_id.id or 0}
        for query in (
            """UPDATE seitech_chat_message SET create_date = create_date - %(age)s::interval
                WHERE channel_id = %(id)s""",
            """UPDATE seitech_chat_channel SET create_date = create_date - %(age)s::interval
                WHERE id = %(id)s""",
            """UPDATE slide_channel_partner SET write_date = write_date - %(age)s::interval
                WHERE channel_id = %(course)s""",
        ):
            self.env.cr.execute(query, params)
        self.env.invalidate_all(flush=False)

    def _places_of(self, marker):
        """:return: the tables that have this text anywhere in a row"""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.cr.execute(
            """
            SELECT table_name FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
               AND table_name != ALL(%s)
             ORDER BY table_name
            """,
            [list(_OTHERS)],
        )
        found = []
        for [table] in self.env.cr.fetchall():
            query = f'SELECT count(*) FROM "{table}" t WHERE strpos(lower(t::text), lower(%s)) > 0'  # noqa: S608
            self.env.cr.execute(query, [marker])
            if self.env.cr.fetchone()[0]:
                found.append(table)
        return found
