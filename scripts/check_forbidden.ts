/** What no linter here knows to forbid: check_forbidden.ts lists each place and the reason. */
import { readFileSync } from "node:fs";

import { sourceFiles } from "./source_files";

interface Rule {
    readonly reason: string;
    readonly files: RegExp;
    readonly pattern: RegExp;
    /** Files in which the pattern is meant, such as this one. */
    readonly except?: RegExp;
}

const SELF = /^scripts\/check_forbidden\.ts$/;
const TEXT = /\.(ts|mjs|js|py|xml|scss|css|json|sh|md|toml|csv|html)$/;

const RULES: readonly Rule[] = [
    {
        reason: "the compiler is not to be silenced",
        files: /\.(ts|mjs)$/,
        pattern: /@ts-(ignore|expect-error|nocheck)\b/,
    },
    {
        reason: "a linter rule is changed for all or for none",
        files: /\.(ts|mjs)$/,
        pattern: /\b(oxlint|eslint)-disable\b/,
    },
    { reason: "prettier formats everything", files: TEXT, pattern: /prettier-ignore/ },
    {
        reason: "people's consoles stay clean",
        files: /^ts_src\//,
        pattern: /\bconsole\.(log|debug|info)\b/,
    },
    {
        reason: "unfinished work goes into an issue",
        files: TEXT,
        pattern: /\b(TODO|FIXME|XXX|HACK)\b/,
        // Ruff's name for its own such rule.
        except: /^ruff\.toml$/,
    },
    {
        reason: "a path of one machine",
        files: TEXT,
        pattern: /(?<![\w.}])\/(home|Users|work|root)\/[A-Za-z]/,
    },
    {
        reason: "a broad except hides errors and commits half a transaction",
        files: /\.py$/,
        pattern: /^\s*except(\s+(Base)?Exception\b.*)?:/,
    },
];

/** Every `.sudo()` says which rights it takes and why: `# sudo: <model> – why`. */
function unexplainedSudo(file: string, lines: readonly string[]): string[] {
    if (!file.endsWith(".py")) {
        return [];
    }
    return lines.flatMap((line, index) => {
        const explained = /# sudo: \S/.test(`${lines[index - 1] ?? ""}\n${line}`);
        return /\.sudo\(/.test(line) && !explained
            ? [`${file}:${index + 1}: sudo without "# sudo: <model> – why" here or one line above`]
            : [];
    });
}

function broken(file: string, lines: readonly string[]): string[] {
    const rules = RULES.filter((rule) => rule.files.test(file) && !rule.except?.test(file));
    return lines.flatMap((line, index) =>
        rules
            .filter((rule) => rule.pattern.test(line))
            .map((rule) => `${file}:${index + 1}: ${rule.reason}: ${line.trim().slice(0, 100)}`),
    );
}

const problems = sourceFiles()
    .filter((file) => TEXT.test(file) && !SELF.test(file) && file !== "package-lock.json")
    .flatMap((file) => {
        const lines = readFileSync(file, "utf8").split("\n");
        return [...broken(file, lines), ...unexplainedSudo(file, lines)];
    });
problems.forEach((problem) => process.stdout.write(`${problem}\n`));
process.exitCode = problems.length > 0 ? 1 : 0;
