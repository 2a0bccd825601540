/** The chapters of the API guide that are made from OpenAPI: routes by subject, and records. */

export interface Schema {
    readonly $ref?: string;
    readonly type?: string | readonly string[];
    readonly const?: unknown;
    readonly enum?: readonly unknown[];
    readonly format?: string;
    readonly contentMediaType?: string;
    readonly default?: unknown;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly maxLength?: number;
    readonly description?: string;
    readonly oneOf?: readonly Schema[];
    readonly items?: Schema;
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
    readonly additionalProperties?: boolean | Schema;
}

interface Parameter {
    readonly name: string;
    readonly required: boolean;
    readonly schema: Schema;
}

interface Content {
    readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Operation {
    readonly operationId: string;
    readonly tags: readonly string[];
    readonly summary: string;
    readonly description?: string;
    readonly parameters?: readonly Parameter[];
    readonly requestBody?: Content;
    readonly responses: Readonly<Record<string, Content>>;
}

export interface Document {
    readonly info: { readonly description: string };
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What a reader needs first; other subjects follow in the document's order. */
const FIRST_SUBJECTS = ["Channels and messages", "Messages", "Files"];

/** @returns The type of a value in words; records link to their tables. */
function typeOf(schema: Schema): string {
    if (schema.$ref) {
        const name = schema.$ref.replace(/.*\//, "");
        return `[${name}](#${name.toLowerCase()})`;
    }
    if (schema.oneOf) {
        return schema.oneOf.map(typeOf).join(" or ");
    }
    if (schema.enum) {
        return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
    }
    if (schema.items) {
        return `list of ${typeOf(schema.items)}`;
    }
    if (schema.contentMediaType) {
        return "file";
    }
    if (typeof schema.additionalProperties === "object") {
        return `object of ${typeOf(schema.additionalProperties)}`;
    }
    return [schema.type ?? "anything"].flat().join(" or ");
}

/** @returns What else is to be known of a value. */
function notesOn({ format, minimum, maximum, maxLength, ...schema }: Schema): string {
    const notes = [
        format && `format ${format}`,
        minimum !== undefined && `from ${minimum}`,
        maximum !== undefined && `up to ${maximum}`,
        maxLength !== undefined && `at most ${maxLength} characters`,
        schema.default !== undefined && `\`${JSON.stringify(schema.default)}\` if not given`,
        schema.description,
    ];
    return notes.filter(Boolean).join("; ").replaceAll("\n", " ").replaceAll("|", "\\|");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const lines = [head, head.map(() => "---"), ...rows];
    return `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function fieldsOf({ parameters = [], requestBody }: Operation): Parameter[] {
    const bodies = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
        Object.entries(schema.properties ?? {}).map(([name, field]) => ({
            name,
            required: schema.required?.includes(name) ?? false,
            schema: field,
        })),
    );
    return [...parameters, ...bodies];
}

function describeAnswer({ responses }: Operation): string {
    const { schema } = Object.values(responses["200"]?.content ?? {})[0] ?? {};
    const fields = Object.entries(schema?.properties ?? {})
        .filter(([name]) => name !== "success")
        .map(([name, field]) => `\`${name}\` (${typeOf(field)})`);
    const refusals = Object.keys(responses).filter((code) => code !== "200" && code !== "default");
    const answer = fields.length > 0 ? `Answers ${fields.join(", ")}. ` : "";
    return `${answer}Refuses with ${refusals.join(", ")}.\n`;
}

function describeRoute(
    path: string,
    method: string,
    operation: Operation,
    example: string,
): string {
    const rows = fieldsOf(operation).map(({ name, required, schema }) => [
        required ? `**\`${name}\`**` : `\`${name}\``,
        typeOf(schema),
        notesOn(schema),
    ]);
    return [
        `### ${method.toUpperCase()} ${path}\n`,
        `${operation.summary}${operation.description ? ` ${operation.description}` : ""}\n`,
        ...(rows.length > 0 ? [table(["Field", "Type", ""], rows)] : ["Takes nothing.\n"]),
        describeAnswer(operation),
        ...(example ? [example] : []),
    ].join("\n");
}

/**
 * @param example Gives the commands to be shown with an operation, or nothing.
 * @returns A chapter for each subject.
 */
export function describeRoutes(document: Document, example: (name: string) => string): string {
    const chapters = new Map(FIRST_SUBJECTS.map((subject): [string, string[]] => [subject, []]));
    for (const [path, methods] of Object.entries(document.paths)) {
        for (const [method, operation] of Object.entries(methods)) {
            const [subject = ""] = operation.tags;
            const text = describeRoute(path, method, operation, example(operation.operationId));
            chapters.set(subject, [...(chapters.get(subject) ?? []), text]);
        }
    }
    const texts = [...chapters].map(([subject, routes]) => `## ${subject}\n\n${routes.join("\n")}`);
    return `\n${texts.join("\n")}`;
}

/** @returns The chapter of the records that answers are made of. */
export function describeSchemas({ components }: Document): string {
    const texts = Object.entries(components.schemas).map(([name, schema]) => {
        const rows = Object.entries(schema.properties ?? {}).map(([field, value]) => [
            `\`${field}\``,
            typeOf(value),
            notesOn(value),
        ]);
        const said = [schema.properties ? "" : `${typeOf(schema)}.`, notesOn(schema)];
        const words = said.filter(Boolean).join(" ");
        const fields = rows.length > 0 ? `\n\n${table(["Field", "Type", ""], rows)}` : "\n";
        return `### ${name}\n\n${words}${fields}`.replace("\n\n\n", "\n");
    });
    return `## Records\n\nRequired fields are **bold** above; records have all their fields.\n\n${texts.join("\n")}`;
}
