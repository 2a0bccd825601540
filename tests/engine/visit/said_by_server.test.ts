import type { ChannelId } from "../../../ts_src/model/ids";
import { VisitWorld } from "./fake_visit_browser";

QUnit.module("engine/visit/said_by_server", () => {
    QUnit.test("what the server says is asked for, in the visitor's language", async (assert) => {
        const world = new VisitWorld();
        const { tab, channelId } = await world.begin();
        const { state } = tab.client;
        await world.clock.advance(1_000);
        const message = world.server.answer(channelId, "Ada a rejoint");
        const { messages } = world.server.room(channelId);
        messages[messages.length - 1] = { ...message, type: "system" };
        await world.clock.advance(100);
        tab.line.requests.length = 0;

        const heard = {
            ...message,
            type: "system" as const,
            html: "Ada joined",
            rev: 9_999 as never,
        };
        tab.line.notify(9 as ChannelId, { kind: "messageChanged", message: heard });
        await world.clock.advance(100);
        assert.deepEqual(tab.line.requests, [], "of another conversation it is nothing");

        tab.line.notify(channelId, { kind: "messageChanged", message: heard });
        await world.clock.advance(100);
        assert.deepEqual(tab.line.requests, ["poll", "messages"]);
        assert.deepEqual(
            state.messages.map(({ html }) => html),
            ["Hello", "Ada a rejoint"],
        );
    });
});
