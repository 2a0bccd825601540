import { ApiError } from "../../ts_src/engine/ports";
import { activeMembers } from "../../ts_src/model/members";
import { foundMessages } from "../../ts_src/model/search";
import { threadItems, threadWindow } from "../../ts_src/model/threads";
import { timelineWindow } from "../../ts_src/model/timeline";
import { type Client, shown, World } from "../helpers/chat_fixture";
import { unreachable } from "../helpers/fake_network";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/history", () => {
    const opened = async (count: number) => {
        const world = new World();
        world.postMany(world.sam, count);
        const client = await world.client();
        await client.chat.actions.openChannel(world.channelId);
        const ids = world.server.messages(world.channelId).map(({ id }) => id);
        return { world, client, ids, ...client.chat };
    };
    const refuse = (client: Client, refused: string) => {
        client.connection.answer = (method) =>
            method === refused ? new ApiError("refused", "No.", "forbidden") : null;
    };

    QUnit.test("around a message, on to the newest, and back at once", async (assert) => {
        const { world, client, ids, actions, state } = await opened(200);
        const target = ids[50];
        if (target === undefined) {
            throw new Error("There are 200 messages");
        }
        await actions.loadAround(world.channelId, target);
        assert.strictEqual(shown(client, world.channelId)[0], "text 36");
        assert.strictEqual(shown(client, world.channelId).at(-1), "text 65");
        await actions.loadNewer(world.channelId);
        assert.strictEqual(shown(client, world.channelId).at(-1), "text 95");
        await actions.loadOlder(world.channelId);
        assert.strictEqual(shown(client, world.channelId)[0], "text 6");
        world.post(world.sam, "new");
        await world.clock.advance(1);
        assert.strictEqual(shown(client, world.channelId).at(-1), "text 95", "no gap is hidden");
        await actions.returnToNewest(world.channelId);
        assert.strictEqual(shown(client, world.channelId).at(-1), "new");
        assert.strictEqual(timelineWindow(state, world.channelId).newestId, null);
        const before = client.connection.requests.length;
        await actions.returnToNewest(world.channelId);
        await actions.loadNewer(world.channelId);
        await actions.loadAround(world.channelId, ids[199] ?? target);
        assert.strictEqual(client.connection.requests.length, before, "it is on show already");
    });

    QUnit.test("around one that is gone: the window stays, with the reason", async (assert) => {
        const { world, client, ids, actions, state } = await opened(60);
        refuse(client, "messages");
        await actions.loadAround(world.channelId, ids[0] ?? (0 as never));
        const { status, failure } = timelineWindow(state, world.channelId);
        assert.strictEqual(status, "failed");
        assert.strictEqual(failure?.message, "No.");
        assert.strictEqual(shown(client, world.channelId).length, 30);
    });

    QUnit.test(
        "page by page from around to the newest message: nothing is missing",
        async (assert) => {
            const { world, client, ids, actions, state } = await opened(150);
            await actions.loadAround(world.channelId, ids[20] ?? (0 as never));
            for (let page = 0; page < 10; page += 1) {
                await actions.loadNewer(world.channelId);
            }
            await actions.loadOlder(world.channelId);
            assert.strictEqual(timelineWindow(state, world.channelId).newestId, null);
            assert.strictEqual(shown(client, world.channelId).length, 150);
        },
    );

    QUnit.test("threads: newest replies, older ones, those that come", async (assert) => {
        const { world, client, ids, actions, state } = await opened(1);
        const parentId = ids[0] ?? (0 as never);
        for (let index = 1; index <= 40; index += 1) {
            world.post(world.sam, `reply ${index}`, world.channelId, { parentId });
        }
        await actions.openThread(parentId);
        assert.strictEqual(threadItems(state, parentId).length, 30);
        await actions.loadOlderReplies(parentId);
        assert.strictEqual(threadItems(state, parentId).length, 40);
        assert.false(threadWindow(state, parentId).hasOlder);
        actions.sendReply(parentId, "mine");
        assert.strictEqual(threadItems(state, parentId).length, 41, "pending");
        await world.clock.advance(1);
        assert.strictEqual(threadItems(state, parentId).length, 41, "sent");
        const before = client.connection.requests.length;
        await actions.openThread(parentId);
        await actions.loadOlderReplies(parentId);
        assert.strictEqual(client.connection.requests.length, before);
    });

    QUnit.test("threads and pins: failing becomes state", async (assert) => {
        const { world, client, ids, actions, state } = await opened(1);
        const parentId = ids[0] ?? (0 as never);
        refuse(client, "thread");
        await actions.openThread(parentId);
        assert.strictEqual(threadWindow(state, parentId).failure?.message, "No.");
        refuse(client, "pins");
        await actions.loadPins(world.channelId);
        assert.strictEqual(state.pinLists.get(world.channelId)?.failure?.message, "No.");
        client.connection.answer = null;
        world.server.pin(parentId, true);
        await actions.loadPins(world.channelId);
        assert.true(state.pinLists.get(world.channelId)?.isLoaded);
        assert.notStrictEqual(state.messages.get(parentId)?.pinnedAt, null);
    });

    QUnit.test("too far behind: threads and pins are loaded anew as well", async (assert) => {
        const { world, client, ids, actions, state } = await opened(1);
        const parentId = ids[0] ?? (0 as never);
        await actions.openThread(parentId);
        await actions.loadPins(world.channelId);
        client.connection.goDown();
        world.postMany(world.sam, 300);
        world.post(world.sam, "reply", world.channelId, { parentId });
        client.connection.goUp();
        await world.clock.advance(1_000);
        assert.true(threadWindow(state, parentId).isLoaded);
        assert.true(state.pinLists.get(world.channelId)?.isLoaded);
    });

    QUnit.test("search: found, replaced, failed, closed", async (assert) => {
        const { world, client, actions, state } = await opened(40);
        await actions.searchMessages("text 4", world.channelId);
        assert.deepEqual(
            foundMessages(state).map(({ message }) => message.content),
            ["text 40", "text 4"],
        );
        assert.strictEqual(shown(client, world.channelId).length, 30, "the window has not moved");
        await Promise.all([
            actions.searchMessages("text 5", null),
            actions.searchMessages("text 6", null),
        ]);
        assert.deepEqual(
            foundMessages(state).map(({ message }) => message.content),
            ["text 6"],
        );
        await actions.loadMoreFound();
        refuse(client, "search");
        await actions.searchMessages("x", null);
        assert.strictEqual(state.search?.failure?.message, "No.");
        await actions.searchMessages("  ", null);
        assert.strictEqual(state.search, null);
        actions.closeSearch();
        assert.strictEqual(state.search, null);
    });

    QUnit.test("members: pages, searched for, failing", async (assert) => {
        const world = new World();
        const many = Array.from({ length: 60 }, (_, index) => world.server.addUser(`P ${index}`));
        const channelId = world.server.addChannel([world.ines, ...many]);
        const client = await world.client();
        const { state, actions } = client.chat;
        await actions.loadMembers(channelId, "");
        assert.strictEqual(activeMembers(state, channelId).length, 50);
        await actions.loadMembers(channelId, "P 59");
        assert.strictEqual(activeMembers(state, channelId).length, 51);
        await actions.loadMoreMembers(channelId);
        assert.strictEqual(activeMembers(state, channelId).length, 61);
        const before = client.connection.requests.length;
        await actions.loadMoreMembers(channelId);
        assert.strictEqual(client.connection.requests.length, before);
        refuse(client, "members");
        await actions.loadMembers(channelId, "");
        assert.strictEqual(state.memberLists.get(channelId)?.failure?.message, "No.");
        await actions.loadMembers(channelId, "x");
        assert.strictEqual(state.notice?.message, "No.");
        await settle();
    });

    QUnit.test(
        "the newest messages: again after failing, not when they are there",
        async (assert) => {
            const world = new World();
            world.post(world.sam, "words");
            const client = await world.client();
            const { actions, state } = client.chat;
            const pages = () =>
                client.connection.requests.filter((name) => name.startsWith("messages ")).length;
            client.connection.answer = (method) => (method === "messages" ? unreachable() : null);
            await actions.loadNewest(world.channelId);
            assert.strictEqual(state.timelines.get(world.channelId)?.status, "failed");
            client.connection.answer = null;
            await actions.loadNewest(world.channelId);
            assert.deepEqual(shown(client, world.channelId), ["words"]);
            const before = pages();
            await actions.loadNewest(world.channelId);
            assert.strictEqual(pages(), before);
        },
    );
});
