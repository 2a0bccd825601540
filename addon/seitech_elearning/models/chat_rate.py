import math

from odoo import api, models
from odoo.sql_db import db_connect
from odoo.tools import hmac

from ..tools import network, settings
from ..tools.empty_buckets import EmptyBuckets
from ..tools.errors import too_many_requests
from ..tools.kept_connection import KeptConnection, KeptConnectionError
from ..tools.token_hash import token_hash

MINUTE = 60
HOUR = 3600
MAX_TRANSCRIPTS = 3
MAX_LINKS = 3
# What a visitor may send at once, before it has to go slower.
VISITOR_BURST = 5
# The part of a minute's worth that all visitors of a network may send at once: with what comes
# back meanwhile, ten seconds never see more than a minute's worth.
NETWORK_BURST = 5 / 6

# Counting does not wait for the disk, and never fails because somebody else counts.
_SETUP = """
    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
    SET synchronous_commit TO off;
"""
_SETUP_ONCE = """
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    SET LOCAL synchronous_commit TO off;
"""

_TAKE = """
    INSERT INTO seitech_chat_rate AS bucket (key, tokens, filled_at, is_accepted)
    SELECT %(key)s, %(capacity)s - 1, now, TRUE
      FROM (SELECT extract(epoch FROM clock_timestamp()) AS now) clock
        ON CONFLICT (key) DO UPDATE
       SET (tokens, filled_at, is_accepted) = (
           SELECT CASE WHEN tokens >= 1 THEN tokens - 1 ELSE tokens END,
                  EXCLUDED.filled_at,
                  tokens >= 1
             FROM (
               SELECT LEAST(
                   %(capacity)s,
                   bucket.tokens + GREATEST(0, EXCLUDED.filled_at - bucket.filled_at)
                       * %(capacity)s / %(seconds)s::double precision
               ) AS tokens
             ) filled
       )
 RETURNING is_accepted, tokens
"""

# What is left in a bucket, without taking anything.
_LOOK = """
    SELECT COALESCE(max(LEAST(%(capacity)s, tokens + GREATEST(0,
               extract(epoch FROM clock_timestamp()) - filled_at)
               * %(capacity)s / %(seconds)s::double precision)), %(capacity)s)
      FROM seitech_chat_rate WHERE key = %(key)s
"""

# By database.
_kept = {}
empty_buckets = EmptyBuckets()


class ChatRate(models.AbstractModel):
    """How much one person or network may ask for: a bucket of tokens for each, which fills again
    as time passes. A limit of 0 is none."""

    _name = "seitech.chat.rate"
    _description = "Chat Rate Limits"

    def init(self):
        # Not worth a line in the write-ahead log: after a crash everybody may start afresh.
        self.env.cr.execute(
            """
            CREATE UNLOGGED TABLE IF NOT EXISTS seitech_chat_rate (
                key varchar PRIMARY KEY,
                tokens double precision NOT NULL,
                filled_at double precision NOT NULL,
                is_accepted boolean NOT NULL
            )
            """
        )

    @api.model
    def _network_hash(self, address):
        """:return: what stands for the network of an IP address (see ``tools.network``)"""
        # sudo: ir.config_parameter – the secret of the database stays on the server
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return network.network_hash(address, secret)

    @api.model
    def _count_network(self, address):
        """Count a request of whoever it may be.

        :param str address: the IP address it comes from
        :raise ChatError: 429
        """
        network_hash = self._network_hash(address)
        limit = settings.limit(self.env, settings.RATE_NETWORK)
        with self.env["seitech.chat.abuse"]._watching():
            self._take_token(f"network:{network_hash}", limit, MINUTE)

    @api.model
    def _count_user(self):
        """Count a request of the current user.

        :raise ChatError: 429
        """
        limit = settings.limit(self.env, settings.RATE_PERSON)
        self._take_token(f"user:{self.env.uid}", limit, MINUTE)

    @api.model
    def _count_visitor(self, visitor):
        """Count a request of a visitor.

        :raise ChatError: 429
        """
        limit = settings.limit(self.env, settings.RATE_PERSON)
        with self.env["seitech.chat.abuse"]._watching(visitor):
            self._take_token(f"visitor:{visitor.id}", limit, MINUTE)

    @api.model
    def _count_ticket(self, channel_id):
        """Count a request of who has said nothing yet.

        :param int channel_id: of the conversation that is to begin
        :raise ChatError: 429
        """
        limit = settings.limit(self.env, settings.RATE_PERSON)
        self._take_token(f"ticket:{channel_id}", limit, MINUTE)

    @api.model
    def _count_visitor_message(self, visitor, network_hash, token):
        """Count something a visitor wants to have stored.

        :param str token: what the visitor has shown
        :raise ChatError: 429
        """
        limit = settings.limit(self.env, settings.RATE_VISITOR)
        with self.env["seitech.chat.abuse"]._watching(visitor):
            self._take_token(*self._burst_bucket(token, limit))
            self._take_token(f"messages:{visitor.id}", limit, MINUTE)
            self._take_visitors_token(network_hash, limit)

    @api.model
    def _count_transcript(self, visitor):
        """Count an e-mail that a visitor wants to have, by the address it goes to: whoever wants
        to fill somebody's mailbox begins another conversation each time.

        :raise ChatError: 429
        """
        if settings.limit(self.env, settings.RATE_VISITOR):
            address = self._hidden_address(visitor)
            self._take_token(f"transcript:{address}", MAX_TRANSCRIPTS, HOUR)

    @api.model
    def _count_link(self, visitor):
        """Count an e-mail with another link that somebody wants to have sent to a visitor.

        :raise ChatError: 429
        """
        if settings.limit(self.env, settings.RATE_VISITOR):
            self._take_token(f"link:{self._hidden_address(visitor)}", MAX_LINKS, HOUR)

    @api.model
    def _hidden_address(self, visitor):
        """:return: what stands for the visitor's e-mail address"""
        # sudo: ir.config_parameter – the secret of the database stays on the server
        return hmac(self.env(su=True), "seitech_elearning.transcript", visitor.email)

    @api.model
    def _count_opening(self, network_hash):
        """Count a conversation that a visitor wants to open.

        :raise ChatError: 429
        """
        limit = settings.limit(self.env, settings.RATE_VISITOR)
        with self.env["seitech.chat.abuse"]._watching():
            self._take_visitors_token(network_hash, limit)

    @api.model
    def _check_visitors(self, network_hash, token):
        """Count and note nothing: only spare a flood the search for who it is. What gets past this
        is refused, and noted with its visitor, soon enough.

        :raise ChatError: 429 if the visitors of this network, or who shows this token, have just
            written too much
        """
        limit = settings.limit(self.env, settings.RATE_VISITOR)
        buckets = self._visitors_bucket(network_hash, limit), self._burst_bucket(token, limit)
        for key, capacity, seconds in buckets:
            tokens = empty_buckets.tokens_in((self.env.cr.dbname, key), capacity, seconds)
            if capacity and tokens is not None:
                self._refuse(tokens, capacity, seconds)

    @api.model
    def _take_visitors_token(self, network_hash, limit):
        self._take_token(*self._visitors_bucket(network_hash, limit))

    @staticmethod
    def _burst_bucket(token, limit):
        return f"burst:{token_hash(token or '')}", VISITOR_BURST if limit else 0, VISITOR_BURST

    @staticmethod
    def _visitors_bucket(network_hash, limit):
        capacity = math.ceil(limit * NETWORK_BURST)
        return f"visitors:{network_hash}", capacity, MINUTE * NETWORK_BURST

    @api.model
    def _take_token(self, key, capacity, seconds):
        """:param str key: names the bucket
        :param int capacity: how many tokens it holds; 0 for no limit
        :param int seconds: how long it takes to fill
        :raise ChatError: 429 if it is empty
        """
        if not capacity:
            return
        is_accepted, tokens = self._try_token(key, capacity, seconds)
        if not is_accepted:
            self._refuse(tokens, capacity, seconds)

    @api.model
    def _refuse(self, tokens, capacity, seconds):
        wait = math.ceil((1 - tokens) * seconds / capacity)
        message = self.env._("That was too much at once. Please wait a moment.")
        raise too_many_requests(message, wait)

    @api.model
    def _try_token(self, key, capacity, seconds):
        """Like ``_take_token``, for what is counted without a limit to keep.

        :return: whether there was one, and how many are left
        """
        known = (self.env.cr.dbname, key)
        tokens = empty_buckets.tokens_in(known, capacity, seconds)
        if tokens is not None:
            return False, tokens
        params = {"key": key, "capacity": capacity, "seconds": seconds}
        is_accepted, tokens = self._execute_apart(_TAKE, params)
        if not is_accepted:
            empty_buckets.note(known, tokens)
        return is_accepted, tokens

    @api.model
    def _tokens_left(self, key, capacity, seconds):
        """:return: how many tokens are in a bucket now, as for ``_take_token``"""
        params = {"key": key, "capacity": capacity, "seconds": seconds}
        return self._execute_apart(_LOOK, params)[0]

    def _execute_apart(self, query, params):
        """Execute on another connection: what is counted stays counted when the request fails. And
        not under REPEATABLE READ, where two requests at once would be a serialisation failure.

        :return: the row
        """
        database = self.env.cr.dbname
        kept = _kept.setdefault(database, KeptConnection(database, _SETUP))
        try:
            return kept.fetch(query, params)
        except KeptConnectionError:
            # At worst it is counted twice, which costs somebody one request of many.
            with db_connect(database).cursor() as cr:
                cr.execute(_SETUP_ONCE + query, params)
                return cr.fetchone()

    @api.autovacuum
    def _gc_buckets(self):
        """Buckets nobody has asked for in an hour are full again."""
        self.env.cr.execute(
            """
            DELETE FROM seitech_chat_rate
             WHERE filled_at < extract(epoch FROM clock_timestamp()) - 3600
            """
        )
