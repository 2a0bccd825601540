{
    "name": "Bench Floor",
    "summary": "What a chat message costs at the very least in this Odoo; for measuring only",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "Seitech",
    "category": "Hidden",
    "depends": ["mail"],
    "data": ["security/ir.model.access.csv"],
}
