from . import (
    chat,
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
