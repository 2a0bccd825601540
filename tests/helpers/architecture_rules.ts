import { posix } from "node:path";

/** Source text by path, relative to `ts_src`, with forward slashes. */
export type SourceTree = ReadonlyMap<string, string>;

interface Layer {
    /** Other layers, or single files of them, that files of this one may import. */
    readonly layers: readonly string[];
    /** Modules from outside; `*` stands for anything. */
    readonly modules: readonly string[];
}

/** Who may import what: the picture in `ts_src/README.md` as data. */
const layers: Readonly<Record<string, Layer>> = {
    model: { layers: [], modules: [] },
    engine: { layers: ["model"], modules: [] },
    odoo: {
        layers: [
            "model",
            "engine/ports",
            "engine/desk/desk_ports",
            "engine/learning/hours/hours_ports",
            "engine/learning/lessons/lesson_ports",
            "engine/visit/visit_ports",
            "engine/visit/ports",
            "engine/learning/teaching/teaching_ports",
            "engine/learning/safety/safety_ports",
        ],
        modules: ["@web/*", "@bus/*", "luxon"],
    },
    // luxon only formats here; that Odoo has it as a global is the build's knowledge.
    ui: { layers: ["model", "engine"], modules: ["@odoo/owl", "luxon"] },
    entries: {
        layers: ["model", "engine", "odoo", "ui"],
        modules: ["@odoo/owl", "@web/*", "@bus/*"],
    },
};
/** Descriptions of Odoo's modules: they name OWL's types, and nothing of them runs. */
const declarations = "odoo/@types/";

const importPattern =
    /(?:^|[;\s}])(?:import|export)\s*(?:type\s+)?(?:[\w*\s{},$]+?\s*from\s*)?["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']/g;

/** @returns What a module imports, as written. */
export function importsOf(source: string): string[] {
    const code = withoutComments(source);
    return [...code.matchAll(importPattern)].flatMap(([, plain, lazy]) => plain ?? lazy ?? []);
}

/** @returns One sentence for everything in a tree that the architecture does not allow. */
export function violations(tree: SourceTree): string[] {
    return [
        ...[...tree.keys()].flatMap(nameViolations),
        ...[...tree].flatMap(([file, source]) => importViolations(tree, file, source)),
        ...[...tree].flatMap(([file, source]) => exportViolations(file, source)),
        ...cycles(tree),
    ];
}

function nameViolations(file: string): string[] {
    const parts = file.split("/");
    const name = parts.pop() ?? "";
    const wrong = [
        ...parts.filter((folder) => !/^(@types|[a-z][a-z0-9_]*)$/.test(folder)),
        ...(/^[a-z][a-z0-9_]*(\.d)?\.(ts|xml|scss)$/.test(name) ? [] : [name]),
    ];
    const isKnown = parts[0] !== undefined && parts[0] in layers;
    return [
        ...wrong.map((part) => `${file}: "${part}" is not snake_case`),
        ...(isKnown ? [] : [`${file}: is in no layer`]),
    ];
}

function importViolations(tree: SourceTree, file: string, source: string): string[] {
    return importsOf(source)
        .filter((specifier) => !isAllowed(tree, file, specifier))
        .map((specifier) => `${file}: must not import ${specifier}`);
}

function isAllowed(tree: SourceTree, file: string, specifier: string): boolean {
    const own = layerOf(file);
    const layer = layers[own];
    if (!layer) {
        return false;
    }
    if (!specifier.startsWith(".")) {
        const isType = file.startsWith(declarations) && specifier === "@odoo/owl";
        return isType || layer.modules.some((pattern) => matches(pattern, specifier));
    }
    const target = resolveImport(tree, file, specifier);
    if (target === null) {
        return false;
    }
    const isOwn = layerOf(target) === own && own !== "entries";
    return isOwn || layer.layers.some((name) => isPartOf(target, name));
}

function matches(pattern: string, specifier: string): boolean {
    return pattern.endsWith("*")
        ? specifier.startsWith(pattern.slice(0, -1))
        : specifier === pattern;
}

function isPartOf(file: string, name: string): boolean {
    return file.startsWith(`${name}/`) || file === `${name}.ts`;
}

function layerOf(file: string): string {
    return file.split("/")[0] ?? "";
}

/** @returns The file of the tree that is meant; null if it is none of them. */
function resolveImport(tree: SourceTree, file: string, specifier: string): string | null {
    const path = posix.join(posix.dirname(file), specifier);
    return [path, `${path}.ts`].find((candidate) => tree.has(candidate)) ?? null;
}

function exportViolations(file: string, source: string): string[] {
    const code = withoutComments(source);
    const isDefault = /\bexport\s+default\b|\bas\s+default\b/.test(code);
    const isBarrel =
        /\bexport\s+(type\s+)?(\*|\{[^}]*\})[^;]*?\bfrom\b/.test(code) ||
        posix.basename(file) === "index.ts";
    return [
        ...(isDefault ? [`${file}: has a default export`] : []),
        ...(isBarrel ? [`${file}: is a barrel`] : []),
    ];
}

/** @returns Each circle of imports once, types included: who needs whom must have a beginning. */
function cycles(tree: SourceTree): string[] {
    const found: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
        const start = path.indexOf(file);
        if (start >= 0) {
            found.push(`import cycle: ${[...path.slice(start), file].join(" → ")}`);
            return;
        }
        if (done.has(file)) {
            return;
        }
        for (const specifier of importsOf(tree.get(file) ?? "")) {
            const target = specifier.startsWith(".") ? resolveImport(tree, file, specifier) : null;
            if (target !== null) {
                visit(target, [...path, file]);
            }
        }
        done.add(file);
    };
    [...tree.keys()].forEach((file) => visit(file, []));
    return found;
}

function withoutComments(source: string): string {
    return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
