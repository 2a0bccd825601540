from . import (
    chat,
    desk,
    dispatcher,
    embed,
    groups,
    messages,
    people,
    portal,
    presence,
    previews,
    support,
    upload,
)
