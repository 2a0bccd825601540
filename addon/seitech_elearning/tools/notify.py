"""Waking the websockets: PostgreSQL's NOTIFY over a connection that is kept.

Odoo opens a connection to the database ``postgres`` for each notification, which costs more than
everything else a short request does.
"""

from odoo.addons.bus.models.bus import ODOO_NOTIFY_FUNCTION, get_notify_payloads
from odoo.sql_db import db_connect
from odoo.tools import SQL

from .kept_connection import KeptConnection, KeptConnectionError

# All processes of Odoo listen here, whatever database they serve.
DATABASE = "postgres"

_kept = KeptConnection(DATABASE)


def notify(targets):
    """Tell all processes that there is something for these addresses. It may be said twice, when
    the connection breaks just after: that wakes somebody for nothing.

    :param list targets: bus addresses, as ``channel_with_db`` makes them
    :raise psycopg2.Error: if PostgreSQL cannot be reached at all
    """
    for payload in get_notify_payloads(targets):
        query = SQL("SELECT %s('imbus', %s)", SQL.identifier(ODOO_NOTIFY_FUNCTION), payload)
        try:
            _kept.fetch(query.code, query.params)
        except KeptConnectionError:
            with db_connect(DATABASE).cursor() as cr:
                cr.execute(query)
