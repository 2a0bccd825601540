from . import chat, dispatcher, portal
