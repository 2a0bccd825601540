import type { Openings } from "../../../ts_src/engine/ports";
import { NewConversation } from "../../../ts_src/ui/new_conversation/new_conversation";
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

interface Shown extends Screen {
    readonly opened: number[];
    readonly closed: { count: number };
}

async function showDialog(world: BrowserWorld, openings?: Openings["openings"]): Promise<Shown> {
    if (openings) {
        world.server.openings = { openings, filters: [] };
    }
    const opened: number[] = [];
    const closed = { count: 0 };
    const screen = await world.show(NewConversation, {
        onOpen: (channelId: number) => void opened.push(channelId),
        onClose: () => void (closed.count += 1),
    });
    return { ...screen, opened, closed };
}

const choice = ".o-seitech-NewConversation-choice";
const names = (): string[] => texts(".o-seitech-NewConversation-name");
const hint = (): string => find(".o-seitech-NewConversation-hint").innerText;
/** Longer than one waits for somebody to type on. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 350));

QUnit.module("ui › new_conversation", { afterEach: cleanUp });

QUnit.test("offers the people there are, and opens the conversation with one", async (assert) => {
    const world = new BrowserWorld();
    world.server.addUser("Anna");
    const { chat, opened } = await showDialog(world);
    assert.deepEqual(names(), ["Sam Student", "Anna"]);
    findAll(choice)[1]?.click();
    await world.pass(1_000);
    const [id] = opened;
    assert.deepEqual(
        [...chat.state.channels.values()]
            .filter((channel) => channel.id === id)
            .map(({ type }) => type),
        ["direct"],
    );
});

QUnit.test("the server looks for people, when one pauses to type", async (assert) => {
    const world = new BrowserWorld();
    world.server.addUser("Anna");
    const { connection } = await showDialog(world);
    assert.strictEqual(document.activeElement, find(".o-seitech-NewConversation input"));
    await typeText("a");
    await typeText("nna");
    await pause();
    await world.pass();
    assert.deepEqual(names(), ["Anna"]);
    const asked = connection.requests.filter((request) => request.startsWith("people"));
    assert.deepEqual(asked, ["people direct ", "people direct anna"]);
    await typeText(" nobody");
    await pause();
    await world.pass();
    assert.strictEqual(hint(), "Nobody was found.");
});

QUnit.test("arrow keys lead from the field to the people and back", async (assert) => {
    const world = new BrowserWorld();
    const { opened } = await showDialog(world);
    await press("ArrowDown");
    assert.strictEqual(document.activeElement, find(choice));
    await press("ArrowUp");
    assert.strictEqual(document.activeElement, find(".o-seitech-NewConversation input"));
    await press("ArrowDown");
    await press("Enter");
    await world.pass(1_000);
    assert.strictEqual(opened.length, 1);
});

QUnit.test("several kinds: one chooses, and what needs nobody opens at once", async (assert) => {
    const world = new BrowserWorld();
    const { chat, opened, connection } = await showDialog(world, [
        { channelType: "student_support", subject: "nothing" },
        { channelType: "direct", subject: "person" },
        { channelType: "student_instructor", subject: "person" },
    ]);
    const kinds = [...texts(".o-seitech-NewConversation-kind")];
    assert.deepEqual(kinds, ["Direct message", "About a course"]);
    await click("[data-kind='student_instructor person']");
    await world.pass();
    assert.deepEqual(texts("[aria-pressed=true]"), ["About a course"]);
    assert.true(connection.requests.includes("people student_instructor "));
    await click("[data-kind='student_support nothing']");
    await world.pass(1_000);
    const types = opened.map((id) => [...chat.state.channels.values()].find((it) => it.id === id));
    assert.deepEqual(
        types.map((channel) => channel?.type),
        ["student_support"],
    );
});

const ofCourse = { channelType: "course", subject: "course" } as const;
const ofGroup = { channelType: "group", subject: "group" } as const;
const newGroup = { channelType: "group", subject: "name" } as const;
const openedNames = ({ chat, opened: [id] }: Shown) =>
    [...chat.state.channels.values()].filter((one) => one.id === id).map((one) => one.name);

QUnit.test("one kind alone is not offered for choice", async (assert) => {
    await showDialog(new BrowserWorld(), [ofCourse]);
    assert.strictEqual(findAll(".o-seitech-NewConversation-kind").length, 0);
});

QUnit.test(
    "a course or a study group of those the server offers is found by name",
    async (assert) => {
        const world = new BrowserWorld();
        world.server.topics.set("course", [
            { id: 5, name: "Statistics" },
            { id: 6, name: "Logic" },
        ]);
        world.server.topics.set("group", [{ id: 3, name: "Readers" }]);
        const shown = await showDialog(world, [ofCourse, ofGroup]);
        assert.deepEqual(names(), ["Statistics", "Logic"]);
        await click("[data-kind='group group']");
        await world.pass();
        assert.deepEqual(names(), ["Readers"], "the courses are no study groups");
        await click("[data-kind='course course']");
        await world.pass();
        find(".o-seitech-NewConversation input").focus();
        await typeText("log");
        await pause();
        await world.pass();
        assert.deepEqual(names(), ["Logic"]);
        await press("ArrowDown");
        await press("Enter");
        await world.pass(1_000);
        assert.deepEqual(openedNames(shown), ["Logic"]);
    },
);

QUnit.test("nothing to choose is said in words of its own", async (assert) => {
    const world = new BrowserWorld();
    await showDialog(world, [ofCourse, ofGroup]);
    assert.strictEqual(hint(), "You are not responsible for a course yet.");
    await click("[data-kind='group group']");
    await world.pass();
    assert.strictEqual(hint(), "You are in no study group yet.");
    find(".o-seitech-NewConversation input").focus();
    await typeText("x");
    await pause();
    await world.pass();
    assert.strictEqual(hint(), "Nothing was found.");
});

QUnit.test("a new study group needs a name, which outlives a refusal", async (assert) => {
    const world = new BrowserWorld();
    const shown = await showDialog(world, [newGroup, ofCourse]);
    const { connection } = shown;
    const button = find<HTMLButtonElement>(".o-seitech-GroupName button");
    const field = find<HTMLInputElement>(".o-seitech-GroupName input");
    assert.strictEqual(document.activeElement, field);
    assert.true(button.disabled);
    await typeText("  ");
    assert.true(button.disabled, "white space is no name");
    await typeText("Night owls ");
    connection.answer = (method) => (method === "open" ? unreachable() : null);
    await press("Enter");
    await world.pass(1_000);
    assert.deepEqual(texts("dialog [role=alert]"), ["The server cannot be reached."]);
    assert.strictEqual(field.value, "  Night owls ");
    connection.answer = null;
    await press("Enter");
    await world.pass(1_000);
    assert.deepEqual(openedNames(shown), ["Night owls"]);
    assert.strictEqual(shown.opened.length, 1);
});

QUnit.test("says clearly when there is nobody to write to", async (assert) => {
    const world = new BrowserWorld();
    await showDialog(world, []);
    assert.true(hint().startsWith("There is nobody you can write to yet."));
    assert.strictEqual(findAll(".o-seitech-NewConversation input").length, 0);
});

QUnit.test("what the server refuses is said in the dialog, which stays", async (assert) => {
    const world = new BrowserWorld();
    const { connection, opened, chat } = await showDialog(world);
    connection.answer = (method) => (method === "open" ? unreachable() : null);
    await click(choice);
    await world.pass(1_000);
    assert.deepEqual(opened, []);
    assert.deepEqual(texts("dialog [role=alert]"), ["The server cannot be reached."]);
    assert.strictEqual(chat.state.notice, null, "and nowhere else");
    connection.answer = null;
    await click(choice);
    await world.pass(1_000);
    assert.strictEqual(opened.length, 1);
});

QUnit.test("a failure to load is told and can be tried again", async (assert) => {
    const world = new BrowserWorld();
    world.answer = (method) => (["openings", "people"].includes(method) ? unreachable() : null);
    const { connection } = await showDialog(world);
    assert.strictEqual(find("[role=alert] p").innerText, "The server cannot be reached.");
    connection.answer = null;
    await click("[role=alert] button");
    await world.pass();
    assert.deepEqual(names(), ["Sam Student"]);
    assert.strictEqual(findAll("[role=alert]").length, 0);
});

QUnit.test("Escape closes it", async (assert) => {
    const { closed } = await showDialog(new BrowserWorld());
    await press("Escape");
    assert.strictEqual(closed.count, 1);
});
