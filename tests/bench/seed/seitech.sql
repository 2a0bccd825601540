-- The plan of people.sql as seitech_elearning stores it.

-- Row `no` of the plan gets id base + no; the sequences continue after them. Revisions are taken
-- from the one counter in the order of the messages, as sending them would have done.
SELECT last_value AS channel_base FROM seitech_chat_channel_id_seq \gset
SELECT last_value AS message_base FROM seitech_chat_message_id_seq \gset
SELECT last_value AS rev_base FROM seitech_chat_rev_seq \gset
INSERT INTO bench_base VALUES ('seitech', :channel_base, :message_base);

-- Two people: `direct` with the key of the pair. More: `group`; a `course` would only add the
-- enrolments its members come from, which no request measured here reads.
INSERT INTO seitech_chat_channel (id, name, has_own_name, channel_type, state, pair_key, epoch,
                                  rev, create_uid, write_uid, create_date, write_date)
SELECT :channel_base + channel.no, channel.name, channel.kind != 'direct',
       CASE channel.kind WHEN 'direct' THEN 'direct' ELSE 'group' END, 'active',
       CASE channel.kind WHEN 'direct' THEN (
            SELECT 'direct:' || string_agg(person.user_id::text, ':' ORDER BY person.user_id)
              FROM bench_person person WHERE person.no = ANY(channel.own)) END,
       0, :rev_base, 1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM bench_channel channel;

INSERT INTO seitech_chat_message (id, channel_id, author_id, user_id, is_agent, content,
                                  content_html, message_type, client_key, rev,
                                  create_uid, write_uid, create_date, write_date)
SELECT :message_base + message.no, :channel_base + message.channel_no, person.partner_id,
       person.user_id, FALSE, message.content, message.content, 'text', gen_random_uuid()::text,
       :rev_base + message.no, person.user_id, person.user_id, message.sent_at, message.sent_at
  FROM bench_message message
  JOIN bench_person person ON person.no = message.person_no
 ORDER BY message.no;

-- Members, in the order of discuss.sql. Everybody has read all but the last `unread` messages.
INSERT INTO seitech_chat_member (channel_id, user_id, role, active, read_message_id,
                                 unread_from_id, hidden_message_id, notification_level,
                                 is_pinned, rev, membership_rev, create_uid, write_uid, create_date, write_date)
SELECT :channel_base + member.channel_no, person.user_id, 'member', TRUE,
       :message_base + mark.no, 0, -1, 'all', FALSE, :rev_base, :rev_base, 1, 1,
       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM bench_member member
  JOIN bench_person person ON person.no = member.person_no
  JOIN bench_channel channel ON channel.no = member.channel_no
  JOIN bench_message mark ON mark.channel_no = channel.no
                         AND mark.position = channel.messages - channel.unread
 ORDER BY member.ordinal, member.channel_no;

SELECT setval('seitech_chat_rev_seq', :rev_base + (SELECT max(no) FROM bench_message));

-- The same reactions as in Discuss, where reactions exist; they are changes in the channel and
-- take revisions of their own.
SELECT to_regclass('seitech_chat_reaction') IS NOT NULL AS has_reactions \gset
\if :has_reactions
INSERT INTO seitech_chat_reaction (message_id, channel_id, user_id, emoji, active, rev,
                                   create_uid, write_uid, create_date, write_date)
SELECT :message_base + reaction.message_no, :channel_base + message.channel_no, person.user_id,
       reaction.emoji, TRUE, nextval('seitech_chat_rev_seq'), person.user_id, person.user_id,
       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM bench_reaction reaction
  JOIN bench_message message ON message.no = reaction.message_no
  JOIN bench_person person ON person.no = reaction.person_no
 ORDER BY reaction.message_no, reaction.ordinal;
ANALYZE seitech_chat_reaction;
\endif

SELECT setval('seitech_chat_channel_id_seq', (SELECT max(id) FROM seitech_chat_channel));
SELECT setval('seitech_chat_message_id_seq', (SELECT max(id) FROM seitech_chat_message));
ANALYZE seitech_chat_channel, seitech_chat_member, seitech_chat_message;

-- Discuss has no limits on requests; the clients of this benchmark all come from one address. They
-- are counted, as they are for everybody, against limits nobody reaches.
INSERT INTO ir_config_parameter (key, value, create_uid, write_uid, create_date, write_date)
SELECT 'seitech_elearning.' || name, '1000000000', 1, 1,
       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM unnest(ARRAY['rate_network', 'rate_person', 'rate_visitor']) AS name
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value;
