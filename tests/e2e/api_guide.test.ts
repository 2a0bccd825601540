/** The examples of the API guide, as they stand there. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { ODOO_DB, ODOO_URL, OdooSession } from "../helpers/odoo_session";

const run = promisify(execFile);
const EXAMPLES = fileURLToPath(
    new URL("../../addon/seitech_elearning/doc/api/examples.sh", import.meta.url),
);
const LOGIN = "instructor";

QUnit.module("e2e > api guide", () => {
    QUnit.test("each example gets the answer that the guide promises", async (assert) => {
        const environment = {
            ODOO: ODOO_URL,
            DB: ODOO_DB,
            LOGIN,
            PASSWORD: LOGIN,
            KEY: await makeApiKey(),
            COLLEAGUE: "Sam Student",
        };
        const { stdout, stderr } = await run("bash", ["-x", EXAMPLES], {
            env: { ...process.env, ...environment },
        }).catch((error: unknown) => error as { stdout: string; stderr: string });
        // With -x, so that a failure says at which example.
        assert.true(/\/api\/chat\/support\/close/.test(stderr), stderr.slice(-600));
        // One answer after the other, without anything between them.
        const answers = stdout
            .replaceAll(/\}\s*\{"success"/g, '}\n{"success"')
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as Answer);
        const refused = answers.filter(({ success }) => !success);
        assert.strictEqual(answers.length, 19, "one of each example that shows its answer");
        assert.deepEqual(
            refused.map(({ code, fields }) => [code, Object.keys(fields ?? {})]),
            [["invalid_type", ["channel_id"]]],
            "only the one that shows a refusal is refused",
        );
    });
});

interface Answer {
    readonly success: boolean;
    readonly code?: string;
    readonly fields?: Record<string, string>;
}

/** As a person makes one under Account Security, password included. */
async function makeApiKey(): Promise<string> {
    const person = await OdooSession.signIn(LOGIN);
    const wizard = "res.users.apikeys.description";
    const ids = await person.callKwOk(wizard, "create", [{ name: "Guide", duration: "1" }]);
    const asked = (await person.callKwOk(wizard, "make_key", [[ids].flat()])) as {
        res_id: number;
    };
    const shown = await person.callKwOk("res.users.identitycheck", "run_check", [[asked.res_id]], {
        context: { password: LOGIN },
    });
    return (shown as { context: { default_key: string } }).context.default_key;
}
