from odoo.http import Controller, request, route


class Dashboard(Controller):
    @route("/my/learning", type="http", auth="user", website=True)
    def learning(self):
        courses = request.env["slide.channel"].search([("is_member", "=", True)])
        return request.render("seitech_chat_pages.dashboard", {"courses": courses})
