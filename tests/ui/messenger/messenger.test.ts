import type { ChatAddress, Place } from "../../../ts_src/ui/messenger/chat_address";
import { Messenger } from "../../../ts_src/ui/messenger/messenger";
import { BrowserWorld, DESKTOP, PHONE, type Screen } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    resize,
    settle,
    texts,
    type,
    until,
} from "../../helpers/browser_page";

function showMessenger(world: BrowserWorld, style = "height: 100vh"): Promise<Screen> {
    return world.show(Messenger, { height: "parent" }, style);
}

function isShown(selector: string): boolean {
    return findAll(selector).some((element) => element.offsetWidth > 0);
}

/** @returns The name in the row that has the focus. */
function focusedRow(): string | undefined {
    const [name] = findAll(".o-seitech-ChannelRow:focus .o-seitech-ChannelRow-name");
    return name?.innerText;
}

async function open(world: BrowserWorld, name: string): Promise<void> {
    const row = findAll(".o-seitech-ChannelRow").find((one) => one.innerText.includes(name));
    row?.click();
    await world.pass();
}

QUnit.module("ui › messenger", {
    async afterEach() {
        cleanUp();
        await resize(DESKTOP.width, DESKTOP.height);
    },
});

QUnit.test("desktop: list and conversation side by side", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna", "Statistics");
    await showMessenger(world);
    assert.true(isShown(".o-seitech-ChannelList"));
    assert.true(isShown(".o-seitech-Messenger-welcome"), "nothing is open yet");
    await open(world, "Anna");
    assert.true(isShown(".o-seitech-ChannelList"));
    assert.true(isShown(".o-seitech-Conversation"));
    assert.false(isShown(".o-seitech-ConversationHeader-back"), "no way back needed");
    assert.strictEqual(find(".o-seitech-ConversationHeader-name").innerText, "Anna");
    assert.strictEqual(find(".o-seitech-ConversationHeader-details").innerText, "Statistics");
});

QUnit.test("phone: one side at a time, and back to where one was", async (assert) => {
    await resize(PHONE.width, PHONE.height);
    const world = new BrowserWorld();
    world.addDirect("Anna");
    await showMessenger(world);
    assert.true(isShown(".o-seitech-ChannelList"));
    assert.false(isShown(".o-seitech-Messenger-welcome"));
    await open(world, "Anna");
    assert.false(isShown(".o-seitech-ChannelList"));
    assert.true(isShown(".o-seitech-Composer"));
    await click(".o-seitech-ConversationHeader-back");
    assert.true(isShown(".o-seitech-ChannelList"));
    assert.false(isShown(".o-seitech-Conversation"));
    assert.strictEqual(focusedRow(), "Anna");
});

QUnit.test("nothing sticks out, on any width", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("A name that is rather long for a small screen, really");
    world.post(peer, "word ".repeat(100), id);
    await showMessenger(world);
    await open(world, "rather long");
    for (const width of [320, 375, 768, 1024, 1920]) {
        await resize(width, 600);
        const { scrollWidth } = document.documentElement;
        assert.true(scrollWidth <= width, `${scrollWidth} at ${width}`);
        const { bottom, right } = find(".o-seitech-Composer-send").getBoundingClientRect();
        assert.true(bottom <= 600 && right <= width, `send button inside at ${width}`);
    }
});

QUnit.test(
    "the conversation takes the height there is, the composer stays in sight",
    async (assert) => {
        const world = new BrowserWorld();
        world.postMany(world.sam, 60);
        await showMessenger(world, "height: 500px");
        await open(world, "channel 1");
        assert.strictEqual(find(".o-seitech-Messenger").offsetHeight, 500);
        assert.strictEqual(
            Math.round(find(".o-seitech-Composer").getBoundingClientRect().bottom),
            500,
        );
        assert.true(find(".o-seitech-Timeline-viewport").offsetHeight > 250);
    },
);

QUnit.test("height of the window: down to its lower edge, also when that moves", async (assert) => {
    const world = new BrowserWorld();
    await world.show(Messenger, { height: "viewport" }, "padding-top: 80px");
    const bottom = (): number =>
        Math.round(find(".o-seitech-Messenger").getBoundingClientRect().bottom);
    assert.strictEqual(bottom(), window.innerHeight);
    await resize(1000, 500);
    await settle();
    assert.strictEqual(bottom(), 500);
});

QUnit.test("each conversation keeps its own draft", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna");
    world.addDirect("Ben");
    await showMessenger(world);
    await open(world, "Anna");
    await type("for Anna");
    await open(world, "Ben");
    assert.strictEqual(find<HTMLTextAreaElement>("textarea").value, "");
    await type("for Ben");
    await open(world, "Anna");
    assert.strictEqual(find<HTMLTextAreaElement>("textarea").value, "for Anna");
});

QUnit.test("a conversation by keyboard alone", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    await showMessenger(world);
    for (let step = 0; step < 12 && focusedRow() === undefined; step += 1) {
        await press("Tab");
    }
    assert.strictEqual(focusedRow(), "Anna");
    await press("Enter");
    await world.pass();
    assert.strictEqual(document.activeElement, find("textarea"), "ready to write");
    await type("no mouse");
    await press("Enter");
    await world.pass();
    const sent = world.server.messages(id).map((message) => message.content);
    assert.deepEqual(sent, ["no mouse"]);
    await press("Alt+ArrowDown");
    await world.pass();
    assert.strictEqual(find(".o-seitech-ConversationHeader-name").innerText, "channel 1");
    await press("Alt+ArrowUp");
    await world.pass();
    assert.strictEqual(find(".o-seitech-ConversationHeader-name").innerText, "Anna");
});

QUnit.test("opening marks what is new, answering is done with it", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "new to you", id);
    await showMessenger(world);
    assert.strictEqual(findAll(".o-seitech-ChannelRow-unread").length, 1);
    await open(world, "Anna");
    assert.strictEqual(findAll(".o-seitech-Timeline-new").length, 1);
    assert.strictEqual(
        findAll(".o-seitech-ChannelRow-unread").length,
        0,
        "read, as it is in sight",
    );
    await type("thanks");
    await press("Enter");
    await world.pass();
    assert.strictEqual(findAll(".o-seitech-Timeline-new").length, 0);
    await open(world, "channel 1");
    await open(world, "Anna");
    assert.strictEqual(findAll(".o-seitech-Timeline-new").length, 0);
});

QUnit.test("offline: says so, keeps what is written, sends it later", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { connection } = await showMessenger(world);
    await open(world, "Anna");
    connection.goDown();
    await until("it says so", () => findAll(".o-seitech-ConnectionBanner-text").length > 0);
    assert.deepEqual(texts(".o-seitech-ConnectionBanner-text"), ["Reconnecting…"]);
    await type("later");
    await press("Enter");
    assert.strictEqual(findAll(".o-seitech-Message--pending").length, 1);
    assert.strictEqual(world.server.messages(id).length, 0);
    connection.goUp();
    await world.pass(60_000);
    assert.strictEqual(findAll(".o-seitech-ConnectionBanner-text").length, 0);
    assert.strictEqual(findAll(".o-seitech-Message--sent").length, 1);
    assert.strictEqual(world.server.messages(id).length, 1);
});

QUnit.test("a closed conversation can be read, not written in", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "bye", id);
    world.server.close(id);
    await showMessenger(world);
    await open(world, "Anna");
    assert.deepEqual(texts(".o-seitech-Message-body"), ["bye"]);
    assert.strictEqual(findAll("textarea").length, 0);
    assert.true(find(".o-seitech-Composer").innerText.includes("This conversation is closed."));
});

QUnit.test("whoever is taken out of the open conversation is told", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    await showMessenger(world);
    await open(world, "Anna");
    world.server.leave(id, world.ines);
    await world.pass(40_000);
    assert.strictEqual(findAll(".o-seitech-Conversation").length, 0);
    assert.false(find(".o-seitech-ChannelList").innerText.includes("Anna"));
});

QUnit.test("from right to left everything is mirrored", async (assert) => {
    document.documentElement.dir = "rtl";
    const world = new BrowserWorld();
    world.post(world.ines, "mine");
    await showMessenger(world);
    await open(world, "channel 1");
    const list = find(".o-seitech-ChannelList").getBoundingClientRect();
    const conversation = find(".o-seitech-Conversation").getBoundingClientRect();
    const mine = find(".o-seitech-Message--own .o-seitech-Message-bubble").getBoundingClientRect();
    document.documentElement.dir = "";
    assert.true(list.left >= conversation.right - 1, "the list is on the right");
    assert.true(mine.left - conversation.left < 200, "own messages are on the left");
});

QUnit.test("the keys that mean something everywhere are told on ?", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna");
    await showMessenger(world);
    await open(world, "Anna");
    await type("why?");
    assert.strictEqual(findAll(".o-seitech-ShortcutsHelp").length, 0, "a question is text");
    find(".o-seitech-ChannelRow").focus();
    await press("?");
    assert.true(find(".o-seitech-ShortcutsHelp").innerText.includes("Next conversation"));
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-ShortcutsHelp").length, 0);
    assert.strictEqual(focusedRow(), "Anna", "the focus is back");
});

QUnit.test("Ctrl+K leads to the search of the list, also on phones", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna");
    await showMessenger(world);
    await open(world, "Anna");
    for (const width of [DESKTOP.width, PHONE.width]) {
        await resize(width, 700);
        find("textarea").focus();
        await press("Control+k");
        const search = find(".o-seitech-ChannelList input[type=search]");
        await until("it has the focus", () => document.activeElement === search);
    }
    assert.true(isShown(".o-seitech-ChannelList"));
});

QUnit.test("the address opens a conversation and follows what is open", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const other = world.addDirect("Ben");
    let place: Place = { channelId: id, messageId: null };
    let goBack = (): void => undefined;
    const written: (number | null)[] = [];
    const address: ChatAddress = {
        read: () => place,
        write: (channelId) => void written.push(channelId),
        onChange: (run) => {
            goBack = run;
            return () => undefined;
        },
    };
    await world.show(Messenger, { height: "parent", address }, "height: 100vh");
    assert.strictEqual(find(".o-seitech-ConversationHeader-name").innerText, "Anna");
    await open(world, "Ben");
    assert.deepEqual(written, [id, other.id]);
    goBack();
    await world.pass();
    assert.strictEqual(find(".o-seitech-ConversationHeader-name").innerText, "Anna");
    place = { channelId: null, messageId: null };
    goBack();
    await world.pass();
    assert.strictEqual(findAll(".o-seitech-Conversation").length, 0);
    assert.deepEqual(written, [id, other.id, id, null]);
});

QUnit.test("asks about notifications once, politely", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna");
    const { notifier } = await showMessenger(world);
    assert.strictEqual(findAll(".o-seitech-NotificationAsk").length, 1);
    await click(".o-seitech-NotificationAsk .btn-link");
    assert.strictEqual(findAll(".o-seitech-NotificationAsk").length, 0);
    assert.strictEqual(notifier.granted, "off");
});
