import type { ChannelId } from "../../../ts_src/model/ids";
import { ChannelList } from "../../../ts_src/ui/channel_list/channel_list";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, press, settle, texts } from "../../helpers/browser_page";
import { unreachable } from "../../helpers/fake_network";

async function showList(world: BrowserWorld): Promise<Screen & { opened: ChannelId[] }> {
    const opened: ChannelId[] = [];
    const onOpen = (channelId: ChannelId): void => void opened.push(channelId);
    const screen = await world.show(ChannelList, { onOpen });
    return { ...screen, opened };
}

const names = (): string[] => texts(".o-seitech-ChannelRow-name");
const previews = (): string[] => texts(".o-seitech-ChannelRow-preview");

QUnit.module("ui › channel_list", { afterEach: cleanUp });

QUnit.test("newest activity comes first, live", async (assert) => {
    const world = new BrowserWorld();
    const anna = world.addDirect("Anna");
    const ben = world.addDirect("Ben");
    world.post(anna.peer, "first", anna.id);
    await world.pass(1_000);
    world.post(ben.peer, "second", ben.id);
    await showList(world);
    assert.deepEqual(names().slice(0, 2), ["Ben", "Anna"]);
    await world.pass(1_000);
    world.post(anna.peer, "third", anna.id);
    await world.pass();
    assert.deepEqual(names().slice(0, 2), ["Anna", "Ben"]);
});

QUnit.test("a row says who wrote what, and how much is unread", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "one\ntwo <b>", id);
    const { chat } = await showList(world);
    assert.strictEqual(previews()[0], "one two <b>");
    assert.strictEqual(texts(".o-seitech-ChannelRow-unread")[0]?.split(" ")[0], "1");
    world.post(peer, "more", id);
    await world.pass();
    assert.strictEqual(previews()[0], "more");
    assert.strictEqual(texts(".o-seitech-ChannelRow-unread")[0]?.split(" ")[0], "2");
    chat.actions.sendMessage(id, "answer");
    await world.pass();
    assert.strictEqual(previews()[0], "You: answer");
    await chat.actions.openChannel(id);
    chat.actions.markRead(id);
    await world.pass();
    assert.strictEqual(findAll(".o-seitech-ChannelRow-unread").length, 0);
});

QUnit.test("more than 99 unread are not counted out", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 120);
    await showList(world);
    const badge = find(".o-seitech-ChannelRow-unread");
    assert.strictEqual(badge.querySelector("[aria-hidden]")?.textContent, "99+");
    assert.true(badge.innerText.includes("unread messages"));
});

QUnit.test("without messages, the course tells what a conversation is about", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna", "Statistics");
    await showList(world);
    assert.deepEqual(previews(), ["Statistics", "No messages yet"]);
});

QUnit.test("arrow keys walk, Enter opens", async (assert) => {
    const world = new BrowserWorld();
    const ids = ["Anna", "Ben", "Cleo"].map((name) => world.addDirect(name).id);
    const { opened } = await showList(world);
    find(".o-seitech-ChannelRow").focus();
    await press("ArrowDown");
    await press("ArrowDown");
    await press("ArrowUp");
    await press("Enter");
    assert.deepEqual(opened, [ids[1]]);
    await press("End");
    assert.strictEqual(document.activeElement, findAll(".o-seitech-ChannelRow").at(-1));
    await press("ArrowDown");
    assert.strictEqual(document.activeElement, findAll(".o-seitech-ChannelRow").at(-1));
    await press("Home");
    await press("ArrowUp");
    assert.strictEqual(document.activeElement, find(".o-seitech-ChannelRow"));
});

QUnit.test("the open conversation is marked", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await showList(world);
    assert.strictEqual(findAll("[aria-current]").length, 0);
    await chat.actions.openChannel(id);
    await settle();
    assert.deepEqual(texts("[aria-current] .o-seitech-ChannelRow-name"), ["Anna"]);
});

QUnit.test("every page is loaded, each of the others once", async (assert) => {
    const world = new BrowserWorld();
    world.server.listPageSize = 30;
    for (let index = 1; index < 70; index += 1) {
        world.addDirect(`Person ${index}`);
    }
    const { connection } = await showList(world);
    await press("Tab");
    find(".o-seitech-ChannelRow").focus();
    await press("End");
    const last = document.activeElement?.closest("li");
    assert.strictEqual(last?.ariaPosInSet, "70");
    assert.strictEqual(last?.ariaSetSize, "70");
    const pages = connection.requests.filter((request) => /^list \d/.test(request));
    assert.deepEqual(pages, ["list 30", "list 60"]);
});

QUnit.test("a page that is missing can be asked for again", async (assert) => {
    const world = new BrowserWorld();
    world.server.listPageSize = 5;
    for (let index = 1; index < 16; index += 1) {
        world.addDirect(`Person ${index}`);
    }
    let lists = 0;
    world.answer = (method) => (method === "list" && (lists += 1) > 1 ? unreachable() : null);
    const { chat, connection } = await showList(world);
    assert.strictEqual(chat.state.channels.size, 5, "one page is there");
    assert.strictEqual(find(".o-seitech-ChannelItem").ariaSetSize, "-1", "not all are known");
    assert.strictEqual(find("[role=alert] p").innerText, "The server cannot be reached.");
    connection.answer = null;
    await click("[role=alert] button");
    await world.pass(2_000);
    assert.strictEqual(chat.state.channels.size, 16, "and all that come after it");
    assert.strictEqual(findAll("[role=alert]").length, 0);
});

QUnit.test("nobody to talk to: says what will be here", async (assert) => {
    const world = new BrowserWorld();
    world.server.leave(world.channelId, world.ines);
    await showList(world);
    assert.deepEqual(names(), []);
    assert.true(find(".o-seitech-ChannelList").innerText.includes("No conversations yet"));
});

QUnit.test("shows that it is loading, and only then", async (assert) => {
    const world = new BrowserWorld();
    world.network.faults = { ...world.network.faults, maxDelay: 100_000 };
    await showList(world);
    assert.strictEqual(findAll(".o-seitech-ChannelList-skeleton").length, 1);
    await world.pass(200_000);
    assert.strictEqual(findAll(".o-seitech-ChannelList-skeleton").length, 0);
    assert.strictEqual(names().length, 1);
});

QUnit.test("a failure is told and can be tried again", async (assert) => {
    const world = new BrowserWorld();
    world.answer = () => unreachable();
    const { connection } = await showList(world);
    assert.strictEqual(find("[role=alert] p").innerText, "The server cannot be reached.");
    connection.answer = null;
    await click("[role=alert] button");
    await world.pass();
    assert.strictEqual(findAll("[role=alert]").length, 0);
    assert.strictEqual(names().length, 1);
});

QUnit.test("long names and texts are cut, never the layout", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("An".repeat(200));
    world.post(peer, "word ".repeat(500), id);
    const onOpen = (): void => {};
    await world.show(ChannelList, { onOpen }, "width: 320px; height: 600px; display: grid");
    const scroll = find(".o-seitech-ChannelList-scroll");
    assert.strictEqual(scroll.scrollWidth, scroll.clientWidth);
    assert.true(find(".o-seitech-ChannelRow").offsetHeight < 80);
});
