import * as fc from "fast-check";

import { Simulation, type SimulationSize } from "../helpers/simulation";

QUnit.module("engine/simulation", () => {
    const simulate = (size: SimulationSize, runs: number) =>
        fc.assert(
            fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000_000 }), async (seed) => {
                const simulation = new Simulation(seed, size);
                await simulation.run();
                await simulation.check();
            }),
            { numRuns: runs, endOnFailure: true, includeErrorInReport: true },
        );

    QUnit.test("40 long runs: all clients end with what the server has", async (assert) => {
        assert.expect(0);
        await simulate({ turns: 40, tabs: 4, history: 60, compared: "all", listPageSize: 50 }, 40);
    });

    QUnit.test("300 runs with a list in pages of one", async (assert) => {
        assert.expect(0);
        await simulate({ turns: 12, tabs: 3, history: 10, compared: "all", listPageSize: 1 }, 300);
    });

    // In parts, so that a slow machine does not take one of them for stuck.
    for (let part = 1; part <= 10; part += 1) {
        QUnit.test(`10,000 short runs, part ${part} of 10`, async (assert) => {
            assert.expect(0);
            await simulate(
                { turns: 4, tabs: 2, history: 4, compared: "one", listPageSize: 50 },
                1_000,
            );
        });
    }
});
