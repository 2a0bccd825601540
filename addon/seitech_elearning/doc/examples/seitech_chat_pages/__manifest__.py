{
    "name": "Seitech Chat on Pages",
    "summary": "Examples: the chat on pages of your own",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "Seitech",
    "category": "Hidden",
    "depends": ["seitech_elearning"],
    "data": [
        "views/home_page.xml",
        "views/dashboard.xml",
        "views/course.xml",
        "views/layout.xml",
    ],
}
