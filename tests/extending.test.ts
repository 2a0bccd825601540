/** The documentation for other modules shows the very module that the e2e tests install. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), "utf8");
const documentation = read("addon/seitech_elearning/doc/extending.md");
const example = "tests/e2e/addons/seitech_chat_example";

/** Keys and sequences that the sources of a registry add, in order. */
function itemsIn(file: string): string {
    const source = read("ts_src/ui/registries", file);
    return [...source.matchAll(/\.add\(\s*"(\w+)",\s*(\d+),/g)]
        .map(([, key, sequence]) => `${key} ${sequence}`)
        .join(", ");
}

QUnit.module("extending.md", () => {
    for (const [language, file] of [
        ["python", "__manifest__.py"],
        ["js", "static/src/example.js"],
        ["xml", "static/src/example.xml"],
    ] as const) {
        QUnit.test(`shows ${file} as it is`, (assert) => {
            const block = `\`${file}\`\n\n\`\`\`${language}\n${read(example, file)}\`\`\`\n`;
            assert.true(documentation.includes(block));
        });
    }

    QUnit.test("twenty lines are enough", (assert) => {
        const lines = read(example, "static/src/example.js").split("\n");
        assert.true(lines.filter((line) => line.trim() !== "").length <= 20);
    });

    QUnit.test("lists the chat's own items", (assert) => {
        for (const name of ["message_actions", "composer_actions", "header_actions"]) {
            const items = itemsIn(`${name}.ts`);
            assert.true(items.includes(", "), `${name}: ${items}`);
            assert.true(documentation.includes(`| \`seitech_elearning.${name}\` | ${items} |`));
        }
    });

    QUnit.test("lists the variables of the theme", (assert) => {
        const theme = read("ts_src/ui/kit/theme.scss");
        const names = [...theme.matchAll(/^ {2}(--seitech-\w+):/gm)].map(([, name]) => name ?? "");
        assert.true(names.length > 5);
        assert.deepEqual(
            names.filter((name) => !documentation.includes(`\`${name}\``)),
            [],
        );
    });
});
