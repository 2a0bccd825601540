-- Who writes what where, once and for both systems. Parameters: people, signed_in, password_hash.
-- The table bench_channel (kinds, sizes) is filled by seed.ts before this file runs.

-- Everybody, by number. Ids come from Odoo's own sequences, so nothing else is in the way.
CREATE UNLOGGED TABLE bench_person AS
SELECT no::int,
       nextval('res_partner_id_seq')::int AS partner_id,
       nextval('res_users_id_seq')::int AS user_id,
       'Person ' || no AS name,
       'bench' || no AS login
  FROM generate_series(1, :people) AS no;
ALTER TABLE bench_person ADD PRIMARY KEY (no);

-- A contact each, filled as Odoo fills it for an internal user.
INSERT INTO res_partner (id, name, complete_name, email, email_normalized, type, active, lang,
                         commercial_partner_id, partner_share, is_company, company_id,
                         create_uid, write_uid, create_date, write_date)
SELECT partner_id, name, name, login || '@example.com', login || '@example.com', 'contact', TRUE,
       'en_US', partner_id, FALSE, FALSE, 1, 1, 1,
       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM bench_person;

-- A user each. Only the first ones ever sign in; the others are there to be members.
INSERT INTO res_users (id, login, partner_id, company_id, active, share, notification_type,
                       password, odoobot_state, create_uid, write_uid, create_date, write_date)
SELECT user_id, login, partner_id, 1, TRUE, FALSE, 'email',
       CASE WHEN no <= :signed_in THEN :'password_hash' END, 'disabled', 1, 1,
       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM bench_person;

INSERT INTO res_company_users_rel (cid, user_id) SELECT 1, user_id FROM bench_person;

-- Internal users: the cheaper case for Discuss, whose `channel` type does not take portal users.
INSERT INTO res_groups_users_rel (gid, uid)
SELECT data.res_id, person.user_id
  FROM bench_person person, ir_model_data data
 WHERE data.module = 'base' AND data.name = 'group_user';

-- Discuss makes a settings row at a person's first visit; here it exists already, so that no
-- measured request pays for it.
INSERT INTO res_users_settings (user_id, voice_active_duration,
                                is_discuss_sidebar_category_channel_open,
                                is_discuss_sidebar_category_chat_open)
SELECT user_id, 200, TRUE, TRUE FROM bench_person;

-- Members: the people named in `own`, then `crowd` others, always the same ones from the start of
-- the crowd. `ordinal` counts them within the channel.
CREATE UNLOGGED TABLE bench_member AS
SELECT channel.no AS channel_no, own.person_no, own.ordinal::int
  FROM bench_channel channel, unnest(channel.own) WITH ORDINALITY AS own(person_no, ordinal)
 UNION ALL
SELECT channel.no, :signed_in + other, cardinality(channel.own) + other
  FROM bench_channel channel, generate_series(1, channel.crowd) AS other;
ALTER TABLE bench_member ADD PRIMARY KEY (channel_no, ordinal);

-- Messages: eight words each, picked by arithmetic so that a run can be repeated word for word.
-- Every tenth holds "lesson" (a common word), every 20,000th "needle" (a rare one). At most the
-- first twenty members write. All channels fill up side by side over half a year: a query plan that
-- walks the newest ids first finds every channel there, as in a company that is at work. Marked
-- channels: the last word says which message it is, for programs that read it from a screen.
CREATE UNLOGGED TABLE bench_message (
    no serial PRIMARY KEY, channel_no int, person_no int, position int, content text,
    sent_at timestamp);
WITH vocabulary AS (
    SELECT string_to_array('amber answer basic borrow bridge candle carbon castle centre circle '
        'clever copper corner cotton course credit danger debate degree desert detail dinner '
        'double driver effect energy entire escape expert family figure finger forest garden '
        'gentle global ground handle health honest impact island jacket kettle ladder letter '
        'linear margin matter method mirror modern narrow nature object office orange origin '
        'parade pencil planet rocket sample silver', ' ') AS word),
author AS (
    SELECT channel_no, array_agg(person_no ORDER BY ordinal) AS person
      FROM bench_member WHERE ordinal <= 20 GROUP BY channel_no)
INSERT INTO bench_message (channel_no, person_no, position, content, sent_at)
SELECT channel.no,
       author.person[1 + (i * 7) % cardinality(author.person)],
       i,
       concat_ws(' ', word[1 + i % 64], word[1 + i / 3 % 64], word[1 + i / 7 % 64],
           CASE WHEN i % 10 = 0 THEN 'lesson' ELSE word[1 + i / 13 % 64] END,
           word[1 + i / 29 % 64], word[1 + i / 64 % 64],
           CASE WHEN i % 20000 = 0 THEN 'needle' ELSE word[1 + i / 128 % 64] END,
           word[1 + i * 31 % 64],
           CASE WHEN channel.is_marked THEN 'c' || channel.no || 'm' || i || 'z' END),
       now() AT TIME ZONE 'UTC' - (1 - i::float / channel.messages) * interval '180 days'
  FROM bench_channel channel
  JOIN author ON author.channel_no = channel.no
  CROSS JOIN vocabulary, generate_series(1, channel.messages) AS i
 ORDER BY i::float / channel.messages, channel.no;
CREATE INDEX ON bench_message (channel_no, position);

-- Reactions in the channel that is paged through: two on every tenth message.
CREATE UNLOGGED TABLE bench_reaction AS
SELECT message.no AS message_no, member.person_no, member.ordinal,
       CASE member.ordinal WHEN 1 THEN '👍' ELSE '🎉' END AS emoji
  FROM bench_message message
  JOIN bench_channel channel ON channel.no = message.channel_no AND channel.has_reactions
  JOIN bench_member member ON member.channel_no = channel.no AND member.ordinal <= 2
 WHERE message.position % 10 = 0;

ANALYZE bench_person, bench_member, bench_message, bench_reaction, bench_channel,
        res_partner, res_users, res_groups_users_rel;
