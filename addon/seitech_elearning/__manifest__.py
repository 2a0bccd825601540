{
    "name": "Seitech E-Learning Chat",
    "summary": "Multi-level chat for students, instructors, support and visitors",
    "version": "19.0.1.0.0",
    "category": "Website/eLearning",
    "author": "Seitech",
    "license": "LGPL-3",
    "depends": ["website_slides"],
    "data": [
        "security/chat_groups.xml",
        "security/ir.model.access.csv",
        "security/chat_rules.xml",
        "views/chat_channel_views.xml",
        "views/chat_menus.xml",
        "views/portal_templates.xml",
        "views/website_templates.xml",
    ],
    "demo": [
        "demo/people_demo.xml",
        "demo/courses_demo.xml",
        "demo/conversations_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "seitech_elearning/static/src/backend/backend.js",
            "seitech_elearning/static/src/backend/backend.xml",
            "seitech_elearning/static/src/backend/backend.scss",
        ],
        "web.assets_frontend": [
            "seitech_elearning/static/src/launcher/launcher.js",
        ],
        "seitech_elearning.assets_portal": [
            "seitech_elearning/static/src/portal/portal.js",
            "seitech_elearning/static/src/portal/portal.xml",
            "seitech_elearning/static/src/portal/portal.scss",
        ],
        "seitech_elearning.assets_support": [
            "seitech_elearning/static/src/support/support.js",
            "seitech_elearning/static/src/support/support.xml",
            "seitech_elearning/static/src/support/support.scss",
        ],
    },
    "pre_init_hook": "pre_init_hook",
    "uninstall_hook": "uninstall_hook",
    "application": True,
    "installable": True,
}
