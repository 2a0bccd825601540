from odoo import models

# What is compared: small letters without accents, also of letters that Unicode does not take
# apart. Of Unicode's functions only, so that it needs no extension and can be in an index.
_FOLD = r"""
    CREATE OR REPLACE FUNCTION seitech_chat_fold(content text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN translate(
        lower(regexp_replace(normalize(content, NFKD), '[\u0300-\u036f]', '', 'g')),
        'øłđħı', 'oldhi'
    )
"""

# Runs of letters and digits, and each sign by itself.
_RUNS = r"""
    CREATE OR REPLACE FUNCTION seitech_chat_runs(content text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(
        SELECT DISTINCT left(run[1], 60)
          FROM regexp_matches(
                   seitech_chat_fold(content),
                   '[[:alnum:]]+|[^[:alnum:][:space:]]', 'g'
               ) AS run
    )
"""

# The channel is one more word, which no run can be: the index then finds the two together.
_VECTOR = """
    CREATE OR REPLACE FUNCTION seitech_chat_vector(channel_id integer, content text)
    RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_to_tsvector(seitech_chat_runs(content) || ('channel:' || channel_id))
"""

_QUERY = r"""
    CREATE OR REPLACE FUNCTION seitech_chat_query(content text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT string_agg(
                   '''' || replace(replace(run, '\', '\\'), '''', '''''') || ''':*', ' & '
               )::tsquery
          FROM unnest(seitech_chat_runs(content)) AS run
    )
"""

_COLUMN = """
    ALTER TABLE seitech_chat_message ADD COLUMN IF NOT EXISTS search_vector tsvector
    GENERATED ALWAYS AS (seitech_chat_vector(channel_id, content)) STORED
"""


# Not a `models.Index`: those are made before the column.
_INDEX = """
    CREATE INDEX IF NOT EXISTS seitech_chat_message__search_vector_idx
    ON seitech_chat_message USING gin (search_vector)
"""


class ChatMessage(models.Model):
    """The index for finding messages. The database keeps it, whoever writes the message."""

    _inherit = "seitech.chat.message"

    def init(self):
        super().init()
        for statement in (_FOLD, _RUNS, _VECTOR, _QUERY, _COLUMN, _INDEX):
            self.env.cr.execute(statement)
