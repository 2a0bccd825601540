#!/usr/bin/env bash
# The examples of guide.md, one after the other. They are run as they are by
# tests/e2e/api_guide.test.ts:  ODOO=https://odoo.example.com with DB, LOGIN, PASSWORD, KEY and
# COLLEAGUE in the environment
# A line "#: NAME" begins the example of an operation of openapi.json, or of a chapter of the guide.
set -euo pipefail
cd -- "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

#: setup
# field NAME: its first value in the answer that comes in. With jq at hand: jq '.NAME'.
field() { grep -oE "\"$1\": ?(\"[^\"]*\"|[0-9]+)" | sed -n '1s/^[^:]*: *//p' | tr -d '"'; }
post() { curl -sS --fail-with-body -b cookies.txt --json "$2" "$ODOO/api/chat/$1"; }

#: session
curl -sS --fail-with-body -c cookies.txt -o session.json "$ODOO/web/session/authenticate" \
    --json '{"params": {"db": "'"$DB"'", "login": "'"$LOGIN"'", "password": "'"$PASSWORD"'"}}'

#: key
curl -sS --fail-with-body "$ODOO/api/chat/channels" \
    -H "Authorization: Bearer $KEY" --json '{"limit": 5}'

#: channels
post channels '{"limit": 20}'

#: people
post people '{"channel_type": "direct", "search": "'"$COLLEAGUE"'"}' | tee people.json
COLLEAGUE_ID=$(field user_id <people.json)

#: create_direct
post create-direct '{"user_id": '"$COLLEAGUE_ID"'}' | tee channel.json
CHANNEL=$(field channel_id <channel.json)

#: send
post send '{"channel_id": '"$CHANNEL"', "content": "The room is **free** on Friday.",
    "client_key": "'"$(cat /proc/sys/kernel/random/uuid)"'"}' | tee message.json
MESSAGE=$(field id <message.json)

#: messages
post messages '{"channel_id": '"$CHANNEL"', "limit": 20}'

#: sync
post sync '{"channels": {"'"$CHANNEL"'": 0}}'

#: reaction
post reaction '{"message_id": '"$MESSAGE"', "emoji": "👍", "action": "add"}'

#: edit
post edit '{"message_id": '"$MESSAGE"', "content": "The room is free on Monday."}'

#: upload
echo "Monday, 10 to 12" >room.txt
curl -sS --fail-with-body -b cookies.txt "$ODOO/api/chat/upload" \
    -F channel_id="$CHANNEL" -F file=@room.txt | tee file.json
post send '{"channel_id": '"$CHANNEL"', "content": "",
    "attachment_ids": ['"$(field attachment_id <file.json)"']}'

#: read
post read '{"channel_id": '"$CHANNEL"', "message_id": '"$MESSAGE"'}'

#: search
post search '{"query": "Monday", "channel_id": '"$CHANNEL"'}'

#: delete
post delete '{"message_id": '"$MESSAGE"'}'

#: refused
# Without --fail-with-body, which makes curl's exit code 22: the answer says what is wrong.
curl -sS -b cookies.txt --json '{"channel_id": "many"}' "$ODOO/api/chat/messages"

#: support_availability
curl -sS --fail-with-body "$ODOO/api/chat/support/availability"

#: support
curl -sS --fail-with-body "$ODOO/api/chat/support" --json '{"name": "Noor", "email": "noor@example.com",
    "content": "Do you ship books?", "client_key": "'"$(cat /proc/sys/kernel/random/uuid)"'"}' >visit.json
TOKEN=$(field session_token <visit.json) VISIT=$(field channel_id <visit.json)

#: support_send
curl -sS --fail-with-body "$ODOO/api/chat/support/send" -H "X-Session-Token: $TOKEN" \
    --json '{"channel_id": '"$VISIT"', "content": "To Lisbon."}'

#: support_poll
curl -sS --fail-with-body "$ODOO/api/chat/support/$VISIT/poll?last_message_id=0" -H "X-Session-Token: $TOKEN"

#: support_close
curl -sS --fail-with-body "$ODOO/api/chat/support/close" -H "X-Session-Token: $TOKEN" \
    --json '{"channel_id": '"$VISIT"'}'
