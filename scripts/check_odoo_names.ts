/**
 * Holds our declarations of Odoo's JavaScript (ts_src/odoo/@types) against the installed Odoo:
 * each declared module is a file, each exported name is exported there, each member of an exported
 * name occurs there. ODOO_ADDONS holds the folders with Odoo's addons, separated by colons.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Declaration {
    readonly module: string;
    readonly name: string;
    /** `null` for the exported name itself. */
    readonly member: string | null;
    readonly place: string;
}

const TYPES = "ts_src/odoo/@types";
const addonFolders = (process.env["ODOO_ADDONS"] ?? "").split(":").filter(Boolean);

// Prettier formats these files, so that indentation says what belongs to what.
const MODULE = /^declare module "(@[^"]+)" \{$/;
const EXPORTED = /^ {4}export (?:declare )?(?:abstract )?(?:const|let|function|class) (\w+)/;
const CLASS = /^ {4}class (\w+)/;
const OTHER = /^ {4}(?:export )?(?:interface|type|enum|import) /;
const MEMBER = /^ {8}(?:(?:readonly|static|abstract|get|set|async) )*(\w+)\??[(<:]/;

interface Scope {
    readonly module: string | undefined;
    readonly owner: string | undefined;
}

/** What a line opens or closes: a module's block, and in it the name whose members follow. */
function nextScope(line: string, { module, owner }: Scope): Scope {
    const opened = MODULE.exec(line)?.[1];
    if (opened !== undefined || line === "}") {
        return { module: opened, owner: undefined };
    }
    if (OTHER.test(line)) {
        // An interface may describe what others pass in, not what Odoo has.
        return { module, owner: undefined };
    }
    return { module, owner: EXPORTED.exec(line)?.[1] ?? CLASS.exec(line)?.[1] ?? owner };
}

/** @returns what one declaration file says exists in Odoo. */
function readDeclarations(file: string): Declaration[] {
    const declared: Declaration[] = [];
    let scope: Scope = { module: undefined, owner: undefined };
    for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
        scope = nextScope(line, scope);
        const { module, owner } = scope;
        const member = MEMBER.exec(line)?.[1] ?? null;
        const isNamed = EXPORTED.test(line) || (member !== null && member !== "constructor");
        if (module !== undefined && owner !== undefined && isNamed) {
            declared.push({ module, name: owner, member, place: `${file}:${index + 1}` });
        }
    }
    return declared;
}

/** `@web/core/user` → `web/static/src/core/user.js` in one of the addons folders. */
function sourceOf(module: string): string | undefined {
    const [addon, ...path] = module.slice(1).split("/");
    const relative = join(addon ?? "", "static/src", `${path.join("/")}.js`);
    return addonFolders.map((folder) => join(folder, relative)).find(existsSync);
}

function isExported(source: string, name: string): boolean {
    const declared = new RegExp(
        `export\\s+(?:default\\s+)?(?:async\\s+)?(?:const|let|var|class|function\\*?)\\s+${name}\\b`,
    );
    const listed = new RegExp(`export\\s*\\{[^}]*\\b${name}\\b[^}]*\\}`);
    return declared.test(source) || listed.test(source);
}

function problemWith({ module, name, member, place }: Declaration): string | null {
    const file = sourceOf(module);
    if (!file) {
        return `${place}: the installed Odoo has no module ${module}`;
    }
    const source = readFileSync(file, "utf8");
    if (member === null) {
        return isExported(source, name) ? null : `${place}: ${module} exports no ${name}`;
    }
    return new RegExp(`\\b${member}\\b`).test(source)
        ? null
        : `${place}: ${module} knows no ${member} (of ${name})`;
}

const files = readdirSync(TYPES).filter((name) => name.endsWith(".d.ts"));
const declarations = files.flatMap((name) => readDeclarations(join(TYPES, name)));
const ours = declarations.filter(({ module }) => module !== "@odoo/owl");
const problems = ours.map(problemWith).filter((problem) => problem !== null);
problems.forEach((problem) => process.stdout.write(`${problem}\n`));
process.stdout.write(`${ours.length} declared names looked up\n`);
process.exitCode = problems.length > 0 || ours.length === 0 ? 1 : 0;
