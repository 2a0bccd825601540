import { Composer } from "../../../ts_src/ui/composer/composer";
import { EmojiMemory } from "../../../ts_src/ui/emoji_picker/emoji_memory";
import "../../../ts_src/ui/kit/theme.scss";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import {
    cleanUp,
    find,
    findAll,
    press,
    settle,
    texts,
    type,
    until,
} from "../../helpers/browser_page";

/** A group with people whose names begin alike. */
async function showGroup(people: readonly string[]): Promise<Screen & { world: BrowserWorld }> {
    const world = new BrowserWorld();
    const ids = people.map((name) => world.server.addUser(name));
    const channelId = world.server.addChannel([world.ines, ...ids], { type: "group" });
    const screen = await world.show(Composer, { channelId }, "position: fixed; inset: auto 0 0 0");
    await screen.chat.actions.openChannel(channelId);
    await settle();
    return { ...screen, world };
}

const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>("textarea");
const options = (): string[] => texts("[role=option] .o-seitech-SuggestionList-label");
const active = (): string | undefined =>
    document.getElementById(field().getAttribute("aria-activedescendant") ?? "")?.innerText.trim();

async function offered(): Promise<void> {
    await until("suggestions", () => findAll("[role=option]").length > 0);
    await settle();
}

QUnit.module("ui › autocomplete", { afterEach: cleanUp });

QUnit.test("@ offers the people of the channel, the keys choose one", async (assert) => {
    const { world } = await showGroup(["Élodie Muñoz", "Elias Berg", "Sam Gold"]);
    await type("Hello @el");
    await offered();
    assert.deepEqual(options(), ["Elias Berg", "Élodie Muñoz"], "never oneself");
    assert.strictEqual(field().getAttribute("aria-controls"), find("[role=listbox]").id);
    assert.true(active()?.endsWith("Elias Berg"));
    await press("ArrowDown");
    assert.true(active()?.endsWith("Élodie Muñoz"));
    await press("Enter");
    assert.strictEqual(field().value, "Hello @Élodie Muñoz ");
    assert.strictEqual(findAll("[role=option]").length, 0);
    assert.strictEqual(world.server.messages(world.channelId).length, 0, "that Enter sent nothing");
    await type("and @gold");
    await press("Tab");
    assert.strictEqual(field().value, "Hello @Élodie Muñoz and @Sam Gold ");
    assert.strictEqual(document.activeElement, field());
});

QUnit.test("a second name narrows the choice; a click chooses too", async (assert) => {
    await showGroup(["Sam Gold", "Sam Stone"]);
    await type("@Sam");
    await offered();
    assert.deepEqual(options(), ["Sam Gold", "Sam Stone"]);
    await type(" S");
    assert.deepEqual(options(), ["Sam Stone"]);
    const mouse = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
    find("[role=option]").dispatchEvent(mouse);
    assert.true(mouse.defaultPrevented, "the press does not take the focus from the field");
    find("[role=option]").click();
    await settle();
    assert.strictEqual(field().value, "@Sam Stone ");
    await type("x @Nobody");
    assert.strictEqual(findAll("[role=option]").length, 0);
});

QUnit.test("Escape declines, and for this word it stays declined", async (assert) => {
    await showGroup(["Sam Gold"]);
    await type("@S");
    await offered();
    let reached = 0;
    const count = (): void => void (reached += 1);
    document.addEventListener("keydown", count);
    await press("Escape");
    document.removeEventListener("keydown", count);
    assert.strictEqual(reached, 0, "what lies around does not close as well");
    assert.strictEqual(findAll("[role=option]").length, 0);
    await type("a");
    assert.strictEqual(findAll("[role=option]").length, 0);
    assert.strictEqual(field().value, "@Sa");
    await type(" and @S");
    await offered();
    assert.deepEqual(options(), ["Sam Gold"]);
});

QUnit.test("in a large channel names are looked for on the server", async (assert) => {
    const crowd = Array.from({ length: 120 }, (_, at) => `Person ${String(at).padStart(3, "0")}`);
    const { connection } = await showGroup([...crowd, "Zoë Last"]);
    await type("@zo");
    await offered();
    assert.deepEqual(options(), ["Zoë Last"]);
    const searches = connection.requests.filter((request) => /^members \d+ \S/.test(request));
    assert.true(searches.length <= 1, searches.join(", "));
});

QUnit.test(": offers emoji by shortcode, in the person's skin tone", async (assert) => {
    const { world } = await showGroup(["Sam Gold"]);
    new EmojiMemory(world.ines).setTone("\u{1F3FF}");
    await type("fine :thumb");
    await offered();
    assert.deepEqual(options(), [":thumbsup:"]);
    await press("Enter");
    assert.strictEqual(field().value, "fine 👍🏿 ");
    await press("Control+z");
    assert.strictEqual(field().value, "fine :thumb", "undo brings back what was typed");
});

QUnit.test("the list stands in the window, above the field", async (assert) => {
    await showGroup(["Sam Gold", "Sam Stone"]);
    await type("@");
    await offered();
    const box = find(".o-seitech-SuggestionList").getBoundingClientRect();
    assert.true(box.top >= 0 && box.bottom <= field().getBoundingClientRect().top);
    field().blur();
    await settle();
    assert.strictEqual(findAll("[role=option]").length, 0, "gone with the focus");
});
