import json

from odoo.tests import tagged

from ..tools.source_map import XSSI_PREFIX, chain_source_map
from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestSourceMap(ChatCase):
    def test_debug_mode_leads_to_typescript(self):
        """The map of a bundle in debug mode names the sources in ts_src and their text."""
        bundle = self.env["ir.qweb"]._get_asset_bundle(
            "seitech_elearning.assets_portal", css=False, debug_assets=True
        )
        bundle.js()
        raw = bundle.get_attachments("js.map").raw
        self.assertTrue(raw.startswith(XSSI_PREFIX))
        source_map = json.loads(raw.removeprefix(XSSI_PREFIX))
        source = "/seitech_elearning/ts_src/ui/messenger/messenger.ts"
        self.assertIn(source, source_map["sources"])
        self.assertEqual(len(source_map["sources"]), len(source_map["sourcesContent"]))
        text = source_map["sourcesContent"][source_map["sources"].index(source)]
        self.assertIn("export class Messenger extends Component", text)
        self.assertFalse(
            [text for text in source_map["mappings"].split(";") if text.startswith(",")]
        )

    def test_other_bundles_are_left_alone(self):
        bundle = self.env["ir.qweb"]._get_asset_bundle(
            "bus.websocket_worker_assets", css=False, debug_assets=True
        )
        bundle.js()
        source_map = json.loads(bundle.get_attachments("js.map").raw.removeprefix(XSSI_PREFIX))
        self.assertFalse([url for url in source_map["sources"] if "ts_src" in url])

    def test_positions_are_led_on(self):
        """Line 2 of the bundle is line 1 of the script, which is line 3 of the source."""
        outer = {
            "version": 3,
            "sources": ["/seitech_elearning/static/src/a.js"],
            "sourcesContent": ["compiled"],
            "mappings": ";AAAA",
        }
        inner = {"sources": ["ts_src/a.ts"], "sourcesContent": ["source"], "mappings": "IAEE"}
        raw = XSSI_PREFIX + json.dumps(outer).encode()

        chained = chain_source_map(raw, lambda _url: inner)

        source_map = json.loads(chained.removeprefix(XSSI_PREFIX))
        self.assertEqual(source_map["sources"][1], "/seitech_elearning/ts_src/a.ts")
        self.assertEqual(source_map["sourcesContent"][1], "source")
        # Column 4, one source on, two lines on, two columns on.
        self.assertEqual(source_map["mappings"], ";ICEE")

    def test_without_a_map_nothing_changes(self):
        outer = {
            "version": 3,
            "sources": ["/web/a.js"],
            "sourcesContent": ["a"],
            "mappings": "AAAA",
        }
        raw = XSSI_PREFIX + json.dumps(outer).encode()
        self.assertEqual(json.loads(chain_source_map(raw, lambda _url: None)[5:]), outer)
