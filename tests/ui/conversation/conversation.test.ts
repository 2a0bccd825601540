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

QUnit.test("who can only read is told why, in the server's words", async (assert) => {
    const world = new BrowserWorld();
    const id = group(world);
    const refusal = "Your enrolment in the course has ended.";
    world.server.permit(id, { send: false, refusal });
    await openIn(world, id);
    await until("the composer says it", () => findAll(".o-seitech-Composer-closed").length > 0);
    assert.deepEqual(texts(".o-seitech-Composer-closed"), [refusal]);
    assert.strictEqual(findAll(".o-seitech-Composer textarea").length, 0);
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

QUnit.test("below a panel on phones what is new is still told", async (assert) => {
    await resize(PHONE.width, PHONE.height);
    const world = new BrowserWorld();
    const parent = world.post(world.sam, "the question");
    world.post(world.sam, "an answer", world.channelId, { parentId: parent.id });
    await openIn(world);
    await click(".o-seitech-Message-replies");
    await world.pass();
    assert.strictEqual(getComputedStyle(find(".o-seitech-Timeline")).visibility, "hidden");
    world.post(world.sam, "one more", world.channelId, { parentId: parent.id });
    await world.pass();
    const told = find(".o-seitech-Timeline [aria-live=polite]");
    assert.strictEqual(told.innerText.trim(), "Sam Student: one more");
    assert.strictEqual(getComputedStyle(told).visibility, "visible");
});

QUnit.test("on phones going back closes a panel, and nothing else", async (assert) => {
    await resize(PHONE.width, PHONE.height);
    const world = new BrowserWorld();
    await openIn(world);
    let heard = 0;
    const router = (): void => void (heard += 1);
    window.addEventListener("popstate", router);
    window.history.pushState({ page: 1 }, "");
    await choose("pins");
    await world.pass();
    assert.strictEqual(window.history.state.page, 1, "what the router keeps there is still there");
    window.history.back();
    await until("the panel is closed", () => findAll(".o-seitech-SidePanel").length === 0);
    assert.strictEqual(findAll(".o-seitech-Conversation").length, 1);
    await choose("pins");
    await world.pass();
    await click(".o-seitech-SidePanel-close");
    await until("its step is gone", () => Object.keys(window.history.state).join() === "page");
    assert.strictEqual(heard, 0, "the page's router has nothing to do with it");
    window.history.back();
    await until("the router hears of its own steps", () => heard === 1);
    window.removeEventListener("popstate", router);
});

QUnit.test("moderators add people and make them moderators", async (assert) => {
    const world = new BrowserWorld();
    const id = group(world);
    world.server.setRole(id, world.ines, "moderator");
    world.server.addUser("Carla Clark");
    await openIn(world, id);
    await pressButton("members");
    await world.pass();
    await click(".o-seitech-SidePanel [aria-expanded=false]");
    await world.pass();
    const offered = ".o-seitech-MemberPanel-adding .o-seitech-MemberPanel-name";
    assert.deepEqual(texts(offered), ["Sam Student", "Carla Clark"], "those who are not in it");
    await click(".o-seitech-MemberPanel-adding li:nth-child(2) .btn");
    await world.pass();
    assert.deepEqual(texts(offered), ["Sam Student"]);
    const rows = ".o-seitech-SidePanel-list:not(.o-seitech-MemberPanel-adding *) > li";
    assert.deepEqual(texts(`${rows} .o-seitech-MemberPanel-text`), [
        "Anna Adams",
        "Ben Brown",
        "Carla Clark",
        "Ines Instructor Moderator",
    ]);
    await click(`${rows}:nth-child(3) .o-seitech-Menu-button`);
    await until("the menu is open", () => findAll("[data-item=role]").length > 0);
    await click("[data-item=role]");
    await world.pass();
    const third = texts(`${rows} .o-seitech-MemberPanel-text`)[2];
    assert.strictEqual(third, "Carla Clark Moderator");
});

QUnit.test("leaving asks once more, and leads out of the conversation", async (assert) => {
    const world = new BrowserWorld();
    const id = group(world);
    const { chat } = await openIn(world, id);
    await choose("settings");
    const leave = ".o-seitech-ChannelSettings .btn-danger, .o-seitech-SidePanel .btn-danger";
    assert.strictEqual(find(leave).innerText.trim(), "Leave");
    await click(leave);
    await world.pass();
    assert.true(chat.state.channels.has(id), "not yet");
    assert.strictEqual(find(leave).innerText.trim(), "Yes, leave");
    await click(leave);
    await world.pass(1_000);
    assert.false(chat.state.channels.has(id));
    assert.strictEqual(findAll(".o-seitech-Conversation").length, 0);
});

QUnit.test("a part that others give is there without loading anew", async (assert) => {
    const world = new BrowserWorld();
    const id = group(world);
    await openIn(world, id);
    await choose("settings");
    const form = "form.o-seitech-ChannelSettings-part";
    assert.strictEqual(findAll(form).length, 0);
    world.server.setRole(id, world.ines, "moderator");
    await world.pass();
    assert.strictEqual(findAll(form).length, 1, "may give it another name");
    world.server.setRole(id, world.ines, "member");
    await world.pass();
    assert.strictEqual(findAll(form).length, 0);
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
