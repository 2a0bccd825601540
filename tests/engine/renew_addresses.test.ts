import type { MessageId } from "../../ts_src/model/ids";
import { makeAttachment } from "../helpers/builders";
import { type Client, World } from "../helpers/chat_fixture";
import { unreachable } from "../helpers/fake_network";

QUnit.module("engine/renew_addresses", () => {
    const opened = async () => {
        const world = new World();
        const attachments = [makeAttachment({ url: "/file", thumbnailUrl: "/small" })];
        const sent = [1, 2].map(() => world.post(world.sam, "", world.channelId, { attachments }));
        const client = await world.client();
        await client.chat.actions.openChannel(world.channelId);
        return { world, client, ids: sent.map(({ id }) => id), ...client.chat };
    };
    const url = ({ chat }: Client, id: MessageId) =>
        chat.state.messages.get(id)?.attachments[0]?.url;
    const pages = ({ connection }: Client) =>
        connection.requests.filter((name) => name.startsWith("messages ")).length;

    QUnit.test("the same revision brings new addresses, to the neighbours too", async (assert) => {
        const { world, client, ids, actions } = await opened();
        const [first, second] = ids as [MessageId, MessageId];
        const before = pages(client);
        world.server.expireAddresses();
        await Promise.all([
            actions.renewAddresses(first, "/small"),
            actions.renewAddresses(second, "/small"),
            actions.renewAddresses(second, "/file"),
        ]);
        assert.deepEqual([url(client, first), url(client, second)], ["/file+", "/file+"]);
        assert.strictEqual(pages(client) - before, 1, "asked once for all");
        await actions.renewAddresses(first, "/small");
        assert.strictEqual(pages(client) - before, 1, "not for what is renewed already");
    });

    QUnit.test("what is broken for another reason is asked for once a time", async (assert) => {
        const { client, ids, actions } = await opened();
        const [first] = ids as [MessageId, MessageId];
        const before = pages(client);
        await actions.renewAddresses(first, "/file");
        assert.strictEqual(pages(client) - before, 1);
        assert.strictEqual(url(client, first), "/file");
    });

    QUnit.test("failing changes nothing and tells nobody", async (assert) => {
        const { client, ids, actions, state } = await opened();
        const [first] = ids as [MessageId, MessageId];
        client.connection.answer = () => unreachable();
        await actions.renewAddresses(first, "/file");
        assert.strictEqual(url(client, first), "/file");
        assert.strictEqual(state.notice, null);
        await actions.renewAddresses(999 as MessageId, "/file");
    });
});
