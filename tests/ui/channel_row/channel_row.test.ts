import type { ChannelId } from "../../../ts_src/model/ids";
import type { MessageType } from "../../../ts_src/model/records";
import { ChannelList } from "../../../ts_src/ui/channel_list/channel_list";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, find, findAll, settle, texts } from "../../helpers/browser_page";
import { unreachable } from "../../helpers/fake_network";

/** Shows the rows where people meet them: in the list. */
async function showRows(world: BrowserWorld): Promise<Screen> {
    return world.show(ChannelList, { onOpen: () => {} });
}

function row(id: ChannelId): HTMLElement {
    return find(`[data-channel-id="${id}"]`);
}

const preview = (id: ChannelId): string =>
    row(id)
        .querySelector<HTMLElement>(".o-seitech-ChannelRow-preview")
        ?.innerText.replace(/\s+/g, " ")
        .trim() ?? "";

const icons = (id: ChannelId): string[] =>
    [...row(id).querySelectorAll("[role=img][aria-label]")].map((icon) => icon.ariaLabel ?? "");

QUnit.module("ui › channel_row", {
    afterEach() {
        document.documentElement.dir = "";
        cleanUp();
    },
});

QUnit.test("a long text of the other direction is cut at its end", async (assert) => {
    document.documentElement.dir = "rtl";
    const world = new BrowserWorld();
    world.post(world.ines, "Latin words that are a good deal longer than a row. ".repeat(9));
    await showRows(world);
    const words = find(".o-seitech-ChannelRow-words");
    const first = document.createRange();
    first.setStart(words.firstChild as Node, 0);
    first.setEnd(words.firstChild as Node, 5);
    const { left, right } = words.getBoundingClientRect();
    const box = first.getBoundingClientRect();
    assert.true(box.left >= left && box.right <= right, `${box.left} in ${left} to ${right}`);
    const lead = find(".o-seitech-ChannelRow-lead").getBoundingClientRect();
    assert.true(lead.left >= right, "whose words they are stands before them");
});

QUnit.test("who is typing stands in the place of the message", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    const ben = world.server.addUser("Ben");
    const group = world.server.addChannel([world.ines, peer, ben], { name: "Group" });
    world.post(peer, "hello", id);
    world.post(ben, "hi", group);
    await showRows(world);
    assert.strictEqual(preview(group), "Ben: hi");
    world.server.tellTyping(peer, id, true);
    world.server.tellTyping(ben, group, true);
    await world.pass();
    assert.strictEqual(preview(id), "Typing…");
    assert.strictEqual(preview(group), "Ben is typing…");
    world.server.tellTyping(peer, group, true);
    await world.pass();
    assert.strictEqual(preview(group), "Several people are typing…");
    world.post(peer, "done", id);
    await world.pass();
    assert.strictEqual(preview(id), "done");
});

QUnit.test("a draft is shown, except in the open conversation", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "hello", id);
    const { chat } = await showRows(world);
    chat.actions.saveDraft(id, { text: "I was\nabout to" });
    await settle();
    assert.strictEqual(preview(id).replace(/\s+/g, " "), "Draft: I was about to");
    await chat.actions.openChannel(id);
    await settle();
    assert.strictEqual(preview(id), "hello");
});

QUnit.test("files are told by their kind, also without a word", async (assert) => {
    const world = new BrowserWorld();
    const show = (type: MessageType, text: string): ChannelId => {
        const { id, peer } = world.addDirect(`${type} ${text}`);
        world.post(peer, text, id, { type });
        return id;
    };
    const [file, picture, nameless, system] = [
        show("file", "notes.pdf"),
        show("image", "look"),
        show("image", ""),
        show("system", "Anna joined"),
    ];
    await showRows(world);
    assert.strictEqual(preview(file), "notes.pdf");
    assert.strictEqual(row(file).querySelectorAll(".fa-paperclip").length, 1);
    assert.strictEqual(preview(picture), "look");
    assert.strictEqual(row(picture).querySelectorAll(".fa-picture-o").length, 1);
    assert.strictEqual(preview(nameless), "Picture");
    assert.strictEqual(preview(system), "Anna joined");
});

QUnit.test("a deleted message says so, without its kind or how far it came", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    const picture = world.post(peer, "cat.png", id, { type: "image" });
    world.server.delete(id, picture.id);
    const own = world.post(world.ines, "slip of the tongue");
    await showRows(world);
    assert.strictEqual(preview(id), "This message was deleted", "told by the list");
    assert.strictEqual(row(id).querySelectorAll(".fa-picture-o").length, 0);
    assert.strictEqual(preview(world.channelId), "You: slip of the tongue");
    world.server.delete(world.channelId, own.id);
    await world.pass();
    assert.strictEqual(preview(world.channelId), "This message was deleted", "told by the bus");
    assert.deepEqual(icons(world.channelId), []);
});

QUnit.test("how far an own message has come", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    const { chat, connection } = await showRows(world);
    await chat.actions.openChannel(id);
    connection.answer = () => unreachable();
    chat.actions.sendMessage(id, "hello");
    await settle();
    assert.deepEqual(icons(id), ["Sending"]);
    assert.true(preview(id).includes("You: hello"));
    connection.answer = null;
    await world.pass(60_000);
    assert.deepEqual(icons(id), ["Sent"]);
    const message = [...chat.state.messages.values()].find(({ content }) => content === "hello");
    assert.true(message !== undefined);
    if (message) {
        world.server.markRead(peer, id, message.id);
    }
    await world.pass();
    assert.deepEqual(icons(id), ["Seen"]);
});

QUnit.test("who is there is told by a dot with a name", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.server.setPresence(peer, "online");
    await showRows(world);
    await world.pass(2_000);
    assert.deepEqual(icons(id), ["Online"]);
    world.server.setPresence(peer, "away");
    await world.pass();
    assert.deepEqual(icons(id), ["Away"]);
    world.server.setPresence(peer, "offline");
    await world.pass();
    assert.deepEqual(icons(id), []);
});

QUnit.test("muted ones have a quiet badge; who is mentioned sees it", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "hello", id);
    await showRows(world);
    const badge = (): HTMLElement | null => row(id).querySelector(".o-seitech-ChannelRow-unread");
    assert.false(badge()?.classList.contains("o-seitech-ChannelRow-unread--quiet"));
    world.server.setPreferences(world.ines, id, { mutedUntil: Date.UTC(2100, 0, 1) });
    await world.pass();
    assert.true(badge()?.classList.contains("o-seitech-ChannelRow-unread--quiet"));
    assert.deepEqual(icons(id), ["Muted"]);
    world.server.setPreferences(world.ines, id, {
        mutedUntil: null,
        notificationLevel: "mentions",
    });
    await world.pass();
    assert.true(badge()?.classList.contains("o-seitech-ChannelRow-unread--quiet"));
    world.post(peer, "@Ines", id, { mentions: [world.ines] });
    await world.pass();
    assert.deepEqual(icons(id), ["You are mentioned"]);
    assert.strictEqual(findAll(".o-seitech-ChannelRow-unread--quiet").length, 0);
});

QUnit.test("a closed conversation is marked", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    await showRows(world);
    world.server.close(id);
    await world.pass();
    assert.deepEqual(icons(id), ["Closed"]);
    assert.strictEqual(texts("[data-channel-id] .fa-lock").length, 1);
});

QUnit.test("a request for support bears the name of who asks, and its number", async (assert) => {
    const world = new BrowserWorld();
    const id = world.server.addChannel([world.ines], {
        type: "student_support",
        name: "Support Chat #CHAT00012",
        personName: "Sam Student",
    });
    await showRows(world);
    const words = (part: string): string | undefined =>
        row(id).querySelector<HTMLElement>(`.o-seitech-ChannelRow-${part}`)?.innerText;
    assert.strictEqual(words("name"), "Sam Student");
    assert.strictEqual(words("beside")?.replace(/\s+/g, " "), "Support Chat #CHAT00012");
});
