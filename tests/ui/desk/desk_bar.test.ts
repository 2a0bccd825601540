import { DeskBar } from "../../../ts_src/ui/desk/desk_bar/desk_bar";
import type { Support } from "../../../ts_src/model/desk/desk_state";
import { cleanUp, click, find, findAll, press, settle, texts } from "../../helpers/browser_page";
import { userId } from "../../helpers/builders";
import { axeViolationsHere } from "./axe_here";
import { DeskWorld, person } from "./fake_desk";

const mine: Partial<Support> = { stage: "assigned", agent: { id: userId(11), name: "Ines" } };

async function show(world: DeskWorld, changes: Partial<Support> = {}, mode = "page") {
    world.server.permit(world.visitId, { close: true });
    world.desk.add("waiting", world.support(changes));
    const panels: (string | null)[] = [];
    const screen = await world.showDesk(DeskBar, {
        channelId: world.visitId,
        mode,
        isNarrow: mode === "window",
        panel: null,
        onPanel: (panel: string | null) => panels.push(panel),
    });
    // What one may do is told of conversations that are open.
    await screen.chat.actions.openChannel(world.visitId);
    await world.pass();
    return { ...screen, panels };
}

const buttons = (): string[] => texts(".o-seitech-DeskBar-button:not(.o-seitech-Menu-button)");

async function choose(item: string): Promise<void> {
    await click(".o-seitech-Menu-button");
    await click(`[data-item=${item}]`);
}

QUnit.module("ui › desk › bar", { afterEach: cleanUp });

QUnit.test("of a request that waits: for how long, and a button to claim it", async (assert) => {
    const world = new DeskWorld();
    const { panels } = await show(world);
    assert.deepEqual(world.desk.called, [["openRequest", world.visitId]]);
    assert.true(texts(".o-seitech-DeskBar-stage")[0]?.startsWith("Visitor Waiting"));
    assert.deepEqual(buttons().slice(0, 2), ["Claim", "Close"]);
    await click("[data-action=claim]");
    assert.deepEqual(world.desk.called.at(-1), ["claim", world.visitId]);
    await click("[data-action=person]");
    assert.deepEqual(panels, ["person"]);
    assert.deepEqual(await axeViolationsHere(), []);
});

QUnit.test("of one's own: give back, hand over, close", async (assert) => {
    const world = new DeskWorld();
    const { chat } = await show(world, mine);
    assert.deepEqual(texts(".o-seitech-DeskBar-stage"), ["Visitor You have this request"]);
    assert.deepEqual(buttons().slice(0, 3), ["Give back", "Transfer…", "Close"]);
    await click("[data-action=release]");
    assert.deepEqual(world.desk.called.at(-1), ["release", world.visitId]);
    await click("[data-action=close]");
    await world.pass();
    assert.strictEqual(chat.state.channels.get(world.visitId)?.state, "closed");
    assert.deepEqual(buttons()[2], "Reopen");
});

QUnit.test("of one that was reopened: a button to claim it", async (assert) => {
    const world = new DeskWorld();
    await show(world, { stage: "new", waitingSince: null });
    assert.deepEqual(buttons()[0], "Claim");
    assert.strictEqual(findAll(".o-seitech-WaitingTime").length, 0);
});

QUnit.test("of a colleague's: who has it", async (assert) => {
    const world = new DeskWorld();
    await show(world, { stage: "assigned", agent: { id: userId(15), name: "Abel Agent" } });
    assert.deepEqual(texts(".o-seitech-DeskBar-stage"), ["Visitor Abel Agent has this request"]);
    assert.strictEqual(findAll("[data-action=release]").length, 0);
});

QUnit.test("managers give back and hand over what a colleague has", async (assert) => {
    const world = new DeskWorld();
    const { setup } = world.desk.state;
    world.desk.state.setup = setup && { ...setup, isManager: true };
    await show(world, { stage: "assigned", agent: { id: userId(15), name: "Abel Agent" } });
    assert.deepEqual(buttons().slice(0, 2), ["Give back", "Transfer…"]);
    await click("[data-action=release]");
    assert.deepEqual(world.desk.called.at(-1), ["release", world.visitId]);
});

QUnit.test("hands over to a colleague or to a team, with a note", async (assert) => {
    const world = new DeskWorld();
    await show(world, mine);
    await click("[data-action=transfer]");
    assert.deepEqual(texts(".o-seitech-DeskDialog-choice"), [
        "Alma Agent Available · 4 open requests",
        "Abel Agent Away · 0 open requests",
        "Accounting",
    ]);
    assert.true(find<HTMLButtonElement>("dialog [type=submit]").disabled);
    assert.deepEqual(await axeViolationsHere(), []);
    await click(".o-seitech-DeskDialog-choice input");
    const note = find<HTMLTextAreaElement>("dialog textarea");
    note.value = "Speaks French";
    note.dispatchEvent(new InputEvent("input"));
    world.desk.accepts = false;
    await click("dialog [type=submit]");
    assert.strictEqual(note.value, "Speaks French", "what was refused is still there");
    world.desk.accepts = true;
    await click("dialog [type=submit]");
    assert.deepEqual(world.desk.called.at(-1), [
        "transfer",
        world.visitId,
        { userId: userId(16) },
        "Speaks French",
    ]);
    assert.strictEqual(findAll("dialog").length, 0);
});

QUnit.test("the menu: files, block and unblock, spam", async (assert) => {
    const world = new DeskWorld();
    await show(world, mine);
    await choose("files");
    assert.deepEqual(world.desk.called.at(-1), ["allowFiles", world.visitId, true]);
    await choose("block");
    await click("dialog input[value='168']");
    await click("dialog [type=submit]");
    assert.deepEqual(world.desk.called.at(-1), ["block", world.visitId, 168]);
    world.desk.state.persons = new Map([
        [world.visitId, { ...person, blockedUntil: Date.now() + 3_600_000 }],
    ]);
    await settle();
    await choose("unblock");
    assert.deepEqual(world.desk.called.at(-1), ["unblock", world.visitId]);
    await choose("spam");
    await click("dialog .btn-danger");
    assert.deepEqual(world.desk.called.at(-1), ["markSpam", world.visitId]);
});

QUnit.test(
    "Alt+C claims and Alt+E closes, but not what Alt writes while one types",
    async (assert) => {
        const world = new DeskWorld();
        const { chat } = await show(world);
        await press("Alt+c");
        assert.deepEqual(world.desk.called.at(-1), ["claim", world.visitId]);
        const field = document.createElement("textarea");
        find(".o-seitech-DeskBar").append(field);
        const typed = (key: string): boolean =>
            field.dispatchEvent(
                new KeyboardEvent("keydown", {
                    key,
                    code: "KeyE",
                    altKey: true,
                    bubbles: true,
                    cancelable: true,
                }),
            );
        assert.true(typed("´"), "a Mac writes an accent with these keys");
        await press("Alt+e");
        await world.pass();
        assert.strictEqual(chat.state.channels.get(world.visitId)?.state, "closed");
    },
);

QUnit.test("a small window has what is next as a button, the rest in its menu", async (assert) => {
    const world = new DeskWorld();
    await show(world, mine, "window");
    assert.deepEqual(buttons().slice(0, 1), ["Close"]);
    await click(".o-seitech-Menu-button");
    assert.true(texts(".o-seitech-Menu-item").includes("Transfer…"));
});
