import { channelId } from "../../helpers/builders";
import { abel, ada } from "../../model/desk/fake_desk_server";
import { DeskWorld } from "./desk_fixture";

const six = channelId(6);
/** Time enough for somebody else to be first. */
const moment = 500;

QUnit.module("engine/desk/waiting_teller", (hooks) => {
    let world: DeskWorld;

    hooks.beforeEach(async () => {
        world = await new DeskWorld().start();
        world.attention.attentive = false;
        world.notifier.granted = "granted";
    });

    const server = () => world.around.server;
    const titles = () => world.notifier.shown.map(({ notification }) => notification.title);
    const pass = () => world.around.clock.advance(moment);

    QUnit.test("somebody new waits: sound and notification, which opens it", async (assert) => {
        server().ask(six);
        assert.strictEqual(world.notifier.sounds, 0, "not before a moment has passed");
        await pass();
        assert.strictEqual(world.notifier.sounds, 1);
        assert.deepEqual(titles(), ["Vera waits"]);
        assert.strictEqual(world.notifier.shown[0]?.notification.body, "Payment");
        world.notifier.shown[0]?.click();
        assert.deepEqual(world.opened, [six]);
    });

    QUnit.test("who is looking is not told, and no other tab tells", async (assert) => {
        const other = await new DeskWorld(world.around).start();
        other.attention.attentive = false;
        world.attention.attentive = true;
        server().ask(six);
        await pass();
        assert.strictEqual(world.notifier.sounds + other.notifier.sounds, 0);
    });

    QUnit.test("of two tabs one tells", async (assert) => {
        const other = await new DeskWorld(world.around).start();
        other.attention.attentive = false;
        server().ask(six);
        await pass();
        assert.strictEqual(world.notifier.sounds + other.notifier.sounds, 1);
    });

    QUnit.test("who is busy or away is not told", async (assert) => {
        await world.desk.actions.setAvailability("busy");
        server().ask(six);
        await pass();
        assert.strictEqual(world.notifier.sounds, 0);
    });

    QUnit.test("no sound, no notification, as the person wishes", async (assert) => {
        world.isSoundOn = false;
        world.notifier.granted = "off";
        server().ask(six);
        await pass();
        assert.strictEqual(world.notifier.sounds, 0);
        assert.deepEqual(titles(), []);
    });

    QUnit.test("taken within the moment", async (assert) => {
        server().ask(six);
        server().claim(abel, six);
        await pass();
        assert.strictEqual(world.notifier.sounds, 0);
    });

    QUnit.test("a request that goes on waiting is told of once", async (assert) => {
        server().ask(six);
        await pass();
        server().tag(six, [3]);
        await world.around.clock.advance(60_000);
        assert.strictEqual(world.notifier.sounds, 1);
    });

    QUnit.test("a colleague gives one back: told; I do: not", async (assert) => {
        server().ask(six);
        server().claim(abel, six);
        server().release(six);
        await pass();
        assert.strictEqual(world.notifier.sounds, 1);
        server().claim(ada, six);
        server().release(six);
        await pass();
        assert.strictEqual(world.notifier.sounds, 1);
    });

    QUnit.test("somebody came unheard: the next round tells", async (assert) => {
        world.isBusUp = false;
        server().ask(six);
        await world.around.clock.advance(60_000 + moment);
        assert.strictEqual(world.notifier.sounds, 1);
    });

    QUnit.test("who waits already when the page opens is no news", async (assert) => {
        world.desk.stop();
        server().ask(six);
        const next = new DeskWorld(world.around);
        next.attention.attentive = false;
        await next.start();
        await next.around.clock.advance(moment);
        assert.strictEqual(next.notifier.sounds, 0);
    });
});
