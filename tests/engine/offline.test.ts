import type { ChatActions } from "../../ts_src/engine/chat_actions";
import { ApiError } from "../../ts_src/engine/ports";
import { type Client, World } from "../helpers/chat_fixture";
import { clientKey, uploadId } from "../helpers/builders";
import { unreachable } from "../helpers/fake_network";

/** Does everything that a person can do; the compiler sees to it that nothing is left out. */
function everything({ ines, sam, channelId }: World, messageId: number) {
    const id = messageId as Parameters<ChatActions["openThread"]>[0];
    const file = { name: "board.png", mimetype: "image/png", size: 1_000 };
    const key = clientKey("unknown");
    const upload = uploadId("unknown");
    const deeds: { [Name in keyof ChatActions]: (actions: ChatActions) => unknown } = {
        loadChannels: (it) => it.loadChannels(),
        loadWholeList: (it) => it.loadWholeList(),
        findChannels: (it) => it.findChannels("sam"),
        openChannel: (it) => it.openChannel(channelId),
        closeChannel: (it) => it.closeChannel(),
        openWindow: (it) => it.openWindow(channelId),
        closeWindow: (it) => it.closeWindow(channelId),
        minimiseWindow: (it) => it.minimiseWindow(channelId, false),
        setFullscreen: (it) => it.setFullscreen(true),
        wantMessage: (it) => it.wantMessage(null),
        createDirect: (it) => it.createDirect(sam),
        createStudentInstructor: (it) => it.createStudentInstructor(sam, null),
        startConversation: (it) => it.startConversation({ channelType: "direct", userId: sam }),
        loadOpenings: (it) => it.loadOpenings(),
        findPeople: (it) => it.findPeople("direct", "sam"),
        findTopics: (it) => it.findTopics("course", "stat"),
        loadNewest: (it) => it.loadNewest(channelId),
        loadOlder: (it) => it.loadOlder(channelId),
        loadNewer: (it) => it.loadNewer(channelId),
        loadAround: (it) => it.loadAround(channelId, (messageId - 1) as typeof id),
        returnToNewest: (it) => it.returnToNewest(channelId),
        openThread: (it) => it.openThread(id),
        loadOlderReplies: (it) => it.loadOlderReplies(id),
        loadPins: (it) => it.loadPins(channelId),
        renewPermissions: (it) => it.renewPermissions(channelId),
        searchMessages: (it) => it.searchMessages("words", null),
        loadMoreFound: (it) => it.loadMoreFound(),
        closeSearch: (it) => it.closeSearch(),
        saveDraft: (it) => it.saveDraft(channelId, { text: "half a" }),
        noteTyping: (it) => it.noteTyping(channelId),
        addMessageExtras: (it) => it.addMessageExtras(() => ({})),
        sendMessage: (it) => it.sendMessage(channelId, "words"),
        sendReply: (it) => it.sendReply(id, "answer"),
        addFile: (it) => it.addFile(channelId, file),
        retryUpload: (it) => it.retryUpload(upload),
        cancelUpload: (it) => it.cancelUpload(upload),
        retryMessage: (it) => it.retryMessage(key),
        discardMessage: (it) => it.discardMessage(key),
        editMessage: (it) => it.editMessage(id, "better"),
        deleteMessage: (it) => it.deleteMessage(id),
        undoDelete: (it) => it.undoDelete(),
        pinMessage: (it) => it.pinMessage(id, true),
        acceptFiles: (it) => it.acceptFiles(id),
        toggleReaction: (it) => it.toggleReaction(id, "👍"),
        removeLinkPreview: (it) => it.removeLinkPreview(id, "https://example.com"),
        renewAddresses: (it) => it.renewAddresses(id, "/file"),
        markRead: (it) => it.markRead(channelId),
        markUnread: (it) => it.markUnread(id),
        markChannelRead: (it) => it.markChannelRead(channelId),
        markChannelUnread: (it) => it.markChannelUnread(channelId),
        setPreferences: (it) => it.setPreferences(channelId, { pinned: true }),
        renameChannel: (it) => it.renameChannel(channelId, "new"),
        changeState: (it) => it.changeState(channelId, "close"),
        joinChannel: (it) => it.joinChannel(channelId),
        leaveChannel: (it) => it.leaveChannel(channelId),
        loadMembers: (it) => it.loadMembers(channelId, "sam"),
        suggestMembers: (it) => it.suggestMembers(channelId, "sam"),
        loadMoreMembers: (it) => it.loadMoreMembers(channelId),
        addMembers: (it) => it.addMembers(channelId, [ines]),
        removeMember: (it) => it.removeMember(channelId, sam),
        setRole: (it) => it.setRole(channelId, sam, "moderator"),
        watchPresence: (it) => it.watchPresence([channelId]),
        askForNotifications: (it) => it.askForNotifications(),
        switchNotifications: (it) => it.switchNotifications(true),
        switchSound: (it) => it.switchSound(false),
        setQuiet: (it) => it.setQuiet(true),
        ignorePeople: (it) => it.ignorePeople([]),
        noteCopied: (it) => it.noteCopied(true),
        dismissNotice: (it) => it.dismissNotice(),
    };
    return Object.entries(deeds);
}

QUnit.module("engine/offline", () => {
    const answers: [string, Client["connection"]["answer"]][] = [
        ["without an answer", () => unreachable()],
        ["refused", () => new ApiError("refused", "No.", "conflict")],
    ];

    for (const [how, answer] of answers) {
        QUnit.test(`nothing that a person does throws or rejects: ${how}`, async (assert) => {
            const world = new World();
            world.postMany(world.sam, 3);
            const own = world.post(world.ines, "own");
            const deeds = everything(world, own.id);
            for (const isLoaded of [false, true]) {
                const client = world.startClient(world.ines, isLoaded ? {} : { answer });
                await world.clock.advance(1_000);
                if (isLoaded) {
                    await client.chat.actions.openChannel(world.channelId);
                    client.connection.answer = answer;
                }
                for (const [name, run] of deeds) {
                    try {
                        await run(client.chat.actions);
                        assert.ok(true, name);
                    } catch (error) {
                        assert.ok(false, `${name}: ${String(error)}`);
                    }
                }
                await world.clock.advance(10_000);
                client.chat.stop();
            }
        });
    }

    QUnit.test("suggestions that cannot be loaded are no reason for a notice", async (assert) => {
        const world = new World();
        const { chat, connection } = await world.client();
        connection.answer = () => unreachable();
        await chat.actions.suggestMembers(world.channelId, "sam");
        assert.strictEqual(chat.state.notice, null);
        await chat.actions.loadMembers(world.channelId, "sam");
        assert.strictEqual(chat.state.notice?.code, "unreachable", "a search that was asked for");
    });
});
