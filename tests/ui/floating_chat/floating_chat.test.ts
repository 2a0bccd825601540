import { FloatingChat } from "../../../ts_src/ui/floating_chat/floating_chat";
import { roomForWindows } from "../../../ts_src/ui/floating_chat/room";
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

const names = ".o-seitech-ChatWindow .o-seitech-ConversationHeader-name";

function showWindows(world: BrowserWorld): Promise<Screen> {
    return world.show(FloatingChat, {});
}

function button(window: number, title: string): string {
    return `.o-seitech-ChatWindow:nth-of-type(${window}) [title="${title}"]`;
}

QUnit.module("ui › floating chat", {
    async afterEach() {
        cleanUp();
        document.documentElement.dir = "";
        await resize(DESKTOP.width, DESKTOP.height);
    },
});

QUnit.test("several windows side by side, each with its own conversation", async (assert) => {
    const world = new BrowserWorld();
    const anna = world.addDirect("Anna");
    const ben = world.addDirect("Ben");
    const { chat } = await showWindows(world);
    void chat.actions.openWindow(anna.id);
    void chat.actions.openWindow(ben.id);
    await world.pass();
    assert.deepEqual(texts(names), ["Anna", "Ben"]);
    const [first, second] = findAll(".o-seitech-ChatWindow").map((one) =>
        one.getBoundingClientRect(),
    );
    assert.true((second?.right ?? 0) <= (first?.left ?? 0), "they do not overlap");
    await until("they stand at the lower edge", () => {
        const { bottom } = find(".o-seitech-ChatWindow").getBoundingClientRect();
        return Math.round(bottom) === DESKTOP.height;
    });
    find(".o-seitech-ChatWindow:nth-of-type(2) textarea").focus();
    await type("for Ben");
    await press("Enter");
    await world.pass();
    assert.strictEqual(world.server.messages(anna.id).length, 0);
    assert.strictEqual(world.server.messages(ben.id)[0]?.content, "for Ben");
});

QUnit.test("minimised to a head with what is unread, and back", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    const { chat } = await showWindows(world);
    void chat.actions.openWindow(id);
    await world.pass();
    await click(button(1, "Minimise"));
    assert.strictEqual(findAll(".o-seitech-ChatWindow").length, 0);
    world.post(peer, "hello?", id);
    await world.pass();
    assert.deepEqual(texts(".o-seitech-ChatHead-unread"), ["1"]);
    await click(".o-seitech-ChatHead-open");
    await world.pass();
    assert.deepEqual(texts(names), ["Anna"]);
    assert.strictEqual(findAll(".o-seitech-ChatHead").length, 0);
});

QUnit.test("windows and heads are there again after a reload", async (assert) => {
    const world = new BrowserWorld();
    const anna = world.addDirect("Anna");
    const ben = world.addDirect("Ben");
    const before = await showWindows(world);
    void before.chat.actions.openWindow(anna.id);
    void before.chat.actions.openWindow(ben.id);
    before.chat.actions.minimiseWindow(anna.id, true);
    await world.pass();
    before.chat.stop();
    before.destroy();
    await showWindows(world);
    await world.pass();
    assert.deepEqual(texts(names), ["Ben"]);
    assert.strictEqual(find(".o-seitech-ChatHead-open").title, "Anna");
});

QUnit.test("Escape closes the window one is in", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await showWindows(world);
    void chat.actions.openWindow(id);
    await world.pass();
    find(".o-seitech-ChatWindow textarea").focus();
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-ChatWindow").length, 0);
    assert.strictEqual(chat.state.stage.windows.length, 0);
});

QUnit.test("as many as there is room for; the others are heads", async (assert) => {
    assert.strictEqual(roomForWindows(320), 1);
    assert.strictEqual(roomForWindows(800), 2);
    assert.strictEqual(roomForWindows(4_000), 3);
    const world = new BrowserWorld();
    const ids = ["Anna", "Ben", "Cleo", "Dan"].map((name) => world.addDirect(name).id);
    const { chat } = await showWindows(world);
    ids.forEach((id) => void chat.actions.openWindow(id));
    await world.pass();
    assert.deepEqual(texts(names), ["Ben", "Cleo", "Dan"]);
    await resize(PHONE.width, PHONE.height);
    await settle();
    assert.deepEqual(texts(names), ["Dan"], "on a phone it takes the screen");
    const { width, height } = find(".o-seitech-ChatWindow").getBoundingClientRect();
    assert.deepEqual([width, height], [PHONE.width, PHONE.height]);
    assert.true(document.documentElement.scrollWidth <= PHONE.width);
});

QUnit.test("on phones going back closes the panel, then the window", async (assert) => {
    await resize(PHONE.width, PHONE.height);
    const world = new BrowserWorld();
    const { chat } = await showWindows(world);
    await chat.actions.openWindow(world.channelId);
    await world.pass();
    await click('.o-seitech-ChatWindow [title="More"]');
    await until("the menu is open", () => findAll("[data-item=pins]").length > 0);
    await click("[data-item=pins]");
    await world.pass();
    window.history.back();
    await until("the panel is closed", () => findAll(".o-seitech-SidePanel").length === 0);
    assert.strictEqual(findAll(".o-seitech-ChatWindow").length, 1);
    window.history.back();
    await until("the window is closed", () => findAll(".o-seitech-ChatWindow").length === 0);
    assert.deepEqual(chat.state.stage.windows, []);
});

QUnit.test("from right to left they stand on the left", async (assert) => {
    document.documentElement.dir = "rtl";
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await showWindows(world);
    void chat.actions.openWindow(id);
    await world.pass();
    assert.true(find(".o-seitech-ChatWindow").getBoundingClientRect().left < 100);
});

QUnit.test("full screen: keeps the focus in, Escape ends it", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await showWindows(world);
    void chat.actions.openWindow(id);
    await world.pass();
    await click(button(1, "Full screen"));
    await world.pass();
    const overlay = find<HTMLDialogElement>(".o-seitech-Fullscreen");
    assert.deepEqual(texts(".o-seitech-ConversationHeader-name"), ["Anna"]);
    assert.strictEqual(findAll(".o-seitech-ChatWindow").length, 0);
    assert.strictEqual(overlay.offsetWidth, DESKTOP.width);
    assert.strictEqual(overlay.offsetHeight, DESKTOP.height);
    for (let step = 0; step < 40; step += 1) {
        await press("Tab");
        const focused = document.activeElement;
        if (focused !== document.body && !overlay.contains(focused)) {
            assert.true(false, "the focus has left");
        }
    }
    find("textarea").focus();
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-Fullscreen").length, 0);
    assert.strictEqual(chat.state.openChannelId, null);
    assert.deepEqual(texts(names), ["Anna"], "the window is back");
});

QUnit.test("Escape in full screen closes a panel first", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await showWindows(world);
    chat.actions.setFullscreen(true);
    void chat.actions.openChannel(id);
    await world.pass();
    await click('[data-action="search"]');
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-SidePanel").length, 0);
    assert.strictEqual(findAll(".o-seitech-Fullscreen").length, 1);
});

QUnit.test("a message deleted in a window can be brought back", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const message = world.post(world.ines, "too quick", id);
    const { chat } = await showWindows(world);
    void chat.actions.openWindow(id);
    await world.pass();
    chat.actions.deleteMessage(message.id);
    await settle();
    assert.strictEqual(findAll("[data-message-id]").length, 0);
    await click(".o-seitech-Notice-undo");
    await world.pass(60_000);
    assert.strictEqual(findAll("[data-message-id]").length, 1);
    assert.false(world.server.messages(id)[0]?.deleted);
});

QUnit.test("goes to the message that somebody comes for, each time they do", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    const first = world.post(peer, "the first", id);
    for (let n = 0; n < 60; n++) {
        world.post(peer, `later ${n}`, id);
    }
    const { chat } = await showWindows(world);
    const come = async (): Promise<void> => {
        chat.actions.wantMessage({ channelId: id, messageId: first.id });
        void chat.actions.openWindow(id);
        await world.pass();
        await settle();
    };
    const marked = () => texts(".o-seitech-Message--highlighted .o-seitech-Message-body");
    await come();
    assert.deepEqual(marked(), ["the first"]);
    assert.strictEqual(chat.state.wanted, null);
    await chat.actions.returnToNewest(id);
    await world.pass();
    await come();
    assert.deepEqual(marked(), ["the first"]);
});
