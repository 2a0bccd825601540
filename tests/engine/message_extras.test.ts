import type { MessageExtra } from "../../ts_src/model/records";
import { World } from "../helpers/chat_fixture";

QUnit.module("engine › message extras");

QUnit.test("each message carries what its sources say at that moment", async (assert) => {
    const world = new World();
    const client = await world.client();
    const { actions, state } = client.chat;
    await actions.openChannel(world.channelId);
    const asked: unknown[] = [];
    let lesson: MessageExtra = { lessonId: 3, lessonPosition: 90 };
    const end = actions.addMessageExtras((channelId, parentId) => {
        asked.push([channelId, parentId]);
        return lesson;
    });
    actions.addMessageExtras(() => ({ isAnnouncement: true }));
    actions.sendMessage(world.channelId, "first");
    lesson = {};
    actions.sendMessage(world.channelId, "second");
    end();
    actions.sendMessage(world.channelId, "third");
    assert.deepEqual(
        [...state.outbox.values()].map(({ extra }) => extra),
        [
            { lessonId: 3, lessonPosition: 90, isAnnouncement: true },
            { isAnnouncement: true },
            { isAnnouncement: true },
        ],
    );
    assert.deepEqual(asked, [
        [world.channelId, null],
        [world.channelId, null],
    ]);
});
