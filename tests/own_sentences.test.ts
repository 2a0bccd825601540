/** What `engine/` and `odoo/` say in English has a translation in `ui/format/failure_text.ts`. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { failureText, sentencesOfTheProgram } from "../ts_src/ui/format/failure_text";

const root = resolve(fileURLToPath(import.meta.url), "../../ts_src");

/** A text that begins like a sentence and ends like one. */
const sentence = /"([A-Z][^"]* [^"]*\.)"/g;

function sentencesIn(folder: string): string[] {
    return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .flatMap((name) => [
            ...readFileSync(join(root, folder, name), "utf8")
                .replace(/\/\*.*?\*\/|\/\/.*$/gms, "")
                .matchAll(sentence),
        ])
        .map(([, text = ""]) => text);
}

QUnit.module("own sentences", () => {
    QUnit.test("those of engine and odoo are those that are translated", (assert) => {
        const said = new Set([...sentencesIn("engine"), ...sentencesIn("odoo")]);
        assert.deepEqual([...said].sort(), [...sentencesOfTheProgram].sort());
    });

    QUnit.test("what the server says stays as it is", (assert) => {
        assert.strictEqual(failureText({ message: "Only members." }), "Only members.");
    });
});
