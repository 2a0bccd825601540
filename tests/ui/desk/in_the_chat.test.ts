/** The desk's parts at their places in the chat. */
import { completions } from "../../../ts_src/ui/registries/completions";
import { answerCompletion } from "../../../ts_src/ui/desk/ready_answers";
import { Messenger } from "../../../ts_src/ui/messenger/messenger";
import { Systray } from "../../../ts_src/ui/systray/systray";
import { DESKTOP } from "../../helpers/browser_chat";
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
} from "../../helpers/browser_page";
import { axeViolationsHere } from "./axe_here";
import { DeskWorld } from "./fake_desk";
import { connectSlots, fillSlots } from "./filled_slots";

const composer = ".o-seitech-MessageInput-textarea, .o-seitech-Composer textarea";

async function showMessenger(world: DeskWorld) {
    await resize(1440, 900);
    const screen = await world.showDesk(Messenger, { height: "parent" }, "height: 100vh");
    await world.pass(1_000);
    return screen;
}

QUnit.module("ui › desk › in the chat", {
    afterEach: async () => {
        cleanUp();
        connectSlots();
        await resize(DESKTOP.width, DESKTOP.height);
    },
});

QUnit.test("places are filled while the chat is on show", async (assert) => {
    const world = new DeskWorld();
    const store = connectSlots();
    await showMessenger(world);
    assert.strictEqual(findAll(".o-seitech-DeskList").length, 0);
    fillSlots(store);
    await settle();
    assert.strictEqual(findAll(".o-seitech-DeskList").length, 1);
});

QUnit.test("requests take the place of the conversations, and give it back", async (assert) => {
    const world = new DeskWorld();
    fillSlots();
    world.desk.add("waiting", world.support());
    await showMessenger(world);
    assert.strictEqual(findAll(".o-seitech-DeskRow").length, 1, "who waits is shown at once");
    assert.strictEqual(findAll(".o-seitech-ChannelRow").length, 0);
    await click("[data-queue=chats]");
    assert.strictEqual(findAll(".o-seitech-DeskRow").length, 0);
    assert.deepEqual(texts(".o-seitech-ChannelRow .o-seitech-VisitorBadge"), ["Visitor"]);
    assert.deepEqual(await axeViolationsHere(), []);
});

QUnit.test("where there is room, who asks stands beside the conversation", async (assert) => {
    const world = new DeskWorld();
    fillSlots();
    world.desk.add("waiting", world.support());
    const { chat } = await showMessenger(world);
    await click(".o-seitech-DeskRow-open");
    await world.pass(1_000);
    assert.strictEqual(findAll(".o-seitech-PersonPanel").length, 1);
    assert.deepEqual(await axeViolationsHere(), []);
    await click(".o-seitech-PersonPanel .btn-close");
    assert.strictEqual(findAll(".o-seitech-PersonPanel").length, 0);
    await chat.actions.openChannel(world.channelId);
    await world.pass(1_000);
    await click(".o-seitech-DeskRow-open");
    await world.pass(1_000);
    assert.strictEqual(findAll(".o-seitech-DeskBar-line").length, 1);
    assert.strictEqual(findAll(".o-seitech-PersonPanel").length, 0, "it was not wanted");
    await click(".o-seitech-DeskBar [data-action=person]");
    assert.strictEqual(findAll(".o-seitech-PersonPanel").length, 1);
});

QUnit.test("notes take the place of messages; both keep what is typed", async (assert) => {
    const world = new DeskWorld();
    fillSlots();
    world.desk.add("mine", world.support());
    const { chat } = await showMessenger(world);
    await chat.actions.openChannel(world.visitId);
    await world.pass(1_000);
    await click(".o-seitech-DeskBar [data-action=person]");
    find(composer).focus();
    await type("Dear Vera");
    await click(".o-seitech-NoteSwitch-choice--note");
    assert.strictEqual(findAll(".o-seitech-Composer-form").length, 0);
    assert.strictEqual(document.activeElement, find(".o-seitech-NoteComposer-field"));
    await type("strange");
    await press("Escape");
    assert.strictEqual(find<HTMLTextAreaElement>(composer).value, "Dear Vera");
    assert.deepEqual(texts(".o-seitech-NoteSwitch-draft"), ["(draft)"]);
    await click(".o-seitech-NoteSwitch-choice--note");
    await press("Enter");
    assert.deepEqual(world.desk.called.at(-1), ["addNote", world.visitId, "strange"]);
    assert.strictEqual(chat.state.drafts.get(world.visitId)?.text, "Dear Vera");
});

QUnit.test("two colons offer ready-made answers", async (assert) => {
    const world = new DeskWorld();
    fillSlots();
    completions.add("answers", 50, answerCompletion(world.desk));
    world.desk.add("mine", world.support());
    const { chat } = await showMessenger(world);
    await chat.actions.openChannel(world.visitId);
    await world.pass(1_000);
    find(composer).focus();
    await type("::");
    assert.deepEqual(texts(".o-seitech-SuggestionList-label"), ["hi", "thanks"]);
    await type("th");
    assert.deepEqual(texts(".o-seitech-SuggestionList-label"), ["thanks"]);
    await press("Enter");
    assert.strictEqual(find<HTMLTextAreaElement>(composer).value, "Thank you for waiting.");
});

QUnit.test("the top bar: how many wait, apart from what is unread; the switch", async (assert) => {
    const world = new DeskWorld();
    fillSlots();
    world.desk.add("waiting", world.support());
    world.desk.state.counts = { waiting: 3, mine: 0, assigned: 0 };
    const { chat } = await world.showDesk(Systray, {}, "");
    assert.true(texts(".o-seitech-DeskBadge-waiting")[0]?.endsWith("3 waiting"));
    assert.strictEqual(findAll(".o-seitech-AgentSwitch-dot--online").length, 1);
    await click(".o-seitech-Systray-button");
    await click(".o-seitech-Systray-list input[value=away]");
    assert.deepEqual(world.desk.called.at(-1), ["setAvailability", "away"]);
    assert.deepEqual(await axeViolationsHere(), []);
    await click(".o-seitech-DeskTray-waiting");
    assert.deepEqual(chat.state.stage.windows, [{ channelId: world.visitId, isMinimised: false }]);
});
