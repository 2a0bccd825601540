-- The plan of people.sql as Odoo's Discuss stores it.

-- Row `no` of the plan gets id base + no; the sequences continue after them.
SELECT last_value AS channel_base FROM discuss_channel_id_seq \gset
SELECT last_value AS message_base FROM mail_message_id_seq \gset
INSERT INTO bench_base VALUES ('discuss', :channel_base, :message_base);

-- Two people: `chat`. A few: `group`. Many: `channel`, which is what a company would take in
-- Discuss for a course (a `group` of 10,000 reads all its members at every message).
INSERT INTO discuss_channel (id, name, channel_type, uuid, active, last_interest_dt,
                             group_public_id, create_uid, write_uid, create_date, write_date)
SELECT :channel_base + channel.no, channel.name,
       CASE channel.kind WHEN 'direct' THEN 'chat' WHEN 'group' THEN 'group' ELSE 'channel' END,
       'bench' || channel.no, TRUE, now() AT TIME ZONE 'UTC' - channel.no * interval '1 second',
       CASE WHEN channel.kind = 'course' THEN everybody.res_id END,
       1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM bench_channel channel, ir_model_data everybody
 WHERE everybody.module = 'base' AND everybody.name = 'group_user';

-- Bodies as Discuss's composer sends them. The e-mail Message-Id is unique as Odoo makes it.
INSERT INTO mail_message (id, model, res_id, author_id, message_type, subtype_id, body, email_from,
                          reply_to, message_id, is_internal, email_add_signature, date,
                          create_uid, write_uid, create_date, write_date)
SELECT :message_base + message.no, 'discuss.channel', :channel_base + message.channel_no,
       person.partner_id, 'comment', comment.res_id, '<p>' || message.content || '</p>',
       person.login || '@example.com', person.login || '@example.com',
       '<bench-' || message.no || '-discuss.channel@example.com>', FALSE, TRUE, message.sent_at,
       person.user_id, person.user_id, message.sent_at, message.sent_at
  FROM bench_message message
  JOIN bench_person person ON person.no = message.person_no
 CROSS JOIN ir_model_data comment
 WHERE comment.module = 'mail' AND comment.name = 'mt_comment'
 ORDER BY message.no;

INSERT INTO mail_message_reaction (message_id, partner_id, content)
SELECT :message_base + reaction.message_no, person.partner_id, reaction.emoji
  FROM bench_reaction reaction JOIN bench_person person ON person.no = reaction.person_no;

-- Members. Everybody has read all but the last `unread` messages of the channel. In the order in
-- which people join in life, founders first: Discuss looks for the three oldest members of each
-- listed channel, and the plan PostgreSQL has for that walks the ids from the start.
INSERT INTO discuss_channel_member (channel_id, partner_id, seen_message_id, fetched_message_id,
                                    new_message_separator, last_interest_dt, last_seen_dt,
                                    create_uid, write_uid, create_date, write_date)
SELECT :channel_base + member.channel_no, person.partner_id, :message_base + mark.no,
       :message_base + mark.no, :message_base + mark.no + 1, now() AT TIME ZONE 'UTC',
       now() AT TIME ZONE 'UTC', 1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM bench_member member
  JOIN bench_person person ON person.no = member.person_no
  JOIN bench_channel channel ON channel.no = member.channel_no
  JOIN bench_message mark ON mark.channel_no = channel.no
                         AND mark.position = channel.messages - channel.unread
 ORDER BY member.ordinal, member.channel_no;

SELECT setval('discuss_channel_id_seq', (SELECT max(id) FROM discuss_channel));
SELECT setval('mail_message_id_seq', (SELECT max(id) FROM mail_message));
ANALYZE discuss_channel, discuss_channel_member, mail_message, mail_message_reaction;
