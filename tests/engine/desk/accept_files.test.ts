import { ApiError } from "../../../ts_src/engine/ports";
import { clientKey, makeAttachment } from "../../helpers/builders";
import { World } from "../../helpers/chat_fixture";

/** Ines has a conversation open in which somebody has sent a file that is held. */
async function opened() {
    const world = new World();
    const { id } = world.server.post(world.sam, {
        channelId: world.channelId,
        clientKey: clientKey("file"),
        content: "",
        parentId: null,
        attachments: [makeAttachment({ isHeld: true, url: "" })],
        extra: {},
    });
    const client = await world.client();
    await client.chat.actions.openChannel(world.channelId);
    const { state, actions } = client.chat;
    return {
        world,
        client,
        actions,
        state,
        id,
        file: () => state.messages.get(id)?.attachments[0],
    };
}

QUnit.module("engine/desk/accept_files", () => {
    QUnit.test("accepted: the file is there", async (assert) => {
        const { actions, id, file } = await opened();
        assert.true(file()?.isHeld);
        await actions.acceptFiles(id);
        assert.false(file()?.isHeld);
        assert.notStrictEqual(file()?.url, "");
    });

    QUnit.test("the others get it by the bus", async (assert) => {
        const { world, id, file } = await opened();
        world.server.acceptFiles(id);
        await world.clock.advance(5_000);
        assert.false(file()?.isHeld);
    });

    QUnit.test("refused: a notice, and it stays held", async (assert) => {
        const { client, actions, state, id, file } = await opened();
        client.connection.answer = (method) =>
            method === "accept" ? new ApiError("refused", "No.", "forbidden") : null;
        await actions.acceptFiles(id);
        assert.strictEqual(state.notice?.code, "forbidden");
        assert.true(file()?.isHeld);
    });
});
