import os
import threading
import time

import psycopg2
from odoo.sql_db import connection_info_for

# Seconds without use after which a connection is made anew. What lies between forgets silent
# connections and does not say so, and then a statement hangs instead of failing.
MAX_IDLE = 60
# Seconds to wait for another thread's statement. One takes less than a thousandth of that.
MAX_WAIT = 1


class KeptConnectionError(Exception):
    """Nobody knows whether the statement was executed: take a connection of Odoo's."""


class KeptConnection:
    """A connection of this process for single small statements, each a transaction of its own.

    A connection from Odoo's pool takes five round trips for one statement. Whoever uses this one
    must not depend on it, and must be able to do without (``KeptConnectionError``).
    """

    def __init__(self, database, setup=None):
        """:param str setup: a statement for each new connection"""
        self._database = database
        self._setup = setup
        self._lock = threading.Lock()
        self._connection = None
        self._pid = None
        self._used_at = 0

    def fetch(self, query, params):
        """Execute a statement that gives one row.

        :rtype: tuple
        :raise KeptConnectionError: whatever is wrong; it may have been executed before the
            connection broke
        """
        if not self._lock.acquire(timeout=MAX_WAIT):
            raise KeptConnectionError
        try:
            with self._open().cursor() as cursor:
                cursor.execute(query, params)
                row = cursor.fetchone()
        except psycopg2.Error as error:
            self._close()
            raise KeptConnectionError from error
        else:
            self._used_at = time.monotonic()
            return row
        finally:
            self._lock.release()

    def _open(self):
        if self._pid != os.getpid():
            # Inherited by a fork, it is the parent's. psycopg2 knows that too: forgetting the
            # object closes nothing.
            self._connection = None
        elif time.monotonic() - self._used_at > MAX_IDLE:
            self._close()
        if self._connection is None:
            self._connection = self._connect()
            self._pid = os.getpid()
        return self._connection

    def _connect(self):
        _name, info = connection_info_for(self._database)
        connection = psycopg2.connect(**info)
        connection.autocommit = True
        if self._setup:
            with connection.cursor() as cursor:
                cursor.execute(self._setup)
        return connection

    def _close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None
