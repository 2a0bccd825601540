from odoo import fields


class BigInteger(fields.Integer):
    """An integer of 64 bits: one counter for all changes outgrows 32 within years."""

    _column_type = ("int8", "int8")
