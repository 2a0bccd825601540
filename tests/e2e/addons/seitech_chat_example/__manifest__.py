{
    "name": "Seitech Chat Example",
    "summary": "What another module can add to the chat",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "Seitech",
    "category": "Hidden",
    "depends": ["seitech_elearning"],
    "assets": {
        "web.assets_backend": ["seitech_chat_example/static/src/*"],
        "seitech_elearning.assets_portal": ["seitech_chat_example/static/src/*"],
    },
}
