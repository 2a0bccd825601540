import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const ADDON = path.join(ROOT, "addon/seitech_elearning");
const OUTPUT = path.join(ADDON, "static/src");
const ENTRIES = [
    "backend",
    "desk",
    "extras",
    "launcher",
    "learning",
    "member",
    "portal",
    "support",
];
/** For pages without Odoo: no part of its bundles. */
const STANDALONE = ["embed", "embed_loader", "push_worker"];

function build(): string {
    return execFileSync(process.execPath, ["build.mjs"], { cwd: ROOT, encoding: "utf8" });
}

/** @returns Paths of what was built, as the manifest writes them; maps are no part of a bundle. */
function builtFiles(): string[] {
    return readdirSync(OUTPUT, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(path.join(OUTPUT, name)).isFile() && !name.endsWith(".map"))
        .filter((name) => !STANDALONE.includes(path.dirname(name)))
        .map((name) => `seitech_elearning/static/src/${name.split(path.sep).join("/")}`)
        .sort();
}

/** @returns Names of the files in the manifest's bundles, by bundle. */
function bundles(): Record<string, string[]> {
    const script =
        "import ast, json, sys; " +
        "print(json.dumps(ast.literal_eval(open(sys.argv[1]).read())['assets']))";
    const manifest = path.join(ADDON, "__manifest__.py");
    return JSON.parse(execFileSync("python3", ["-c", script, manifest], { encoding: "utf8" }));
}

function output(entry: string, extension: string, file = entry): string {
    return readFileSync(path.join(OUTPUT, entry, `${file}.${extension}`), "utf8");
}

/** @returns The sources of an entry, as its source map tells. */
function sources(entry: string): string[] {
    return JSON.parse(output(entry, "js.map")).sources;
}

QUnit.module("build", { before: () => void build() });

QUnit.test("the manifest's bundles are what is built, each file once", (assert) => {
    // What portal and support share is in both: Odoo takes a file once, however many bundles name it.
    const { "seitech_elearning.assets_support": support, ...others } = bundles();
    const shared = "seitech_elearning/static/src/support/shared.xml";
    assert.true(support?.includes(shared));
    const own = support?.filter((file) => file !== shared) ?? [];
    assert.deepEqual([...own, ...Object.values(others).flat()].sort(), builtFiles());
});

QUnit.test("only the launcher is on every page of the website", (assert) => {
    const { "web.assets_frontend": frontend, "web.assets_backend": backend } = bundles();
    assert.true(frontend?.every((file) => file.includes("/static/src/launcher/")));
    assert.true(backend?.every((file) => file.includes("/static/src/backend/")));
});

QUnit.test("imports are what Odoo has, written as Odoo can read them", (assert) => {
    const allowed = /^import \{[\w\s,$]+\} from "(@odoo\/owl|@web\/[\w/]+|@bus\/[\w/]+)";$/;
    for (const entry of ENTRIES) {
        const statements = output(entry, "js").match(/^import\b[^;]*;/gm) ?? [];
        assert.true(statements.length > 0, entry);
        for (const statement of statements) {
            assert.true(allowed.test(statement), `${entry}: ${statement}`);
        }
    }
});

QUnit.test("sentences to be translated stay where Odoo looks for them", (assert) => {
    assert.true(output("portal", "js").includes('._t("You: %s"'));
    assert.true(output("member", "js").includes('._t("The chat could not be loaded.")'));
});

QUnit.test("an entry brings what it imports and nothing else", (assert) => {
    const ui = (entry: string): string[] => sources(entry).filter((it) => it.includes("/ui/"));
    assert.deepEqual(
        ui("launcher").filter((file) => !file.includes("/visit/")),
        ["ts_src/ui/translation.ts"],
    );
    assert.false(ui("launcher").includes("ts_src/ui/visit/panel/visit_widget.ts"));
    assert.true(ui("support").includes("ts_src/ui/visit/panel/visit_widget.ts"));
    assert.false(ui("support").includes("ts_src/ui/visit/launch/help_place.ts"));
    assert.true(ui("portal").includes("ts_src/ui/messenger/messenger.ts"));
    assert.false(output("support", "xml").includes("seitech_elearning.Messenger"));
    assert.true(output("portal", "xml").includes('t-name="seitech_elearning.Messenger"'));
    assert.true(output("portal", "css").includes(".o-seitech-Messenger"));
    assert.false(existsSync(path.join(OUTPUT, "launcher/launcher.xml")));
});

QUnit.test("what stands on pages without Odoo has everything inside", (assert) => {
    for (const entry of STANDALONE) {
        assert.false(/\bimport\b.*\bfrom\b|\brequire\(/.test(output(entry, "js")), entry);
    }
    assert.true(output("embed", "js").includes('t-name="seitech_elearning.VisitWidget"'));
    assert.true(output("embed", "css").includes(".o-seitech-Visit"));
    assert.false(existsSync(path.join(OUTPUT, "embed/embed.xml")));
});

QUnit.test("extras and desk bring nothing that is there already", (assert) => {
    const names = (entry: string): string[] =>
        [...output(entry, "xml").matchAll(/t-name="([^"]+)"/g)].map(([, name]) => name ?? "");
    assert.true(names("extras").includes("seitech_elearning.EmojiPicker"));
    assert.true(names("desk").includes("seitech_elearning.DeskList"));
    for (const [guest, host] of [
        ["extras", "backend"],
        ["extras", "portal"],
        ["desk", "backend"],
        ["desk", "extras"],
    ] as const) {
        const twice = names(guest).filter((name) => names(host).includes(name));
        assert.deepEqual(twice, [], `${guest} on ${host}`);
    }
});

QUnit.test("styles are finished CSS, which Odoo's SCSS compiler never sees", (assert) => {
    for (const entry of ["backend", "portal"]) {
        assert.false(/[{;]\s*&/.test(output(entry, "css")), entry);
        assert.false(existsSync(path.join(OUTPUT, entry, `${entry}.scss`)));
    }
});

QUnit.test("every template has one name, and every name one template", (assert) => {
    for (const entry of ["backend", "portal", "support"]) {
        const shared = entry === "backend" ? "" : output("support", "xml", "shared");
        const xml = output(entry, "xml") + shared;
        const names = [...xml.matchAll(/t-name="([^"]+)"/g)].map(([, name]) => name);
        assert.strictEqual(new Set(names).size, names.length, entry);
        const used = [...output(entry, "js").matchAll(/template = "([^"]+)"/g)].map(
            ([, name]) => name,
        );
        assert.deepEqual(new Set(names), new Set(used), entry);
    }
});

QUnit.test("what one page can load has each template once: Odoo refuses a second", (assert) => {
    for (const entries of [
        ["backend", "extras", "desk", "learning"],
        ["portal", "extras", "learning", "support"],
    ]) {
        const shared = entries.includes("support") ? output("support", "xml", "shared") : "";
        const xml = entries.map((entry) => output(entry, "xml")).join("") + shared;
        const names = [...xml.matchAll(/t-name="([^"]+)"/g)].map(([, name]) => name);
        const twice = names.filter((name, index) => names.indexOf(name) !== index);
        assert.deepEqual(twice, [], entries.join(", "));
    }
});

QUnit.test("source maps name files of the repository", (assert) => {
    for (const entry of ENTRIES) {
        for (const source of sources(entry).filter((it) => !it.startsWith("global:"))) {
            assert.true(existsSync(path.join(ROOT, source)), source);
        }
    }
});

QUnit.test("stale outputs go away", (assert) => {
    const stale = path.join(OUTPUT, "former/former.js");
    mkdirSync(path.dirname(stale), { recursive: true });
    writeFileSync(stale, "");
    build();
    assert.false(existsSync(path.dirname(stale)));
});

QUnit.test("prints what each entry weighs", (assert) => {
    const lines = build();
    ENTRIES.forEach((entry) => assert.true(lines.includes(entry), entry));
});
