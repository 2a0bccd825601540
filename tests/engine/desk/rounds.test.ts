import { channelId } from "../../helpers/builders";
import { abel, ada } from "../../model/desk/fake_desk_server";
import { DeskWorld } from "./desk_fixture";

const six = channelId(6);
const seven = channelId(7);
/** With the steady random number of the tests: exactly once a minute. */
const minute = 60_000;

QUnit.module("engine/desk/rounds", (hooks) => {
    let world: DeskWorld;

    hooks.beforeEach(async () => {
        world = await new DeskWorld().start();
    });

    const server = () => world.around.server;
    const waiting = () => world.state.queues.waiting.channelIds;

    QUnit.test("once a minute, while somebody can see it", async (assert) => {
        world.isBusUp = false;
        server().ask(six);
        await world.around.clock.advance(minute - 1);
        assert.deepEqual(waiting(), []);
        await world.around.clock.advance(1);
        assert.deepEqual(waiting(), [six]);
        assert.deepEqual(world.asked, ["fetchQueue"], "one request brings all counts");
        world.attention.visible = false;
        await world.around.clock.advance(5 * minute);
        assert.deepEqual(world.asked, ["fetchQueue"]);
    });

    QUnit.test("somebody comes back to the page: at once, if it is time", async (assert) => {
        world.attention.wake();
        await world.around.clock.advance(0);
        assert.deepEqual(world.asked, []);
        world.attention.visible = false;
        await world.around.clock.advance(minute);
        world.attention.visible = true;
        world.attention.wake();
        await world.around.clock.advance(0);
        assert.deepEqual(world.asked, ["fetchQueue"]);
    });

    QUnit.test("counts that do not fit have the other queues loaded again", async (assert) => {
        world.isBusUp = false;
        server().ask(six);
        server().claim(ada, six);
        await world.around.clock.advance(minute);
        assert.deepEqual(world.state.queues.mine.channelIds, [six]);
        assert.deepEqual(world.state.counts, { waiting: 0, mine: 1, assigned: 1 });
        assert.strictEqual(world.asked.length, 2);
    });

    QUnit.test("what has left unheard leaves, and does not come back late", async (assert) => {
        server().ask(six);
        const before = world.state.supports.get(six);
        world.isBusUp = false;
        server().claim(abel, six);
        await world.around.clock.advance(minute);
        assert.deepEqual(waiting(), []);
        world.isBusUp = true;
        if (before) {
            world.hear({ kind: "support", support: before });
        }
        assert.deepEqual(waiting(), []);
    });

    QUnit.test("connected again: everything that is on show", async (assert) => {
        await world.desk.actions.loadQueue("assigned");
        await world.desk.actions.openRequest(seven);
        world.isBusUp = false;
        server().ask(six);
        server().claim(abel, six);
        server().ask(seven);
        server().write(abel, seven, "1", null);
        world.asked.length = 0;
        world.reconnect();
        await world.around.clock.advance(0);
        assert.deepEqual(waiting(), [seven]);
        assert.deepEqual(world.state.queues.assigned.channelIds, [six]);
        assert.strictEqual(world.state.persons.get(seven)?.name, "Vera");
        assert.strictEqual(world.state.notes.get(seven)?.length, 1);
        assert.true(world.asked.includes("fetchSetup"));
    });

    QUnit.test("connected while a page is on its way: it is asked for again", async (assert) => {
        const open = world.hold("fetchQueue");
        const load = world.desk.actions.loadQueue("waiting");
        world.reconnect();
        await world.around.clock.advance(0);
        assert.strictEqual(world.asked.filter((name) => name === "fetchQueue").length, 1);
        open();
        await load;
        await world.around.clock.advance(0);
        // The page that was under way, the same again, and the agent's own.
        assert.strictEqual(world.asked.filter((name) => name === "fetchQueue").length, 3);
    });

    QUnit.test("nothing tells that a round has failed; the next one makes up", async (assert) => {
        world.isBusUp = false;
        server().ask(six);
        world.down.add("fetchQueue");
        await world.around.clock.advance(minute);
        assert.strictEqual(world.state.notice, null);
        world.down.clear();
        await world.around.clock.advance(minute);
        assert.deepEqual(waiting(), [six]);
    });

    QUnit.test("a server that was down at the start is asked again", async (assert) => {
        const late = new DeskWorld();
        ["fetchSetup", "fetchQueue"].forEach((name) => late.down.add(name));
        late.around.server.ask(six);
        await late.start();
        assert.strictEqual(late.state.setup, null);
        late.down.clear();
        await late.around.clock.advance(minute);
        assert.strictEqual(late.state.setup?.me.userId, ada);
        assert.deepEqual(late.state.queues.waiting.channelIds, [six]);
        assert.true(late.state.queues.mine.isLoaded);
    });

    QUnit.test("colleagues come and go: now and then they are asked for anew", async (assert) => {
        await world.around.clock.advance(4 * minute);
        assert.false(world.asked.includes("fetchSetup"));
        await world.around.clock.advance(minute);
        assert.true(world.asked.includes("fetchSetup"));
    });
});
