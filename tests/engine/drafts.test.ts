import { ApiError } from "../../ts_src/engine/ports";
import { draftOf, uploadsOf } from "../../ts_src/model/drafts";
import { FakeBrowser, World } from "../helpers/chat_fixture";
import { settle } from "../helpers/manual_clock";

const picture = { name: "board.png", mimetype: "image/png", size: 1_000 };

QUnit.module("engine/drafts", () => {
    QUnit.test("are there in other tabs at once, and after a reload", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const first = await world.client(world.ines, { browser });
        const second = await world.client(world.ines, { browser });
        const message = world.post(world.sam, "question");
        first.chat.actions.saveDraft(world.channelId, { text: "half a sent" });
        first.chat.actions.saveDraft(world.channelId, { replyToId: message.id });
        const expected = { text: "half a sent", replyToId: message.id, attachments: [] };
        assert.deepEqual(draftOf(second.chat.state, world.channelId), expected);
        first.chat.stop();
        const next = await world.client(world.ines, { browser });
        assert.deepEqual(draftOf(next.chat.state, world.channelId), expected);
    });

    QUnit.test("text, answer and files go into one message; then it is empty", async (assert) => {
        const world = new World();
        const client = await world.client();
        const { state, actions } = client.chat;
        const question = world.post(world.sam, "question");
        actions.saveDraft(world.channelId, { replyToId: question.id });
        actions.addFile(world.channelId, picture);
        await settle();
        assert.strictEqual(draftOf(state, world.channelId).attachments[0]?.name, "board.png");
        assert.strictEqual(client.browser.drafts.get(world.channelId)?.attachments.length, 1);
        assert.true(actions.sendMessage(world.channelId, "answer").accepted);
        assert.strictEqual(state.drafts.size, 0);
        await settle();
        const sent = world.server.messages(world.channelId).at(-1);
        assert.strictEqual(sent?.parentId, question.id);
        assert.strictEqual(sent?.content, "answer");
    });

    QUnit.test("a file needs no words; a refused draft stays as it is", async (assert) => {
        const world = new World();
        const client = await world.client();
        const { state, actions } = client.chat;
        actions.addFile(world.channelId, picture);
        await settle();
        const tooLong = actions.sendMessage(world.channelId, "a".repeat(10_001));
        assert.deepEqual(tooLong, { accepted: false, refusal: "too_long" });
        assert.strictEqual(draftOf(state, world.channelId).attachments.length, 1);
        assert.true(actions.sendMessage(world.channelId, "").accepted);
        await settle();
        assert.strictEqual(world.server.messages(world.channelId).length, 1);
    });

    QUnit.test("an answer in a thread leaves the draft alone", async (assert) => {
        const world = new World();
        const client = await world.client();
        const { state, actions } = client.chat;
        const question = world.post(world.sam, "question");
        await world.clock.advance(1);
        actions.saveDraft(world.channelId, { text: "something else" });
        assert.true(actions.sendReply(question.id, "answer").accepted);
        await settle();
        assert.strictEqual(draftOf(state, world.channelId).text, "something else");
        assert.strictEqual(world.server.messages(world.channelId).at(-1)?.parentId, question.id);
        world.server.close(world.channelId);
        await world.clock.advance(1);
        const refused = actions.sendReply(question.id, "late");
        assert.deepEqual(refused, { accepted: false, refusal: "not_allowed" });
    });
});

QUnit.module("engine/uploads", () => {
    QUnit.test("tell how far they are; nothing is sent meanwhile", async (assert) => {
        const world = new World();
        const client = await world.client();
        const { state, actions } = client.chat;
        client.connection.uploadTime = 1_000;
        actions.addFile(world.channelId, picture);
        await world.clock.advance(500);
        assert.strictEqual(uploadsOf(state, world.channelId)[0]?.progress, 0.5);
        const outcome = actions.sendMessage(world.channelId, "with a picture");
        assert.deepEqual(outcome, { accepted: false, refusal: "uploading" });
        await world.clock.advance(1_000);
        assert.deepEqual(uploadsOf(state, world.channelId), []);
        assert.strictEqual(draftOf(state, world.channelId).attachments.length, 1);
    });

    QUnit.test("cancelled: nothing comes of it", async (assert) => {
        const world = new World();
        const client = await world.client();
        const { state, actions } = client.chat;
        client.connection.uploadTime = 1_000;
        actions.addFile(world.channelId, picture);
        await world.clock.advance(500);
        const [upload] = uploadsOf(state, world.channelId);
        assert.true(upload !== undefined);
        if (upload) {
            actions.cancelUpload(upload.id);
        }
        await world.clock.advance(2_000);
        assert.strictEqual(state.uploads.size, 0);
        assert.strictEqual(state.drafts.size, 0);
        assert.deepEqual(
            client.connection.requests.filter((name) => name.startsWith("upload")),
            [],
        );
    });

    QUnit.test("failed: told why, tried again or taken away", async (assert) => {
        const world = new World();
        const client = await world.client();
        const { state, actions } = client.chat;
        client.connection.answer = (method) =>
            method === "upload" ? new ApiError("refused", "Too large.", "too_large") : null;
        actions.addFile(world.channelId, picture);
        actions.addFile(world.channelId, { ...picture, name: "second.png" });
        await settle();
        const [first, second] = uploadsOf(state, world.channelId);
        assert.strictEqual(first?.failure?.message, "Too large.");
        client.connection.answer = null;
        if (first && second) {
            actions.retryUpload(first.id);
            actions.retryUpload(first.id);
            actions.cancelUpload(second.id);
        }
        await settle();
        assert.strictEqual(state.uploads.size, 0);
        const names = draftOf(state, world.channelId).attachments.map(({ name }) => name);
        assert.deepEqual(names, ["board.png"]);
    });
});
