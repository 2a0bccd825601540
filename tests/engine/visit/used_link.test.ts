import { VisitWorld } from "./fake_visit_browser";

QUnit.module("engine/visit/used_link", () => {
    QUnit.test("a link is good once; another one comes by e-mail", async (assert) => {
        const world = new VisitWorld();
        const { tab: first, channelId } = await world.begin();
        first.client.stop();
        const elsewhere = new VisitWorld().browser;
        const own = world.browser;
        world.browser = elsewhere;
        const thief = world.tab({ ticket: String(channelId) });
        await world.clock.advance(100);
        assert.strictEqual(thief.client.state.messages.length, 1);
        thief.client.stop();

        world.browser = own;
        own.visit = null;
        const late = world.tab({ ticket: String(channelId) });
        await world.clock.advance(100);
        const { state, actions } = late.client;
        assert.deepEqual([state.isOpen, state.isRestoring, state.visit], [true, false, null]);
        assert.strictEqual(state.notice?.code, "link_used");
        assert.strictEqual(late.surroundings.hash, null);
        await actions.mailLink();
        assert.deepEqual([state.notice?.code, world.server.mailed], ["link_sent", 1]);
        late.client.stop();

        const again = world.tab({ ticket: String(channelId) });
        await world.clock.advance(100);
        assert.deepEqual(
            [again.client.state.messages.length, again.client.state.notice],
            [1, null],
        );
        assert.strictEqual(world.server.hears(elsewhere.visit?.token ?? ""), null, "out again");
    });

    QUnit.test("whoever has the conversation already needs no link", async (assert) => {
        const world = new VisitWorld();
        const { channelId } = await world.begin();
        world.tab({ ticket: String(channelId) });
        await world.clock.advance(100);
        const later = world.tab({ ticket: String(channelId) });
        await world.clock.advance(100);
        const { state } = later.client;
        assert.deepEqual([state.isOpen, state.notice, state.messages.length], [true, null, 1]);
        assert.deepEqual([state.isRestoring, later.surroundings.hash], [false, null]);
    });
});
