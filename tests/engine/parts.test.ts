import { retryDelay } from "../../ts_src/engine/backoff";
import { ChatStore } from "../../ts_src/engine/chat_store";
import { SingleFlight } from "../../ts_src/engine/single_flight";
import { self } from "../helpers/builders";
import { unreachable } from "../helpers/fake_network";

QUnit.module("engine/backoff", () => {
    QUnit.test("between one second and half a minute, doubling, spread", (assert) => {
        const delays = (random: number) =>
            [1, 2, 3, 4, 5, 6, 50].map((attempt) => retryDelay(attempt, random, unreachable()));
        assert.deepEqual(delays(0), [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
        assert.deepEqual(delays(1), [1000, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    });

    QUnit.test("never less than the server asked for", (assert) => {
        assert.strictEqual(retryDelay(1, 0.5, unreachable(90)), 90_000);
        assert.strictEqual(retryDelay(9, 0, unreachable(1)), 30_000);
    });
});

QUnit.module("engine/single_flight", () => {
    QUnit.test("shares what is going on, and starts anew after it", async (assert) => {
        const flights = new SingleFlight();
        let runs = 0;
        const run = () => Promise.resolve((runs += 1));
        assert.deepEqual(
            await Promise.all([flights.share("a", run), flights.share("a", run)]),
            [1, 1],
        );
        assert.strictEqual(await flights.share("a", run), 2);
        assert.strictEqual(await flights.share("b", run), 3);
    });

    QUnit.test("a failure is shared and forgotten", async (assert) => {
        const flights = new SingleFlight();
        const failing = () => Promise.reject(new Error("no"));
        const both = [flights.share("a", failing), flights.share("a", failing)];
        const outcomes = await Promise.allSettled(both);
        assert.deepEqual(
            outcomes.map(({ status }) => status),
            ["rejected", "rejected"],
        );
        assert.strictEqual(await flights.share("a", () => Promise.resolve("fine")), "fine");
    });
});

QUnit.module("engine/chat_store", () => {
    QUnit.test("writes through the wrapper it was given, until it is closed", (assert) => {
        const written: PropertyKey[] = [];
        const observe = <T extends object>(target: T): T =>
            new Proxy(target, {
                set(object, key, value) {
                    written.push(key);
                    return Reflect.set(object, key, value);
                },
            });
        const store = new ChatStore(self, observe);
        store.dispatch({ kind: "connectionChanged", status: "online" });
        assert.deepEqual(written, ["connection", "count"]);
        assert.strictEqual(store.state.connection, "online");
        store.close();
        store.dispatch({ kind: "connectionChanged", status: "offline" });
        assert.strictEqual(store.state.connection, "online");
    });
});
