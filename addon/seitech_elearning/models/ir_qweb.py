import json

from odoo import models
from odoo.tools.misc import file_open

from ..tools.source_map import chain_source_map

COMPILED = "/seitech_elearning/static/src/"


class IrQweb(models.AbstractModel):
    _inherit = "ir.qweb"

    def _get_asset_bundle(self, bundle_name, css=True, js=True, debug_assets=False, **options):
        """Make `debug=assets` show our TypeScript instead of what esbuild made of it."""
        bundle = super()._get_asset_bundle(
            bundle_name, css=css, js=js, debug_assets=debug_assets, **options
        )
        if js and debug_assets and any(_is_ours(asset.url) for asset in bundle.javascripts):
            write_js = bundle.js_with_sourcemap

            def write_chained_js(template_bundle=None):
                attachment = write_js(template_bundle=template_bundle)
                source_map = bundle.get_attachments("js.map")
                source_map.raw = chain_source_map(source_map.raw, _read_map)
                return attachment

            bundle.js_with_sourcemap = write_chained_js
        return bundle


def _is_ours(url):
    return bool(url) and url.startswith(COMPILED)


def _read_map(url):
    """:returns: the parsed map that the build wrote next to a script, or None."""
    if not _is_ours(url):
        return None
    try:
        with file_open(f"{url.lstrip('/')}.map", "rb") as file:
            return json.load(file)
    except FileNotFoundError:
        # A packaged module may come without maps: the compiled code is readable too.
        return None
