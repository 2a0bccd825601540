import json
import logging
import time

import psycopg2
import requests
from odoo import SUPERUSER_ID, api, fields, models
from odoo.addons.mail.tools.web_push import DeviceUnreachableError, push_to_end_point
from psycopg2.errors import SerializationFailure
from urllib3.exceptions import HTTPError

from ..tools.push_session import PushSession, is_acceptable

_logger = logging.getLogger(__name__)

MARK = "pushed_message_id"
# Whoever is there has so many seconds to see a message before a push tells them of it.
SECONDS_TO_SEE = 20
# How long it is believed that there are, or are not, browsers to push to.
BELIEF = 60

_PEOPLE = """
    EXISTS (SELECT FROM mail_push_device device WHERE device.partner_id = p.id)
    AND NOT EXISTS (
        SELECT FROM mail_presence presence
         WHERE presence.user_id = u.id AND presence.status = 'online'
           AND presence.last_presence > now() AT TIME ZONE 'UTC' - interval '1 minute'
           AND last.create_date > clock_timestamp() AT TIME ZONE 'UTC'
                                  - %(to_see)s * interval '1 second'
    )
"""

# By database: until when it is believed, and what.
_beliefs = {}


class ChatPush(models.AbstractModel):
    """Web push: browsers are told that there is a new message in a conversation. Nothing of what it
    says, nor who wrote it, leaves this server.

    Nobody who sends a message waits for this: after the commit the scheduler is woken.
    """

    _name = "seitech.chat.push"
    _description = "Chat Push Notifications"

    # Waking

    @api.model
    def _wake(self):
        """Have people told of what this transaction sends, once it is committed."""
        postcommit = self.env.cr.postcommit
        if not postcommit.data.setdefault("seitech_chat_push", False):
            postcommit.data["seitech_chat_push"] = True
            registry = self.env.registry
            postcommit.add(lambda: _wake_scheduler(registry))

    @api.model
    def _wake_now(self):
        """:return: whether the scheduler had to be woken"""
        cron = self.env.ref("seitech_elearning.cron_push", raise_if_not_found=False)
        if not cron:
            return False
        due = [("cron_id", "=", cron.id), ("call_at", "<=", fields.Datetime.now())]
        if self.env["ir.cron.trigger"].search_count(due, limit=1):
            return False
        cron._trigger()
        return True

    # Pushing

    @api.model
    def _push_waiting(self):
        """Tell the browsers of everybody for whom something new is waiting."""
        keys = self._keys()
        if not all(keys):
            return
        people = self.env["seitech.chat.waiting"]._people(
            MARK, 0, _PEOPLE, {"to_see": SECONDS_TO_SEE}
        )
        told = [self._try_note(user) for user in people if user._chat_is_reachable()]
        # Push services may be slow: nobody is to wait for the rows meanwhile. And what is noted is
        # never told twice.
        if self.env.context.get("cron_id"):
            self.env["ir.cron"]._commit_progress(len(people))
        session = PushSession()
        for user, channel_ids in filter(None, told):
            self._push(user, channel_ids, keys, session)

    @api.model
    def _keys(self):
        # sudo: ir.config_parameter – Odoo's keys for push services
        parameters = self.env["ir.config_parameter"].sudo()
        names = ("mail.web_push_vapid_private_key", "mail.web_push_vapid_public_key")
        return [parameters.get_param(name) for name in names]

    def _try_note(self, user):
        """:return: the person and the ids of the channels they are to be told of, ``None`` if they
        are reading at this very moment"""
        waiting = self.env["seitech.chat.waiting"]
        try:
            with self.env.cr.savepoint():
                by_channel = waiting._messages(user, MARK, 1)
                waiting._note_told(MARK, by_channel)
                return user, list(by_channel)
        except SerializationFailure:
            self.env.invalidate_all(flush=False)
            return None

    def _push(self, user, channel_ids, keys, session):
        # sudo: mail.push.device – of the person it is for
        devices = self.env["mail.push.device"].sudo()
        found = devices.search([("partner_id", "=", user.partner_id.id)])
        title = self.with_context(lang=user.lang).env._("New message")
        for device in found:
            for channel_id in channel_ids:
                if not self._reach(device, _payload(title, channel_id), keys, session):
                    device.unlink()
                    break

    def _reach(self, device, payload, keys, session):
        """:return: whether the browser may still be there"""
        if not is_acceptable(device.endpoint):
            return False
        try:
            push_to_end_point(
                base_url=self.get_base_url(),
                device={"endpoint": device.endpoint, "keys": device.keys},
                payload=json.dumps(payload),
                vapid_private_key=keys[0],
                vapid_public_key=keys[1],
                session=session,
            )
        except DeviceUnreachableError:
            return False
        except (requests.RequestException, HTTPError) as error:
            _logger.info("Chat push to device %s: %s", device.id, type(error).__name__)
        except (ValueError, TypeError, KeyError):
            # Keys that are none.
            return False
        return True


def _payload(title, channel_id):
    """:return: in the form that Odoo's own service worker reads as well"""
    data = {"model": "seitech.chat.channel", "res_id": channel_id, "url": f"/chat/{channel_id}"}
    icon = "/seitech_elearning/static/description/icon.png"
    options = {"tag": f"seitech-chat-{channel_id}", "icon": icon, "data": data}
    return {"title": title, "options": options}


def _wake_scheduler(registry):
    """After a commit, in a transaction of its own: the message is sent, whatever comes of this."""
    until, has_devices = _beliefs.get(registry.db_name, (0, True))
    if time.monotonic() < until and not has_devices:
        return
    try:
        with registry.cursor() as cr:
            # Without an environment as long as nobody wants to be told: whoever makes one waits for
            # Odoo's lock on its registries.
            cr.execute("SELECT EXISTS (SELECT FROM mail_push_device)")
            [has_devices] = cr.fetchone()
            _beliefs[registry.db_name] = (time.monotonic() + BELIEF, has_devices)
            if has_devices:
                api.Environment(cr, SUPERUSER_ID, {})["seitech.chat.push"]._wake_now()
    except psycopg2.Error as error:
        # The next message, or the scheduler's own time, makes up for it.
        _logger.info("The scheduler was not woken: %s", type(error).__name__)
