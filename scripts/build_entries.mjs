/** How each entry of `ts_src/entries/` is compiled; `build.mjs` makes files of the results. */
import * as esbuild from "esbuild";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const OUTPUT = path.join(ROOT, "addon/seitech_elearning/static/src");

/** Scripts for pages without Odoo: nothing is left to it, templates and OWL are inside. */
export const STANDALONE = ["embed", "embed_loader", "push_worker"];

/** Modules that Odoo has already loaded; everything else is bundled. */
const EXTERNAL = ["@odoo/owl", "@web/*", "@bus/*"];

/** A mistake in the sources, told without a stack trace. */
export class BuildError extends Error {}

const TEMPLATES =
    /^\s*(?:<\?xml[^>]*\?>)?\s*<templates(?:\s+xml:space="preserve")?>(.*)<\/templates>\s*$/s;

/** White space with a line break between tags and attributes means nothing to OWL. */
function withoutIndent(xml) {
    return xml
        .replace(/<!--.*?-->/gs, "")
        .replace(/>\s*\n\s*</g, "><")
        .replace(/\n\s+/g, " ");
}

/** @returns {Promise<string>} The templates of a file, without its root. */
export async function templatesOf(file) {
    const templates = TEMPLATES.exec(await readFile(path.join(ROOT, file), "utf8"));
    if (!templates) {
        throw new BuildError(`${file}: expected one root, <templates xml:space="preserve">`);
    }
    return withoutIndent(templates[1]);
}

/** Odoo loads luxon as a global, not as a module. */
const luxonGlobal = {
    name: "luxon-global",
    setup(build) {
        build.onResolve({ filter: /^luxon$/ }, () => ({ path: "luxon", namespace: "global" }));
        build.onLoad({ filter: /.*/, namespace: "global" }, () => ({
            contents: "export const { DateTime } = globalThis.luxon;",
        }));
    },
};

/** Names that mean something of nobody's making are given to nothing else when names are shortened. */
const RESERVED = "\nvoid [typeof _t, typeof _lt];\n";

/**
 * Odoo finds the sentences to translate by looking for calls of `_t` in what is built. As a member
 * the name outlives the shortening of names.
 */
const translatableCalls = {
    name: "translatable-calls",
    setup(build) {
        build.onLoad(
            { filter: /[\\/]ts_src[\\/](ui|entries)[\\/].*\.ts$/ },
            async ({ path: file }) => {
                const source = await readFile(file, "utf8");
                const contents = file.endsWith("translation.ts")
                    ? `${source}\nexport const translation = { _t };\n`
                    : source
                          .replace(/^(import .*)\b_t\b(.*translation";)$/m, "$1translation$2")
                          .replace(/(?<![\w$.])_t\(/g, "translation._t(");
                const reserved = /[\\/]entries[\\/]/.test(file) ? RESERVED : "";
                return { contents: contents + reserved, loader: "ts" };
            },
        );
    },
};

/** Where no Odoo hands the templates to OWL, the script does. */
const templatesInside = {
    name: "templates-inside",
    setup(build) {
        const list = path.join(ROOT, "ts_src/ui/visit/embed/standalone_templates.ts");
        build.onLoad({ filter: /\.xml$/ }, async ({ path: file }) => {
            const templates = await templatesOf(path.relative(ROOT, file));
            const text = JSON.stringify(`<templates>${templates}</templates>`);
            return {
                contents: `import { standaloneTemplates } from ${JSON.stringify(list)};\nstandaloneTemplates.push(${text});`,
                resolveDir: ROOT,
            };
        });
    },
};

/** @returns {esbuild.BuildOptions} What all entries have in common. */
function commonOptions(entries) {
    return {
        absWorkingDir: ROOT,
        entryPoints: entries.map((entry) => ({
            in: `ts_src/entries/${entry}.ts`,
            out: `${entry}/${entry}`,
        })),
        outdir: OUTPUT,
        bundle: true,
        write: false,
        metafile: true,
        target: "es2022",
        charset: "utf8",
        sourcemap: "external",
        logLevel: "warning",
    };
}

/** @returns {esbuild.BuildOptions} For the bundles of Odoo. */
function odooOptions(entries) {
    return {
        ...commonOptions(entries.filter((entry) => !STANDALONE.includes(entry))),
        format: "esm",
        external: EXTERNAL,
        // Odoo takes away white space and nothing else. Lines stay: it reads imports line by line.
        minifySyntax: true,
        minifyIdentifiers: true,
        // Templates and styles are imported by the component they belong to, for the import graph
        // alone: Odoo gets them as files of their own.
        loader: { ".xml": "empty", ".scss": "empty" },
        plugins: [luxonGlobal, translatableCalls],
    };
}

/** @returns {esbuild.BuildOptions} For pages without Odoo: each a script by itself. */
function standaloneOptions() {
    return {
        ...commonOptions(STANDALONE),
        format: "iife",
        minify: true,
        loader: { ".scss": "empty" },
        plugins: [templatesInside, translatableCalls],
    };
}

/** @returns {esbuild.BuildOptions[]} The builds that all entries together need. */
export function buildsOf(entries) {
    return [odooOptions(entries), standaloneOptions()];
}

/** @returns {esbuild.BuildResult} What several builds have made, as if it were one. */
export function together(results) {
    return {
        outputFiles: results.flatMap((result) => result.outputFiles),
        metafile: { inputs: Object.assign({}, ...results.map(({ metafile }) => metafile.inputs)) },
    };
}

/** @returns {Promise<esbuild.BuildResult>} */
export async function compile(entries) {
    return together(await Promise.all(buildsOf(entries).map((each) => esbuild.build(each))));
}
