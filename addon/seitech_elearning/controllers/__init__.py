from . import chat, dispatcher, groups, messages, people, portal, presence, support, upload
