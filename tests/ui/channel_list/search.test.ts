import { ChannelList } from "../../../ts_src/ui/channel_list/channel_list";
import { channelFilters } from "../../../ts_src/ui/registries/channel_filters";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    texts,
    type as typeText,
} from "../../helpers/browser_page";
import { unreachable } from "../../helpers/fake_network";

const field = ".o-seitech-ChannelList input[type=search]";

async function showList(world: BrowserWorld): Promise<Screen & { readonly opened: number[] }> {
    const opened: number[] = [];
    const onOpen = (channelId: number): void => void opened.push(channelId);
    const screen = await world.show(ChannelList, { onOpen });
    return { ...screen, opened };
}

const names = (): string[] => texts(".o-seitech-ChannelRow-name").sort();
const status = (): string | undefined => find(".o-seitech-ChannelList > [role=status]").innerText;

/** Ines knows three people, one of them in a course, and is in a group. */
function makeWorld(): BrowserWorld {
    const world = new BrowserWorld();
    world.addDirect("Zoë Krämer");
    world.addDirect("Ben", "Statistics");
    world.addDirect("Cleo");
    return world;
}

QUnit.module("ui › channel_list › search", { afterEach: cleanUp });

QUnit.test("finds by name and by course, accents and case ignored", async (assert) => {
    await showList(makeWorld());
    find(field).focus();
    await typeText("KRA");
    assert.deepEqual(names(), ["Zoë Krämer"]);
    assert.strictEqual(status(), "1 conversation");
    await press("Escape");
    assert.strictEqual(names().length, 4);
    assert.strictEqual(find<HTMLInputElement>(field).value, "");
    await typeText("statis");
    assert.deepEqual(names(), ["Ben"]);
});

QUnit.test("the server is asked once, for what is not loaded", async (assert) => {
    const world = makeWorld();
    world.server.listPageSize = 2;
    let lists = 0;
    world.answer = (method) => (method === "list" && (lists += 1) > 1 ? unreachable() : null);
    const { connection } = await showList(world);
    assert.deepEqual(names(), ["Ben", "Cleo"]);
    connection.answer = null;
    find(field).focus();
    await typeText("Zo");
    await typeText("ë");
    assert.strictEqual(findAll(".o-seitech-ChannelRow").length, 0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await world.pass();
    assert.deepEqual(names(), ["Zoë Krämer"]);
    assert.deepEqual(
        connection.requests.filter((request) => request.startsWith("list Z")),
        ["list Zoë"],
    );
});

QUnit.test("a group is found by somebody in it whom only the server knows", async (assert) => {
    const world = makeWorld();
    const hidden = world.server.addUser("Quentin Quiet");
    world.server.addChannel([world.ines, world.sam, hidden], { name: "Reading group" });
    await showList(world);
    find(field).focus();
    await typeText("quentin");
    assert.deepEqual(names(), []);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await world.pass();
    assert.deepEqual(names(), ["Reading group"]);
});

QUnit.test("nothing found: says so, and offers to start one", async (assert) => {
    const world = makeWorld();
    await showList(world);
    find(field).focus();
    await typeText("nobody");
    assert.strictEqual(status(), "0 conversations");
    assert.true(find(".o-seitech-ChannelList-hint").innerText.includes("was found"));
    await click(".o-seitech-ChannelList-hint button");
    assert.strictEqual(findAll("dialog").length, 1);
});

QUnit.test(
    "keys lead from the list to the field, and from there to what was found",
    async (assert) => {
        const { opened } = await showList(makeWorld());
        find(".o-seitech-ChannelRow[tabindex='0']").focus();
        await press("/");
        assert.strictEqual(document.activeElement, find(field));
        await typeText("ben");
        await press("ArrowDown");
        assert.strictEqual(document.activeElement, find(".o-seitech-ChannelRow"));
        find(field).focus();
        await press("Enter");
        assert.strictEqual(opened.length, 1);
    },
);

QUnit.test("filters: those the server names, and what they leave over", async (assert) => {
    await showList(makeWorld());
    assert.deepEqual(texts(".o-seitech-ChannelFilters-chip"), ["All", "Direct", "Study groups"]);
    assert.deepEqual(texts("[aria-pressed=true]"), ["All"]);
    await click("[data-filter=direct]");
    assert.deepEqual(names(), ["Ben", "Cleo", "Zoë Krämer"]);
    assert.deepEqual(texts("[aria-pressed=true]"), ["Direct"]);
    await click("[data-filter=groups]");
    assert.deepEqual(names(), ["channel 1"]);
});

QUnit.test("nothing to choose: no filters", async (assert) => {
    const world = makeWorld();
    world.server.openings = { openings: [], filters: [] };
    await showList(world);
    assert.strictEqual(findAll(".o-seitech-ChannelFilters").length, 0);
});

QUnit.test("other modules add filters", async (assert) => {
    let isHere = true;
    channelFilters.add("short", 90, {
        label: "Short names",
        isShown: () => isHere,
        matches: ({ name }) => name.length < 5,
    });
    await showList(makeWorld());
    await click("[data-filter=short]");
    assert.deepEqual(names(), ["Ben", "Cleo"]);
    isHere = false;
    find(field).focus();
    await typeText("c");
    assert.deepEqual(texts("[aria-pressed=true]"), ["All"], "gone while it was chosen");
});

QUnit.test("filters of other modules that fail cost nobody the list", async (assert) => {
    const { error } = console;
    let complaints = 0;
    console.error = () => void (complaints += 1);
    const fail = (): never => {
        throw new Error("a mistake of theirs");
    };
    channelFilters
        .add("without label", 95, { label: fail, matches: () => true })
        .add("without answer", 96, { label: "Broken", matches: fail });
    try {
        await showList(makeWorld());
        assert.strictEqual(findAll("[data-filter='without label']").length, 0);
        await click("[data-filter='without answer']");
        assert.deepEqual(names(), [], "it lets nothing through");
        await click("[data-filter=all]");
        assert.true(names().length > 2);
        assert.strictEqual(complaints, 2, "once for each of them");
    } finally {
        console.error = error;
    }
});

QUnit.test("what is pinned and what is unread come first, under headings", async (assert) => {
    const world = makeWorld();
    const { id, peer } = world.addDirect("Dora");
    const pinned = world.addDirect("Emil");
    await showList(world);
    assert.strictEqual(
        findAll(".o-seitech-ChannelRows-heading").length,
        0,
        "nothing to tell apart",
    );
    world.server.setPreferences(world.ines, pinned.id, { pinned: true });
    world.post(peer, "hello", id);
    await world.pass();
    const headings = texts(".o-seitech-ChannelRows-heading");
    assert.deepEqual(headings, ["Pinned", "Unread", "Other conversations"]);
    const sections = findAll(".o-seitech-ChannelRows > section");
    const first = sections.map(
        (section) => section.querySelector<HTMLElement>(".o-seitech-ChannelRow-name")?.innerText,
    );
    assert.deepEqual(first.slice(0, 2), ["Emil", "Dora"]);
    const tops = findAll(".o-seitech-ChannelRows-heading, .o-seitech-ChannelItem")
        .map((element) => element.getBoundingClientRect())
        .sort((a, b) => a.top - b.top);
    const overlaps = tops.filter((box, index) => box.top < (tops[index - 1]?.bottom ?? 0) - 0.5);
    assert.deepEqual(overlaps, []);
});
