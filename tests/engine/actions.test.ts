import { ApiError } from "../../ts_src/engine/ports";
import { channelList } from "../../ts_src/model/channels";
import type { ChannelId } from "../../ts_src/model/ids";
import { activeMembers } from "../../ts_src/model/members";
import { timelineWindow } from "../../ts_src/model/timeline";
import { totalUnread, unreadCount } from "../../ts_src/model/unread";
import { channelId, clientKey, userId } from "../helpers/builders";
import { unreachable } from "../helpers/fake_network";
import { type Client, shown, World } from "../helpers/chat_fixture";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/actions", () => {
    const requests = ({ connection }: Client, method: string) =>
        connection.requests.filter((name) => name.startsWith(`${method} `));

    QUnit.module("load_channels", () => {
        QUnit.test(
            "pages on until there is no more, once the list is looked at",
            async (assert) => {
                const world = new World();
                world.server.listPageSize = 2;
                for (let more = 0; more < 4; more += 1) {
                    world.server.addChannel([world.ines]);
                }
                const client = await world.client();
                const { state, actions } = client.chat;
                assert.strictEqual(channelList(state).length, 2, "no more until somebody looks");
                const before = requests(client, "list");
                assert.deepEqual(new Set(before), new Set(["list null"]));
                await actions.loadWholeList();
                assert.strictEqual(channelList(state).length, 5);
                assert.strictEqual(state.channelList.nextCursor, null);
                await actions.loadWholeList();
                await actions.loadChannels();
                assert.deepEqual(requests(client, "list").slice(before.length), [
                    "list 2",
                    "list 4",
                    "list null",
                ]);
                assert.strictEqual(state.channelList.nextCursor, null, "nothing was joined since");
            },
        );

        QUnit.test("failing becomes state", async (assert) => {
            const world = new World();
            const client = world.startClient(world.ines);
            client.connection.answer = () => unreachable();
            await settle();
            const { state, actions } = client.chat;
            assert.strictEqual(state.channelList.status, "failed");
            assert.strictEqual(state.channelList.failure?.code, "unreachable");
            assert.strictEqual(state.syncFailure?.code, "unreachable");
            client.connection.answer = null;
            await actions.loadChannels();
            assert.strictEqual(channelList(state).length, 1);
        });
    });

    QUnit.module("open_channel", () => {
        QUnit.test(
            "loads the newest messages and the people, once, and reads nothing",
            async (assert) => {
                const world = new World();
                world.postMany(world.sam, 40);
                const client = await world.client();
                const { state, actions } = client.chat;
                assert.strictEqual(unreadCount(state, world.channelId), 40);
                await actions.openChannel(world.channelId);
                assert.strictEqual(state.openChannelId, world.channelId);
                assert.strictEqual(shown(client, world.channelId).length, 30);
                assert.strictEqual(activeMembers(state, world.channelId).length, 2);
                await settle();
                assert.strictEqual(unreadCount(state, world.channelId), 40);

                actions.closeChannel();
                assert.strictEqual(state.openChannelId, null);
                await actions.openChannel(world.channelId);
                await settle();
                assert.strictEqual(requests(client, "messages").length, 1);
                assert.strictEqual(requests(client, "read").length, 0);
            },
        );

        QUnit.test("a channel that is not in the list", async (assert) => {
            const world = new World();
            world.server.listPageSize = 0;
            const client = await world.client();
            await client.chat.actions.openChannel(world.channelId);
            assert.strictEqual(channelList(client.chat.state).length, 1);
        });

        QUnit.test("one that does not exist is closed again, with a notice", async (assert) => {
            const world = new World();
            const client = await world.client();
            const { state, actions } = client.chat;
            await actions.openChannel(channelId(999));
            assert.strictEqual(state.openChannelId, null);
            assert.strictEqual(state.notice?.code, "not_found");
            actions.dismissNotice();
            assert.strictEqual(state.notice, null);
        });

        QUnit.test("what could not be loaded is loaded when the server is back", async (assert) => {
            const world = new World();
            world.post(world.sam, "hello");
            const client = await world.client();
            client.connection.answer = () => unreachable();
            await client.chat.actions.openChannel(world.channelId);
            const status = () => timelineWindow(client.chat.state, world.channelId).status;
            assert.strictEqual(status(), "failed");
            client.connection.answer = null;
            await world.clock.advance(36_000);
            assert.strictEqual(status(), "idle");
            assert.deepEqual(shown(client, world.channelId), ["hello"]);
        });

        QUnit.test(
            "another one opened meanwhile: the last one stays open, both are loaded",
            async (assert) => {
                const world = new World();
                const second = world.server.addChannel([world.ines, world.sam]);
                world.post(world.sam, "a");
                world.post(world.sam, "b", second);
                const client = await world.client();
                const { state, actions } = client.chat;
                await Promise.all([
                    actions.openChannel(world.channelId),
                    actions.openChannel(second),
                ]);
                assert.strictEqual(state.openChannelId, second);
                assert.deepEqual(shown(client, world.channelId), ["a"]);
                assert.deepEqual(shown(client, second), ["b"]);
            },
        );
    });

    QUnit.module("load_older", () => {
        QUnit.test("page by page to the first message", async (assert) => {
            const world = new World();
            world.postMany(world.sam, 70);
            const client = await world.client();
            const { state, actions } = client.chat;
            await actions.loadOlder(world.channelId);
            assert.deepEqual(requests(client, "messages"), [], "nothing is loaded yet");
            await actions.openChannel(world.channelId);
            await Promise.all([
                actions.loadOlder(world.channelId),
                actions.loadOlder(world.channelId),
            ]);
            assert.strictEqual(shown(client, world.channelId).length, 60);
            await actions.loadOlder(world.channelId);
            assert.strictEqual(shown(client, world.channelId).length, 70);
            assert.strictEqual(shown(client, world.channelId)[0], "text 1");
            assert.false(timelineWindow(state, world.channelId).hasOlder);
            await actions.loadOlder(world.channelId);
            assert.strictEqual(requests(client, "messages").length, 3);
        });

        QUnit.test("failing becomes state and can be tried again", async (assert) => {
            const world = new World();
            world.postMany(world.sam, 40);
            const client = await world.client();
            const { state, actions } = client.chat;
            await actions.openChannel(world.channelId);
            client.connection.answer = () => new ApiError("refused", "Not now.", "conflict");
            await actions.loadOlder(world.channelId);
            const { status, failure } = timelineWindow(state, world.channelId);
            assert.strictEqual(status, "failed");
            assert.deepEqual(failure, { code: "conflict", message: "Not now." });
            client.connection.answer = null;
            await actions.loadOlder(world.channelId);
            assert.strictEqual(shown(client, world.channelId).length, 40);
        });
    });

    QUnit.module("send_message", () => {
        QUnit.test("is refused before it is queued", async (assert) => {
            const world = new World();
            const client = await world.client();
            const { state, actions } = client.chat;
            const refusal = (content: string, to: ChannelId = world.channelId) => {
                const outcome = actions.sendMessage(to, content);
                return outcome.accepted ? null : outcome.refusal;
            };
            assert.strictEqual(refusal(" \n"), "empty");
            assert.strictEqual(refusal("a".repeat(10_001)), "too_long");
            assert.strictEqual(refusal("a", channelId(999)), "not_allowed");
            assert.strictEqual(state.outbox.size, 0);
            world.server.close(world.channelId);
            await world.clock.advance(36_000);
            assert.strictEqual(refusal("a"), "not_allowed", "closed");
        });

        QUnit.test("is on show at once, exactly as typed", async (assert) => {
            const world = new World();
            const client = await world.client();
            const outcome = client.chat.actions.sendMessage(world.channelId, "  a\n");
            assert.true(outcome.accepted);
            const item = outcome.accepted && client.chat.state.outbox.get(outcome.clientKey);
            assert.strictEqual(item && item.content, "  a\n");
            assert.strictEqual(item && item.queuedAt, world.clock.now());
        });
    });

    QUnit.module("retry_message and discard_message", () => {
        const failed = async (world: World) => {
            const client = await world.client();
            client.connection.answer = (method) =>
                method === "send" ? new ApiError("refused", "No.", "forbidden") : null;
            const outcome = client.chat.actions.sendMessage(world.channelId, "words");
            await settle();
            client.connection.answer = null;
            return { client, key: outcome.accepted ? outcome.clientKey : clientKey("") };
        };

        QUnit.test("retried under the same key", async (assert) => {
            const world = new World();
            const { client, key } = await failed(world);
            client.chat.actions.retryMessage(key);
            client.chat.actions.retryMessage(key);
            await settle();
            assert.deepEqual(
                world.server.messages(world.channelId).map((message) => message.clientKey),
                [key],
            );
        });

        QUnit.test("discarded, the text comes back", async (assert) => {
            const world = new World();
            const { client, key } = await failed(world);
            assert.strictEqual(client.chat.actions.discardMessage(key), "words");
            assert.strictEqual(client.chat.state.outbox.size, 0);
            assert.strictEqual(client.chat.actions.discardMessage(key), null);
        });

        QUnit.test(
            "what is pending cannot be discarded: the server may have it",
            async (assert) => {
                const world = new World();
                const { client, key } = await failed(world);
                client.connection.goDown();
                client.chat.actions.retryMessage(key);
                assert.strictEqual(client.chat.actions.discardMessage(key), null);
                assert.strictEqual(client.chat.state.outbox.size, 1);
            },
        );
    });

    QUnit.module("mark_read", () => {
        const opened = async (world: World) => {
            const client = await world.client();
            await client.chat.actions.openChannel(world.channelId);
            return client;
        };
        const arrive = async (world: World) => {
            world.post(world.sam, "hello");
            await world.clock.advance(1);
        };

        QUnit.test(
            "tells the server only what is new, and never of one's own words",
            async (assert) => {
                const world = new World();
                const client = await opened(world);
                const { actions } = client.chat;
                actions.markRead(world.channelId);
                actions.sendMessage(world.channelId, "own");
                await settle();
                actions.markRead(world.channelId);
                await settle();
                assert.strictEqual(requests(client, "read").length, 0);
                await arrive(world);
                actions.markRead(world.channelId);
                actions.markRead(world.channelId);
                await settle();
                assert.strictEqual(requests(client, "read").length, 1);
            },
        );

        QUnit.test("while nobody looks it waits until somebody does", async (assert) => {
            const world = new World();
            const client = await opened(world);
            client.attention.visible = false;
            await arrive(world);
            client.chat.actions.markRead(world.channelId);
            assert.strictEqual(totalUnread(client.chat.state, world.clock.now()), 1);
            client.attention.wake();
            assert.strictEqual(
                totalUnread(client.chat.state, world.clock.now()),
                1,
                "the network woke, not a person",
            );
            client.attention.visible = true;
            client.attention.wake();
            await settle();
            assert.strictEqual(totalUnread(client.chat.state, world.clock.now()), 0);
            assert.strictEqual(requests(client, "read").length, 1);
        });

        QUnit.test("what was closed meanwhile stays unread", async (assert) => {
            const world = new World();
            const client = await opened(world);
            client.attention.visible = false;
            await arrive(world);
            client.chat.actions.markRead(world.channelId);
            client.chat.actions.closeChannel();
            client.attention.visible = true;
            client.attention.wake();
            await settle();
            assert.strictEqual(totalUnread(client.chat.state, world.clock.now()), 1);
        });

        QUnit.test("a mark the server did not hear of is told again", async (assert) => {
            const world = new World();
            const client = await opened(world);
            await arrive(world);
            client.connection.goDown();
            client.chat.actions.markRead(world.channelId);
            assert.strictEqual(
                totalUnread(client.chat.state, world.clock.now()),
                0,
                "no badge flashes meanwhile",
            );
            await settle();
            client.connection.goUp();
            await settle();
            const { summary } = world.server.snapshotFor(world.ines, world.channelId);
            assert.strictEqual(summary.unreadCount, 0);
        });

        QUnit.test("a mark that moves on while the server is told is told too", async (assert) => {
            const world = new World();
            const client = await opened(world);
            await arrive(world);
            world.network.faults = { ...world.network.faults, maxDelay: 200 };
            client.chat.actions.markRead(world.channelId);
            world.post(world.sam, "more");
            await world.clock.advance(200);
            client.chat.actions.markRead(world.channelId);
            await world.clock.advance(2_000);
            const { summary } = world.server.snapshotFor(world.ines, world.channelId);
            assert.strictEqual(summary.unreadCount, 0);
            assert.strictEqual(requests(client, "read").length, 2, "one after the other");
        });

        QUnit.test("a refused mark is not told for ever", async (assert) => {
            const world = new World();
            const client = await opened(world);
            await arrive(world);
            client.connection.answer = (method) =>
                method === "read" ? new ApiError("refused", "No.", "forbidden") : null;
            client.chat.actions.markRead(world.channelId);
            await world.clock.advance(120_000);
            assert.strictEqual(requests(client, "read").length, 1);
        });
    });

    QUnit.module("create_direct", () => {
        QUnit.test("gives the channel, listened to and ready to be opened", async (assert) => {
            const world = new World();
            const client = await world.client();
            const { state, actions } = client.chat;
            const created = await actions.createDirect(world.sam);
            assert.true(created !== null && state.channels.has(created));
            assert.strictEqual(await actions.createDirect(world.sam), created, "one per pair");
            await world.clock.advance(2_000);
            world.network.faults = { ...world.network.faults, requestLoss: 1 };
            if (created !== null) {
                world.post(world.sam, "hi", created);
                await world.clock.advance(1);
                assert.strictEqual(unreadCount(state, created), 1, "the bus is listened to");
            }
        });

        QUnit.test("refused: a notice says why", async (assert) => {
            const world = new World();
            const client = await world.client();
            assert.strictEqual(await client.chat.actions.createDirect(userId(999)), null);
            assert.strictEqual(client.chat.state.notice?.message, "There is no such person.");
        });

        QUnit.test("made but not reachable any more: a notice as well", async (assert) => {
            const world = new World();
            const client = await world.client();
            client.connection.answer = (method) => (method === "fetch" ? unreachable() : null);
            assert.strictEqual(await client.chat.actions.createDirect(world.sam), null);
            assert.strictEqual(client.chat.state.notice?.code, "unreachable");
        });
    });
});
