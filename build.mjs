/**
 * Compiles `ts_src/` into `addon/seitech_elearning/static/src/`: one ES module, one template file
 * and one stylesheet per Odoo asset bundle.
 *
 * Usage: node build.mjs [--watch | --weigh]
 *
 * --weigh writes nothing: it only prints what each entry weighs.
 *
 * Exit code 1 when the code does not compile, when Odoo could not read the result, or when an
 * entry outgrows its budget.
 */
import * as esbuild from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

import {
    BuildError,
    buildsOf,
    compile,
    OUTPUT,
    ROOT,
    STANDALONE,
    templatesOf,
    together,
} from "./scripts/build_entries.mjs";

/** What a visitor may have to download, in bytes after minification and gzip. */
const BUDGETS = {
    backend: 80 * 1024,
    portal: 70 * 1024,
    extras: 25 * 1024,
    desk: 26 * 1024,
    learning: 24 * 1024,
    support: 45 * 1024,
    launcher: 4 * 1024,
    member: 6 * 1024,
    lesson: 8 * 1024,
    embed: 80 * 1024,
    embed_loader: 2.25 * 1024,
    push_worker: 1 * 1024,
};
const ENTRIES = Object.keys(BUDGETS);
/** Loaded on top of one of these sets: what they all have already, it does not bring again. */
const ON_TOP_OF = {
    extras: [["backend"], ["portal"]],
    desk: [["backend", "extras"]],
    learning: [
        ["backend", "extras"],
        ["portal", "extras"],
    ],
};
/**
 * On a page of the website both can be needed. Odoo refuses a template that comes a second time from
 * another file: what both have is in one file, which both bundles list.
 */
const SHARING = ["portal", "support"];
const SHARED_TEMPLATES = "support/shared.xml";

/** The oldest browsers that know `color-mix()`, which the colours need. */
const BROWSERS = ["chrome111", "firefox113", "safari16.2"];

/**
 * @param {esbuild.Metafile} metafile
 * @param {string} entry
 * @returns {string[]} Every file the entry imports, directly or not, dependencies first.
 */
function filesOf(metafile, entry) {
    const found = new Set();
    const there =
        ON_TOP_OF[entry]?.map((bases) => bases.flatMap((base) => filesOf(metafile, base))) ?? [];
    const isThere = (file) => there.length > 0 && there.every((files) => files.includes(file));
    const visit = (file) => {
        const input = metafile.inputs[file];
        if (!input || found.has(file)) {
            return;
        }
        // Marked before its imports so that a cycle ends; moved behind them afterwards.
        found.add(file);
        input.imports.forEach((imported) => visit(imported.path));
        found.delete(file);
        found.add(file);
    };
    visit(`ts_src/entries/${entry}.ts`);
    return [...found].filter((file) => !isThere(file));
}

/** @returns {string[]} The files with templates that all of `SHARING` import. */
function sharedTemplates(metafile) {
    const [first, ...others] = SHARING.map((entry) => filesOf(metafile, entry));
    return first.filter(
        (file) => file.endsWith(".xml") && others.every((files) => files.includes(file)),
    );
}

/** An agent's page can have both on top of the same: Odoo refuses a template that comes twice. */
function checkOnTop(metafile) {
    const [desk, learning] = ["desk", "learning"].map((entry) => filesOf(metafile, entry));
    const twice = desk.filter((file) => file.endsWith(".xml") && learning.includes(file));
    if (twice.length) {
        throw new BuildError(`in desk and learning, has to be in extras: ${twice.join(", ")}`);
    }
}

/** @returns {Promise<string>} The templates of all given files under one root. */
async function joinTemplates(files) {
    const parts = await Promise.all(
        files.map(async (file) => `<!-- ${file} -->${await templatesOf(file)}`),
    );
    return `<?xml version="1.0" encoding="UTF-8" ?>\n<templates xml:space="preserve">\n${parts.join("\n")}\n</templates>\n`;
}

/** @returns {Promise<string>} The styles of all given files, one after another. */
async function joinStyles(files) {
    const parts = await Promise.all(
        files.map(async (file) => {
            const source = await readFile(path.join(ROOT, file), "utf8");
            return `/* ${file} */\n${await plainStyle(file, source)}`;
        }),
    );
    return parts.join("\n");
}

/**
 * The styles are nested CSS. Odoo would hand them to its SCSS compiler, which is older than half
 * of what they use, and one mistake takes away the style of the whole backend: it gets finished
 * CSS instead.
 *
 * @returns {Promise<string>} CSS for all browsers in `BROWSERS`.
 */
async function plainStyle(file, source) {
    const { code, warnings } = await esbuild.transform(source, {
        loader: "css",
        sourcefile: file,
        target: BROWSERS,
        charset: "utf8",
        logLevel: "silent",
    });
    if (warnings.length) {
        const lines = await esbuild.formatMessages(warnings, { kind: "error" });
        throw new BuildError(lines.join("\n"));
    }
    return code;
}

/**
 * Odoo rewrites imports and exports by regular expressions over lines, without knowing comments
 * and strings. Anything it could misread is refused here, where the cause is easy to see.
 */
function checkModule(entry, code) {
    const rest = code.replace(
        /^import (?:\{[\s\w$,]+\} from )?"@(?:odoo\/owl|web\/[^"]+|bus\/[^"]+)";$/gm,
        "",
    );
    const hazards = [
        [/^\s*(?:import|export)\b.*$/m, "a line that starts like an import or export"],
        [/\bimport\s*\(.*$/m, "a dynamic import, which Odoo's bundles cannot resolve"],
        [/\brequire\s*\(.*$/m, "a call of require, which Odoo takes for a dependency"],
        [/@odoo-module/, "the mark @odoo-module"],
    ];
    for (const [pattern, what] of hazards) {
        const hit = pattern.exec(rest);
        if (hit) {
            throw new BuildError(`${entry}.js contains ${what}:\n    ${hit[0].trim()}`);
        }
    }
}

/** @returns {string} The map with sources named from the top of the repository. */
function readableMap(json, file) {
    const map = JSON.parse(json);
    map.sources = map.sources.map((source) =>
        source.startsWith("global:")
            ? source
            : path.relative(ROOT, path.resolve(path.dirname(file), source)),
    );
    return JSON.stringify(map);
}

/**
 * @param {esbuild.BuildResult} result
 * @returns {Promise<Map<string, string>>} Every file to be written, by its path under OUTPUT.
 */
async function outputFiles(result) {
    const outputs = new Map();
    for (const { path: file, text } of result.outputFiles) {
        const name = path.relative(OUTPUT, file);
        outputs.set(name, name.endsWith(".map") ? readableMap(text, file) : text);
    }
    checkOnTop(result.metafile);
    const shared = sharedTemplates(result.metafile);
    outputs.set(SHARED_TEMPLATES, await joinTemplates(shared));
    for (const entry of ENTRIES) {
        const isStandalone = STANDALONE.includes(entry);
        const files = filesOf(result.metafile, entry);
        const elsewhere = SHARING.includes(entry) ? shared : [];
        const templates = isStandalone
            ? []
            : files.filter((file) => file.endsWith(".xml") && !elsewhere.includes(file));
        const styles = files.filter((file) => file.endsWith(".scss"));
        if (!isStandalone) {
            checkModule(entry, outputs.get(`${entry}/${entry}.js`));
        }
        if (templates.length) {
            outputs.set(`${entry}/${entry}.xml`, await joinTemplates(templates));
        }
        if (styles.length) {
            outputs.set(`${entry}/${entry}.css`, await joinStyles(styles));
        }
    }
    return outputs;
}

/** Writes what changed and removes what is no longer built, so that Odoo reloads only that. */
async function writeOutputs(outputs) {
    await mkdir(OUTPUT, { recursive: true });
    for (const found of await readdir(OUTPUT, { recursive: true, withFileTypes: true })) {
        const file = path.join(found.parentPath, found.name);
        if (found.isFile() && !outputs.has(path.relative(OUTPUT, file))) {
            await rm(file);
        }
    }
    for (const folder of await readdir(OUTPUT)) {
        if (!ENTRIES.includes(folder)) {
            await rm(path.join(OUTPUT, folder), { recursive: true });
        }
    }
    for (const [name, text] of outputs) {
        const file = path.join(OUTPUT, name);
        const before = await readFile(file, "utf8").catch(() => null);
        if (before !== text) {
            await mkdir(path.dirname(file), { recursive: true });
            await writeFile(file, text);
        }
    }
}

/** @returns {Promise<Record<string, number>>} Bytes after minification and gzip, by kind of file. */
async function weigh(outputs, entry) {
    const text = (extension) => outputs.get(`${entry}/${entry}.${extension}`) ?? "";
    // White space only, as Odoo does.
    const minify = async (extension, loader) =>
        (await esbuild.transform(text(extension), { loader, minifyWhitespace: true })).code;
    const shared = SHARING.includes(entry) ? (outputs.get(SHARED_TEMPLATES) ?? "") : "";
    const xml = (text("xml") + shared).replace(/<!--.*?-->|<\?.*?\?>|<\/?templates\b[^>]*>/gs, "");
    const bytes = (code) => (code.trim() ? gzipSync(code, { level: 6 }).length : 0);
    return {
        js: bytes(await minify("js", "js")),
        xml: bytes(xml),
        css: bytes(await minify("css", "css")),
    };
}

/** Prints what each entry weighs; fails if one is over its budget. */
async function checkBudgets(outputs) {
    const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(9);
    const tooHeavy = [];
    console.log("entry               js      xml      css    total   budget   (minified, gzip)");
    for (const entry of ENTRIES) {
        const { js, xml, css } = await weigh(outputs, entry);
        const total = js + xml + css;
        console.log(
            entry.padEnd(12) + [js, xml, css, total, BUDGETS[entry]].map(kilobytes).join(""),
        );
        if (total > BUDGETS[entry]) {
            tooHeavy.push(entry);
        }
    }
    if (tooHeavy.length) {
        throw new BuildError(`over budget: ${tooHeavy.join(", ")}`);
    }
}

/** What each entry weighs, and nothing else. */
async function weighOnly() {
    await checkBudgets(await outputFiles(await compile(ENTRIES)));
}

/** Everything that follows a successful compilation. */
async function finish(result, startedAt) {
    const outputs = await outputFiles(result);
    await writeOutputs(outputs);
    await checkBudgets(outputs);
    console.log(`built in ${((performance.now() - startedAt) / 1000).toFixed(2)} s`);
}

/** @returns {boolean} Whether the error was one that people can act upon, and has been told. */
function report(error) {
    if (error instanceof BuildError) {
        console.error(`build failed: ${error.message}`);
        return true;
    }
    // esbuild has already printed its own messages.
    return Array.isArray(error.errors);
}

/** Compiles again after each change; a mistake is told and the watch goes on. */
async function watch() {
    const groups = buildsOf(ENTRIES);
    const latest = new Map();
    for (const [index, settings] of groups.entries()) {
        let startedAt = performance.now();
        const finishEach = {
            name: "finish",
            setup(build) {
                build.onStart(() => {
                    startedAt = performance.now();
                });
                build.onEnd(async (result) => {
                    if (result.errors.length) {
                        latest.delete(index);
                        return;
                    }
                    latest.set(index, result);
                    if (latest.size === groups.length) {
                        await finishOrTell(together([...latest.values()]), startedAt);
                    }
                });
            },
        };
        const plugins = [...settings.plugins, finishEach];
        const context = await esbuild.context({ ...settings, plugins });
        await context.watch();
    }
}

async function finishOrTell(result, startedAt) {
    try {
        await finish(result, startedAt);
    } catch (error) {
        if (!report(error)) {
            throw error;
        }
    }
}

async function main() {
    if (process.argv.includes("--watch")) {
        await watch();
        return;
    }
    const startedAt = performance.now();
    try {
        if (process.argv.includes("--weigh")) {
            await weighOnly();
        } else {
            await finish(await compile(ENTRIES), startedAt);
        }
    } catch (error) {
        if (!report(error)) {
            throw error;
        }
        process.exitCode = 1;
    }
}

await main();
