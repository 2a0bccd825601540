from odoo import http
from odoo.http import request


class FloorController(http.Controller):
    @http.route("/bench_floor/nothing", methods=["POST"], type="jsonrpc", auth="user")
    def nothing(self):
        """What the way through Odoo costs by itself: session, user, dispatch.

        :returns: the user's id
        """
        return request.env.uid

    @http.route("/bench_floor/send", methods=["POST"], type="jsonrpc", auth="user")
    def send(self, content):
        """What any chat must pay for a message: one row inserted, one row on the bus.

        :param str content: text to store
        :returns: id of the row
        """
        # Plain SQL: the ORM's own cost is a choice of the chat, not part of the floor.
        request.env.cr.execute(
            "INSERT INTO bench_floor_row (content) VALUES (%s) RETURNING id", [content]
        )
        (row_id,) = request.env.cr.fetchone()
        request.env.user.partner_id._bus_send("bench_floor/sent", {"id": row_id})
        return row_id
