/** What the documents name is there: files and chapters they link to, commands, settings, pictures. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(import.meta.url), "../..");
const MODULE = join(ROOT, "addon/seitech_elearning");
const MAX_PICTURE_KB = 60;

const filesBelow = (folder: string, end: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(end))
        .map((name) => join(folder, name));

const DOCUMENTS = [
    ...["README.md", "CONTRIBUTING.md", "ts_src/README.md"].map((name) => join(ROOT, name)),
    ...filesBelow(join(MODULE, "doc"), ".md"),
    ...filesBelow(join(MODULE, "readme"), ".md"),
];

const read = (file: string): string => readFileSync(file, "utf8");

/** Without what is shown as code: brackets in there are no links. */
const proseOf = (file: string): string =>
    read(file)
        .replaceAll(/^```[\s\S]*?^```/gm, "")
        .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]]/g, ""));

/** @returns The anchor that a heading gets where documents are shown. */
function anchorOf(heading: string): string {
    const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    return text
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-");
}

function anchorsIn(file: string): Set<string> {
    return new Set([...read(file).matchAll(/^#+ (.*)$/gm)].map(([, text]) => anchorOf(text ?? "")));
}

function brokenLinks(file: string): string[] {
    const links = [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? "");
    return links
        .filter((target) => !/^(https?|mailto):/.test(target))
        .filter((target) => {
            const [path = "", anchor] = target.split("#");
            const base = file.includes("/readme/") ? MODULE : dirname(file);
            const found = path === "" ? file : resolve(base, path);
            return !existsSync(found) || (anchor && !anchorsIn(found).has(anchor));
        })
        .map((target) => `${relative(ROOT, file)}: ${target}`);
}

QUnit.module("documents", () => {
    QUnit.test("links lead to what is there", (assert) => {
        assert.true(DOCUMENTS.length > 40);
        assert.deepEqual(DOCUMENTS.flatMap(brokenLinks), []);
    });

    QUnit.test("commands exist", (assert) => {
        const commands = new Set(
            readdirSync(join(ROOT, "scripts/commands")).map((name) => name.replace(".sh", "")),
        );
        const named = DOCUMENTS.flatMap((file) =>
            [...read(file).matchAll(/\.\/scripts\/dev\.sh ([a-z0-9]+)/g)].map(
                ([, command]) => command ?? "",
            ),
        );
        assert.true(named.length > 10);
        assert.deepEqual(
            named.filter((command) => !commands.has(command)),
            [],
        );
    });

    QUnit.test("settings, menus and buttons are called what the guides call them", (assert) => {
        const sources = [
            ...filesBelow(join(MODULE, "models"), ".py"),
            ...filesBelow(join(MODULE, "views"), ".xml"),
            ...filesBelow(join(MODULE, "security"), ".xml"),
            ...filesBelow(join(ROOT, "ts_src"), ".ts"),
            ...filesBelow(join(ROOT, "ts_src"), ".xml"),
        ]
            .map(read)
            .join("\n");
        const guides = ["admin", "user"].flatMap((name) =>
            filesBelow(join(MODULE, "doc", name), ".md"),
        );
        // The guides set names in **bold**, and what only matters in __bold__.
        const named = guides.flatMap((file) =>
            [...read(file).matchAll(/\*\*([A-Z][\w' ]+)\*\*/g)].map(([, name]) => name ?? ""),
        );
        assert.true(named.length > 20);
        const missing = named.filter((name) => !sources.includes(name));
        assert.deepEqual([...new Set(missing)], []);
    });

    QUnit.test("addresses of the website exist", (assert) => {
        const routes = [
            ...filesBelow(join(MODULE, "controllers"), ".py"),
            join(MODULE, "doc/examples/seitech_chat_pages/controllers.py"),
        ].map(read);
        const named = filesBelow(join(MODULE, "doc/user"), ".md").flatMap((file) =>
            [...read(file).matchAll(/`(\/my\/[a-z/]+)`/g)].map(([, address]) => address ?? ""),
        );
        assert.true(named.length > 3);
        assert.deepEqual(
            named.filter((address) => !routes.join("\n").includes(`"${address}"`)),
            [],
        );
    });

    QUnit.test("pictures are small, and shown", (assert) => {
        const shown = DOCUMENTS.map(read).join("\n");
        const pictures = filesBelow(join(MODULE, "doc"), ".jpg");
        const kilobytes = (file: string): number => statSync(file).size / 1_024;
        assert.deepEqual(
            pictures.filter((file) => kilobytes(file) > MAX_PICTURE_KB),
            [],
        );
        assert.deepEqual(
            pictures.filter((file) => !shown.includes(relative(join(MODULE, "doc/user"), file))),
            [],
        );
    });
});
