import { HttpApi } from "../../ts_src/odoo/http_api";
import { apiCalls } from "../helpers/api_calls";
import { json, TestServer } from "../helpers/api_server";
import { wireFixture } from "../helpers/wire_fixtures";

QUnit.module("odoo/http_api asks", (hooks) => {
    let server: TestServer;
    let api: HttpApi;

    hooks.beforeEach(async () => {
        server = new TestServer();
        api = new HttpApi({ baseUrl: await server.start() });
    });
    hooks.afterEach(() => server.stop());

    QUnit.test("every route of the port is here", (assert) => {
        // Uploads need a browser; the clock is no request.
        const others = ["onServerTime", "upload"];
        const methods = methodsOf(HttpApi.prototype);
        const called = apiCalls.map(([, call]) => /\bit\.(\w+)/.exec(String(call))?.[1]);
        assert.deepEqual(
            methods.filter((name) => !called.includes(name)),
            others,
        );
    });

    for (const [name, call, fixture, route, body] of apiCalls) {
        QUnit.test(name, async (assert) => {
            server.answer = json(wireFixture(fixture));
            await call(api);
            assert.deepEqual(server.requests, [
                {
                    method: "POST",
                    url: `/api/chat/${route}`,
                    type: "application/json",
                    body,
                },
            ]);
        });
    }
});

/** Its own and those of all parts it is made of. */
function methodsOf(part: object): string[] {
    const base: unknown = Object.getPrototypeOf(part);
    const own = Object.getOwnPropertyNames(part).filter((name) => name !== "constructor");
    return base === Object.prototype ? [] : [...own, ...methodsOf(base as object)];
}
