import { isMuted, preferences } from "../../../ts_src/model/channels";
import { unreadCount } from "../../../ts_src/model/unread";
import { ChannelList } from "../../../ts_src/ui/channel_list/channel_list";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    settle,
    texts,
    until,
} from "../../helpers/browser_page";

async function showList(world: BrowserWorld): Promise<Screen> {
    return world.show(ChannelList, { onOpen: () => {} });
}

const row = (name: string): HTMLElement => {
    const found = findAll(".o-seitech-ChannelRow").find((one) => one.innerText.includes(name));
    if (!found) {
        throw new Error(`there is no row of ${name}`);
    }
    return found;
};

/** Opens the menu of a row by the keyboard and runs one of its items. */
async function choose(world: BrowserWorld, name: string, item: string): Promise<void> {
    row(name).focus();
    await settle();
    await press("Shift+F10");
    await until("the menu", () => findAll("[role=menu] [data-item]").length > 0);
    await click(`[data-item="${item}"]`);
    await world.pass();
}

QUnit.module("ui › channel_list › menu of a row", { afterEach: cleanUp });

QUnit.test(
    "is there for the row with the focus, and for the one below the pointer",
    async (assert) => {
        const world = new BrowserWorld();
        world.addDirect("Anna");
        world.addDirect("Ben");
        await showList(world);
        assert.strictEqual(findAll(".o-seitech-ChannelItem-menu").length, 1, "of the current row");
        const ben = row("Anna").closest("li");
        ben?.dispatchEvent(new PointerEvent("pointerenter"));
        await settle();
        assert.strictEqual(findAll(".o-seitech-ChannelItem-menu").length, 2);
        const menu = ben?.querySelector(".o-seitech-ChannelItem-menu");
        assert.strictEqual(menu?.ariaLabel, "Actions for Anna");
        ben?.dispatchEvent(new PointerEvent("pointerleave"));
        await settle();
        assert.strictEqual(findAll(".o-seitech-ChannelItem-menu").length, 1);
    },
);

QUnit.test("the menu key opens it, and the focus comes back", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna");
    await showList(world);
    row("Anna").focus();
    await settle();
    await press("ContextMenu");
    await until("the menu", () => findAll("[role=menu] [data-item]").length > 0);
    assert.true(document.activeElement?.matches("[data-item]"));
    await press("Escape");
    await settle();
    assert.strictEqual(document.activeElement, row("Anna"));
});

QUnit.test("pins and unpins; the focus stays with the row", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    world.addDirect("Ben");
    const { chat } = await showList(world);
    await choose(world, "Anna", "pin");
    assert.true(preferences(chat.state, id).pinned);
    assert.strictEqual(row("Anna").querySelectorAll("[aria-label=Pinned]").length, 1);
    assert.true(document.activeElement?.closest("li")?.innerText.includes("Anna"));
    await choose(world, "Anna", "pin");
    assert.false(preferences(chat.state, id).pinned);
});

QUnit.test("mutes for a while, and for good, by the server's clock", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await showList(world);
    const before = Date.now();
    await choose(world, "Anna", "mute-8");
    const until8 = preferences(chat.state, id).mutedUntil ?? 0;
    const expected = before + chat.state.clockOffset + 8 * 3_600_000;
    assert.true(Math.abs(until8 - expected) < 5_000);
    assert.strictEqual(row("Anna").querySelectorAll("[aria-label=Muted]").length, 1);
    await choose(world, "Anna", "unmute");
    assert.strictEqual(preferences(chat.state, id).mutedUntil, null);
    await choose(world, "Anna", "mute");
    assert.true(isMuted(chat.state, id, Date.now() + 365 * 24 * 3_600_000));
});

QUnit.test("sets of what one wants to hear", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const { chat } = await showList(world);
    await choose(world, "Anna", "level-mentions");
    assert.strictEqual(preferences(chat.state, id).notificationLevel, "mentions");
    row("Anna").focus();
    await press("Shift+F10");
    await settle();
    assert.deepEqual(texts("[role=menuitemcheckbox][aria-checked=true]"), [
        "Notify me only where I am mentioned",
    ]);
});

QUnit.test("marks as read and as unread, also what was never opened", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "one", id);
    world.post(peer, "two", id);
    const { chat, connection } = await showList(world);
    assert.strictEqual(unreadCount(chat.state, id), 2);
    await choose(world, "Anna", "read");
    assert.strictEqual(unreadCount(chat.state, id), 0);
    assert.true(connection.requests.some((request) => request.startsWith(`read ${id} `)));
    await choose(world, "Anna", "unread");
    await world.pass(2_000);
    assert.strictEqual(unreadCount(chat.state, id), 1);
    assert.true(connection.requests.some((request) => request.startsWith(`unread ${id} `)));
});

QUnit.test("hides; a search finds it, and brings it back", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna");
    await showList(world);
    await choose(world, "Anna", "hide");
    assert.deepEqual(texts(".o-seitech-ChannelRow-name"), ["channel 1"]);
    assert.notStrictEqual(document.activeElement, document.body, "the focus is not lost");
    const field = find<HTMLInputElement>("input[type=search]");
    field.value = "Anna";
    field.dispatchEvent(new InputEvent("input"));
    await settle();
    await choose(world, "Anna", "hide");
    field.value = "";
    field.dispatchEvent(new InputEvent("input"));
    await settle();
    assert.deepEqual(texts(".o-seitech-ChannelRow-name").sort(), ["Anna", "channel 1"]);
});
