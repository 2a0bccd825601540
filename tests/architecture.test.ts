import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { importsOf, type SourceTree, violations } from "./helpers/architecture_rules";

const folder = resolve(fileURLToPath(import.meta.url), "../../ts_src");

/** Source files, templates and styles; of the latter two only the names matter. */
function readTree(): SourceTree {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|xml|scss)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
    return new Map(
        names.map((name) => [
            relative(folder, name).split(sep).join("/"),
            name.endsWith(".ts") ? readFileSync(name, "utf8") : "",
        ]),
    );
}

const tree = (files: Record<string, string>): SourceTree => new Map(Object.entries(files));

QUnit.module("architecture", () => {
    QUnit.test("the layers import only what they may", (assert) => {
        const sources = readTree();
        for (const layer of ["model", "engine", "odoo"]) {
            assert.true(
                [...sources.keys()].some((file) => file.startsWith(`${layer}/`)),
                `${layer} was read`,
            );
        }
        assert.deepEqual(violations(sources), []);
    });

    QUnit.test("every way of importing is seen", (assert) => {
        const source = `
            import { a } from "./a";
            import type { B } from "./b";
            import c, { type D } from './c';
            import * as e from "./e";
            import "./f.scss";
            import {
                g,
                h,
            } from "./g";
            export { i } from "./i";
            export * from "./j";
            const k = await import("./k");
            // import { l } from "./l";
            /* import { m } from "./m"; */
            const text = "not from ./n";
        `;
        assert.deepEqual(importsOf(source), [
            "./a",
            "./b",
            "./c",
            "./e",
            "./f.scss",
            "./g",
            "./i",
            "./j",
            "./k",
        ]);
    });

    QUnit.test("what is allowed is allowed", (assert) => {
        const good = tree({
            "model/ids.ts": "",
            "model/state.ts": 'import type { Id } from "./ids";',
            "engine/ports.ts": 'import type { Id } from "../model/ids";',
            "engine/actions/send.ts": 'import { Port } from "../ports";',
            "odoo/api.ts":
                'import { Port } from "../engine/ports";\nimport { rpc } from "@web/core/rpc";',
            "odoo/@types/web.d.ts": 'import type { Component } from "@odoo/owl";',
            "ui/kit/button/button.ts":
                'import { Component } from "@odoo/owl";\nimport "./button.xml";\nimport "./button.scss";\nimport { send } from "../../../engine/actions/send";',
            "ui/kit/button/button.xml": "",
            "ui/kit/button/button.scss": "",
            "entries/backend.ts":
                'import { reactive } from "@odoo/owl";\nimport { registry } from "@web/core/registry";\nimport { Button } from "../ui/kit/button/button";\nimport { Api } from "../odoo/api";',
        });
        assert.deepEqual(violations(good), []);
    });

    const forbidden: [string, Record<string, string>][] = [
        [
            "model/a.ts: must not import ../engine/b",
            { "model/a.ts": 'import "../engine/b";', "engine/b.ts": "" },
        ],
        [
            "model/a.ts: must not import luxon",
            { "model/a.ts": 'import { DateTime } from "luxon";' },
        ],
        ["model/a.ts: must not import @odoo/owl", { "model/a.ts": 'import "@odoo/owl";' }],
        [
            "engine/a.ts: must not import ../odoo/b",
            { "engine/a.ts": 'import type { B } from "../odoo/b";', "odoo/b.ts": "" },
        ],
        [
            "engine/a.ts: must not import @web/core/user",
            { "engine/a.ts": 'import "@web/core/user";' },
        ],
        ["engine/a.ts: must not import @odoo/owl", { "engine/a.ts": 'import "@odoo/owl";' }],
        [
            "odoo/a.ts: must not import ../engine/chat_store",
            {
                "odoo/a.ts": 'const b = await import("../engine/chat_store");',
                "engine/chat_store.ts": "",
            },
        ],
        ["odoo/a.ts: must not import ../ui/b", { "odoo/a.ts": 'import "../ui/b";', "ui/b.ts": "" }],
        ["odoo/a.ts: must not import @odoo/owl", { "odoo/a.ts": 'import "@odoo/owl";' }],
        [
            "ui/a.ts: must not import ../odoo/b",
            { "ui/a.ts": 'import "../odoo/b";', "odoo/b.ts": "" },
        ],
        ["ui/a.ts: must not import @web/core/user", { "ui/a.ts": 'import "@web/core/user";' }],
        [
            "ui/a.ts: must not import ../entries/b",
            { "ui/a.ts": 'import "../entries/b";', "entries/b.ts": "" },
        ],
        [
            "entries/a.ts: must not import ./b",
            { "entries/a.ts": 'import "./b";', "entries/b.ts": "" },
        ],
        ["ui/a.ts: must not import ./missing", { "ui/a.ts": 'import "./missing";' }],
        [
            "ui/a.ts: must not import ../../tests/helper",
            { "ui/a.ts": 'import "../../tests/helper";' },
        ],
        ["engine/a.ts: must not import fast-check", { "engine/a.ts": 'import "fast-check";' }],
        [
            "import cycle: model/a.ts → model/b.ts → model/c.ts → model/a.ts",
            {
                "model/a.ts": 'import { b } from "./b";',
                "model/b.ts": 'import type { C } from "./c";',
                "model/c.ts": 'import { a } from "./a";',
            },
        ],
        ['ui/aB.ts: "aB.ts" is not snake_case', { "ui/aB.ts": "" }],
        ['ui/Kit/a.ts: "Kit" is not snake_case', { "ui/Kit/a.ts": "" }],
        ['ui/a-b.scss: "a-b.scss" is not snake_case', { "ui/a-b.scss": "" }],
        ["utils/a.ts: is in no layer", { "utils/a.ts": "" }],
        ["a.ts: is in no layer", { "a.ts": "" }],
        ["model/a.ts: has a default export", { "model/a.ts": "export default 1;" }],
        ["model/a.ts: has a default export", { "model/a.ts": "export { a as default };" }],
        ["model/a.ts: is a barrel", { "model/a.ts": 'export { b } from "./b";', "model/b.ts": "" }],
        ["model/a.ts: is a barrel", { "model/a.ts": 'export * from "./b";', "model/b.ts": "" }],
        ["ui/index.ts: is a barrel", { "ui/index.ts": "" }],
    ];
    forbidden.forEach(([sentence, files]) => {
        QUnit.test(`forbidden: ${sentence}`, (assert) => {
            assert.deepEqual(violations(tree(files)), [sentence]);
        });
    });
});
