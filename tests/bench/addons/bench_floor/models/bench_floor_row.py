from odoo import fields, models


class BenchFloorRow(models.Model):
    _name = "bench.floor.row"
    _description = "Row the floor route writes"

    content = fields.Text()
