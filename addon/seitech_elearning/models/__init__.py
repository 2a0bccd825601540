from . import (
    chat_channel,
    chat_channel_feed,
    chat_channel_members,
    chat_channel_messages,
    chat_member,
    chat_message,
    ir_http,
    ir_qweb,
    ir_websocket,
    res_users,
    study_group,
)
