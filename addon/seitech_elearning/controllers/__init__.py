from . import (
    chat,
    desk,
    dispatcher,
    groups,
    messages,
    people,
    portal,
    presence,
    previews,
    support,
    upload,
)
