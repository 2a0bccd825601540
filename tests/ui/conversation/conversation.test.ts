import type { ChannelId } from "../../../ts_src/model/ids";
import { Messenger } from "../../../ts_src/ui/messenger/messenger";
import { headerActions } from "../../../ts_src/ui/registries/header_actions";
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

async function openIn(world: BrowserWorld, channelId = world.channelId): Promise<Screen> {
    const screen = await world.show(Messenger, { height: "parent" }, "height: 100vh");
    await screen.chat.actions.openChannel(channelId);
    await world.pass();
    return screen;
}

async function pressButton(action: string): Promise<void> {
    await click(`[data-action="${action}"]`);
}

/** Chooses from the menu of the header. */
async function choose(item: string): Promise<void> {
    await click(".o-seitech-ConversationHeader .o-seitech-Menu-button");
    await until("the menu is open", () => findAll(`[data-item="${item}"]`).length > 0);
    await click(`[data-item="${item}"]`);
}

function group(world: BrowserWorld): ChannelId {
    const anna = world.server.addUser("Anna Adams");
    const ben = world.server.addUser("Ben Brown");
    return world.server.addChannel([world.ines, anna, ben], { name: "Statistics", type: "group" });
}

QUnit.module("ui › conversation", {
    async afterEach() {
        cleanUp();
        await resize(DESKTOP.width, DESKTOP.height);
    },
});

QUnit.test("the header tells who it is, and whether they are there", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna", "Statistics");
    world.server.setPresence(peer, "online");
    const { chat } = await openIn(world, id);
    await chat.actions.watchPresence([id]);
    await world.pass();
    assert.deepEqual(texts(".o-seitech-ConversationHeader-name"), ["Anna"]);
    assert.deepEqual(texts(".o-seitech-ConversationHeader-details"), ["Online · Statistics"]);
});

QUnit.test("another module can put a button there", async (assert) => {
    const runs: string[] = [];
    const added: [string, number][] = [["call", 5]];
    headerActions.add("call", 5, {
        label: "Call",
        icon: "fa-phone",
        isQuick: true,
        isShown: ({ channel }) => channel.name === "Anna" && added.length > 0,
        run: ({ channel }) => void runs.push(channel.name),
    });
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    await openIn(world, id);
    await pressButton("call");
    assert.deepEqual(runs, ["Anna"]);
    added.pop();
});

QUnit.test("searching leads to a message", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "the needle");
    world.postMany(world.sam, 120);
    await openIn(world);
    await pressButton("search");
    assert.strictEqual(document.activeElement, find(".o-seitech-SidePanel input"));
    await type("needle");
    await until("it is found", () => findAll(".o-seitech-MessageExcerpt").length > 0);
    assert.deepEqual(texts(".o-seitech-MessageExcerpt-text"), ["the needle"]);
    await click(".o-seitech-MessageExcerpt");
    await world.pass();
    await until("it is on the page", () =>
        find(".o-seitech-Timeline").innerText.includes("the needle"),
    );
    assert.strictEqual(findAll(".o-seitech-SidePanel").length, 1, "there is room for both");
});

QUnit.test("pinned messages in a list; a press leads there, one takes it off", async (assert) => {
    const world = new BrowserWorld();
    world.server.permit(world.channelId, { pin: true });
    const message = world.post(world.sam, "read this first");
    world.server.pin(message.id, true);
    world.post(world.sam, "something else");
    await openIn(world);
    await pressButton("pins");
    await world.pass();
    assert.deepEqual(texts(".o-seitech-MessageExcerpt-text"), ["read this first"]);
    await click(".o-seitech-SidePanel-list .btn-link");
    await world.pass();
    assert.strictEqual(findAll(".o-seitech-MessageExcerpt").length, 0);
    assert.true(find(".o-seitech-SidePanel").innerText.includes("Nothing is pinned"));
    assert.strictEqual(world.server.messages(world.channelId)[0]?.pinnedAt, null);
});

QUnit.test("members are listed and found, and those who may can take them out", async (assert) => {
    const world = new BrowserWorld();
    const id = group(world);
    world.server.permit(id, { removeMembers: true });
    await openIn(world, id);
    await pressButton("members");
    await world.pass();
    const names = ".o-seitech-MemberPanel-name";
    assert.deepEqual(texts(names), ["Anna Adams", "Ben Brown", "Ines Instructor"]);
    await type("ben");
    assert.deepEqual(texts(names), ["Ben Brown"]);
    await click(".o-seitech-MemberPanel-member .o-seitech-Menu-button");
    await until("the menu is open", () => findAll("[data-item=remove]").length > 0);
    await click("[data-item=remove]");
    await world.pass();
    assert.deepEqual(texts(names), []);
});

QUnit.test("settings: what to hear of it, muting, the name", async (assert) => {
    const world = new BrowserWorld();
    const id = group(world);
    world.server.permit(id, { rename: true });
    const { chat } = await openIn(world, id);
    await choose("settings");
    await click('.o-seitech-ChannelSettings-part input[value="mentions"]');
    await world.pass();
    assert.strictEqual(chat.state.preferences.get(id)?.notificationLevel, "mentions");
    await click(".o-seitech-ChannelSettings-buttons .btn");
    await world.pass();
    assert.true((chat.state.preferences.get(id)?.mutedUntil ?? 0) > 0);
    const field = find<HTMLInputElement>("form.o-seitech-ChannelSettings-part input");
    field.focus();
    field.select();
    await type("Algebra");
    await press("Enter");
    await world.pass();
    assert.deepEqual(texts(".o-seitech-ConversationHeader-name"), ["Algebra"]);
});

QUnit.test("Escape closes the panel, and the focus is where it was", async (assert) => {
    const world = new BrowserWorld();
    await openIn(world);
    const button = find('[data-action="search"]');
    button.focus();
    await press("Enter");
    assert.strictEqual(findAll(".o-seitech-SidePanel").length, 1);
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-SidePanel").length, 0);
    assert.strictEqual(document.activeElement, button);
    assert.strictEqual(findAll(".o-seitech-Conversation").length, 1);
});

QUnit.test("on phones a panel takes the place of the messages", async (assert) => {
    await resize(PHONE.width, PHONE.height);
    const world = new BrowserWorld();
    const message = world.post(world.sam, "pinned");
    world.server.pin(message.id, true);
    await openIn(world);
    await choose("pins");
    await world.pass();
    const panel = find(".o-seitech-SidePanel").getBoundingClientRect();
    assert.strictEqual(Math.round(panel.width), PHONE.width);
    assert.strictEqual(getComputedStyle(find(".o-seitech-Timeline")).visibility, "hidden");
    await click(".o-seitech-MessageExcerpt");
    await world.pass();
    assert.strictEqual(findAll(".o-seitech-SidePanel").length, 0, "and makes way for them");
});

QUnit.test("hidden conversations leave the screen", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await openIn(world, id);
    await choose("hide");
    await world.pass();
    await settle();
    assert.strictEqual(findAll(".o-seitech-Conversation").length, 0);
    assert.true(chat.state.preferences.get(id)?.hidden);
});
