/**
 * Makes doc/api/guide.md of openapi.json, introduction.md and examples.sh: api_guide.ts [--fix]
 * Without --fix it only says whether the guide is up to date (exit code 1 if not).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Document, describeRoutes, describeSchemas } from "./api_guide_parts";

const FOLDER = "addon/seitech_elearning/doc/api";
const NOTE = "<!-- Made by scripts/api_guide.ts: change what it is made of, not this file. -->\n\n";

const read = (name: string): string => readFileSync(join(FOLDER, name), "utf8");

/** @returns The commands of each example by its name. */
function readExamples(script: string): Map<string, string> {
    const [, ...parts] = script.split(/^#: /m);
    return new Map(
        parts.map((part) => {
            const end = part.indexOf("\n");
            return [part.slice(0, end), part.slice(end).trim()];
        }),
    );
}

function makeGuide(): string {
    const document = JSON.parse(read("openapi.json")) as Document;
    const examples = readExamples(read("examples.sh"));
    const used = new Set<string>();
    const show = (name: string): string => {
        const commands = examples.get(name);
        used.add(name);
        return commands === undefined ? "" : `\`\`\`bash\n${commands}\n\`\`\`\n`;
    };
    // The description's first paragraph is said in other words by the introduction.
    const [, websocket = ""] = document.info.description.split("\n\n");
    const introduction = read("introduction.md").replaceAll(
        /\{\{(\w+)\}\}\n/g,
        (_all, name: string) => (name === "websocket" ? `${websocket}\n` : show(name)),
    );
    const guide = [NOTE + introduction, describeRoutes(document, show), describeSchemas(document)];
    const unused = [...examples.keys()].filter((name) => !used.has(name));
    if (unused.length > 0) {
        throw new Error(`examples.sh has examples of nothing: ${unused.join(", ")}`);
    }
    return `${guide.join("\n").trimEnd()}\n`;
}

const guide = makeGuide();
if (process.argv.includes("--fix")) {
    writeFileSync(join(FOLDER, "guide.md"), guide);
} else if (read("guide.md") !== guide) {
    process.stdout.write(
        `${FOLDER}/guide.md is not what its sources say: check --fix makes it anew\n`,
    );
    process.exitCode = 1;
}
