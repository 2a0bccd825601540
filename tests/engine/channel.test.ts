import { ApiError } from "../../ts_src/engine/ports";
import { canSend, channelList, permissions, preferences } from "../../ts_src/model/channels";
import { activeMembers } from "../../ts_src/model/members";
import { userId } from "../helpers/builders";
import { type Client, World } from "../helpers/chat_fixture";
import { unreachable } from "../helpers/fake_network";

QUnit.module("engine/channel", () => {
    const opened = async (world = new World()) => {
        const client = await world.client();
        await client.chat.actions.openChannel(world.channelId);
        return { world, client, ...client.chat };
    };
    const refuse = (client: Client, refused: string) => {
        client.connection.answer = (method) =>
            method === refused ? new ApiError("refused", "No.", "forbidden") : null;
    };

    QUnit.test("preferences: here, in the other tab, refused", async (assert) => {
        const { world, client, actions, state } = await opened();
        const other = await world.client();
        await actions.setPreferences(world.channelId, { pinned: true });
        await world.clock.advance(1);
        assert.true(preferences(state, world.channelId).pinned);
        assert.true(preferences(other.chat.state, world.channelId).pinned);
        refuse(client, "preferences");
        await actions.setPreferences(world.channelId, { pinned: false });
        assert.true(preferences(state, world.channelId).pinned);
        assert.strictEqual(state.notice?.message, "No.");
    });

    QUnit.test("rename, close and reopen", async (assert) => {
        const { world, client, actions, state } = await opened();
        assert.true(await actions.renameChannel(world.channelId, " Maths "));
        assert.strictEqual(state.channels.get(world.channelId)?.name, "Maths");
        assert.false(await actions.renameChannel(world.channelId, " "));
        assert.strictEqual(state.notice?.code, "invalid_value");
        await actions.changeState(world.channelId, "close");
        assert.false(canSend(state, world.channelId));
        await actions.changeState(world.channelId, "reopen");
        assert.true(canSend(state, world.channelId));
        client.connection.goDown();
        await actions.changeState(world.channelId, "archive");
        assert.strictEqual(state.notice?.code, "unreachable");
    });

    QUnit.test("what others rename or close is known at once", async (assert) => {
        const { world, state } = await opened();
        world.server.rename(world.channelId, "Physics");
        world.server.close(world.channelId);
        await world.clock.advance(1);
        assert.strictEqual(state.channels.get(world.channelId)?.name, "Physics");
        assert.false(canSend(state, world.channelId));
    });

    QUnit.test("what others open again can be written in again", async (assert) => {
        const world = new World();
        world.server.close(world.channelId);
        const { state } = (await opened(world)).client.chat;
        assert.false(canSend(state, world.channelId));
        world.server.changeState(world.channelId, "reopen");
        await world.clock.advance(1_000);
        assert.true(canSend(state, world.channelId));
    });

    QUnit.test("an own part given or taken by others counts at once", async (assert) => {
        const { world, state } = await opened();
        const mayRename = () => permissions(state, world.channelId).rename;
        assert.false(mayRename());
        world.server.setRole(world.channelId, world.ines, "moderator");
        await world.clock.advance(100);
        assert.true(mayRename());
        world.server.setRole(world.channelId, world.ines, "member");
        await world.clock.advance(100);
        assert.false(mayRename());
    });

    QUnit.test("an own part is asked for again when the answer was lost", async (assert) => {
        const { world, client, state } = await opened();
        client.connection.answer = (method) => (method === "fetch" ? unreachable() : null);
        world.server.setRole(world.channelId, world.ines, "moderator");
        await world.clock.advance(100);
        assert.false(permissions(state, world.channelId).rename);
        client.connection.answer = null;
        world.post(world.sam, "something happens");
        await world.clock.advance(100);
        assert.true(permissions(state, world.channelId).rename);
    });

    QUnit.test("people: add, give a role, remove", async (assert) => {
        const { world, client, actions, state } = await opened();
        const third = world.server.addUser("Third");
        assert.true(await actions.addMembers(world.channelId, [third]));
        assert.strictEqual(activeMembers(state, world.channelId).length, 3);
        await actions.setRole(world.channelId, third, "moderator");
        const roles = activeMembers(state, world.channelId).map(({ role }) => role);
        assert.deepEqual(roles, ["member", "member", "moderator"]);
        await actions.removeMember(world.channelId, third);
        await world.clock.advance(2_000);
        assert.strictEqual(activeMembers(state, world.channelId).length, 2);
        refuse(client, "add");
        assert.false(await actions.addMembers(world.channelId, [third]));
    });

    QUnit.test("leave: gone; come back: there", async (assert) => {
        const { world, actions, state } = await opened();
        await actions.leaveChannel(world.channelId);
        assert.deepEqual(channelList(state), []);
        assert.strictEqual(state.openChannelId, null);
        await actions.joinChannel(world.channelId);
        assert.deepEqual(
            channelList(state).map(({ id }) => id),
            [world.channelId],
        );
        await world.clock.advance(2_000);
        world.network.faults = { ...world.network.faults, requestLoss: 1 };
        const message = world.post(world.sam, "welcome back");
        await world.clock.advance(1);
        assert.true(state.messages.has(message.id), "the bus is listened to");
    });

    QUnit.test("search brings in channels that are not listed", async (assert) => {
        const world = new World();
        const hidden = world.server.addChannel([world.ines], { name: "Chemistry" });
        const client = world.startClient(world.ines);
        client.connection.answer = () => new ApiError("refused", "Not yet.", "busy");
        await world.clock.advance(1);
        client.connection.answer = null;
        const { state, actions } = client.chat;
        await actions.findChannels(" chem ");
        assert.deepEqual(
            channelList(state).map(({ id }) => id),
            [hidden],
        );
        const before = client.connection.requests.length;
        await actions.findChannels(" ");
        assert.strictEqual(client.connection.requests.length, before);
    });

    QUnit.test("whom to write to: openings, people, conversations", async (assert) => {
        const { world, client, actions, state } = await opened();
        await actions.loadOpenings();
        assert.strictEqual(state.directory.openings?.length, 2);
        await actions.findPeople("direct", "sam");
        assert.deepEqual(
            state.directory.people.map(({ name }) => name),
            ["Sam Student"],
        );
        const made = await actions.startConversation({ channelType: "group", name: "Study" });
        assert.strictEqual(made === null ? "" : state.channels.get(made)?.name, "Study");
        const direct = await actions.startConversation({
            channelType: "direct",
            userId: world.sam,
        });
        assert.strictEqual(direct, await actions.createDirect(world.sam));
        const course = await actions.createStudentInstructor(world.sam, null);
        assert.strictEqual(
            course === null ? "" : state.channels.get(course)?.type,
            "student_instructor",
        );
        assert.strictEqual(await actions.createStudentInstructor(userId(999), null), null);
        assert.strictEqual(state.notice?.message, "There is no such person.");
        refuse(client, "people");
        await actions.findPeople("direct", "x");
        assert.strictEqual(state.directory.failure?.message, "No.");
        client.connection.answer = () => new ApiError("refused", "Never.", "forbidden");
        await actions.loadOpenings();
        assert.strictEqual(state.directory.failure?.message, "Never.");
    });
});
