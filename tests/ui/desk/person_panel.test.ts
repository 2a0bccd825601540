import { PersonPanel } from "../../../ts_src/ui/desk/person_panel/person_panel";
import type { SupportPerson } from "../../../ts_src/model/desk/desk_state";
import type { Support } from "../../../ts_src/model/desk/desk_state";
import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    settle,
    texts,
    type,
} from "../../helpers/browser_page";
import { axeViolationsHere } from "./axe_here";
import { DeskWorld, makeNote, person } from "./fake_desk";

async function show(
    world: DeskWorld,
    support: Partial<Support> = {},
    who: Partial<SupportPerson> = {},
): Promise<number[]> {
    const opened: number[] = [];
    world.desk.add("mine", world.support(support));
    world.desk.state.persons = new Map([[world.visitId, { ...person, ...who }]]);
    await world.showDesk(PersonPanel, {
        channelId: world.visitId,
        isNarrow: false,
        onOpen: (id: number) => opened.push(id),
        onClose: () => undefined,
    });
    return opened;
}

QUnit.module("ui › desk › person", { afterEach: cleanUp });

QUnit.test(
    "says who asks and where they are, with the hosts that links lead to",
    async (assert) => {
        const world = new DeskWorld();
        await show(world);
        assert.deepEqual(texts(".o-seitech-PersonPanel-name"), ["Vera Visitor"]);
        assert.deepEqual(texts(".o-seitech-VisitorBadge"), ["Visitor"]);
        assert.deepEqual(texts(".o-seitech-PersonPanel-email"), ["vera@example.com"]);
        assert.deepEqual(texts(".o-seitech-PersonPanel-link"), [
            "www.example.com/shop?a=1",
            "search.example.com",
        ]);
        for (const link of findAll(".o-seitech-PersonPanel-link")) {
            assert.strictEqual((link as HTMLAnchorElement).rel, "noopener noreferrer");
        }
        assert.deepEqual(await axeViolationsHere(), []);
    },
);

QUnit.test("an address that is none of the web gets no link", async (assert) => {
    const world = new DeskWorld();
    await show(world, { page: "javascript:alert(1)", referrer: "no address" });
    assert.strictEqual(findAll(".o-seitech-PersonPanel-facts a").length, 0);
    assert.true(texts(".o-seitech-PersonPanel-facts")[0]?.includes("javascript:alert(1)"));
});

QUnit.test("opens earlier conversations; shows the courses of students", async (assert) => {
    const world = new DeskWorld();
    const opened = await show(
        world,
        { type: "student_support", visitorName: "Sam" },
        {
            courses: [{ name: "Gardening", progress: 40 }],
            earlier: [
                { channelId: world.channelId, name: "Chat #3", state: "closed", date: Date.now() },
            ],
        },
    );
    assert.deepEqual(texts(".o-seitech-SidePanel-title"), ["Student"]);
    assert.strictEqual(findAll(".o-seitech-VisitorBadge").length, 0);
    assert.deepEqual(texts(".o-seitech-PersonPanel-course"), ["Gardening 40%"]);
    await click(".o-seitech-PersonPanel-earlier");
    assert.deepEqual(opened, [world.channelId]);
});

QUnit.test("tags are chosen from a menu", async (assert) => {
    const world = new DeskWorld();
    await show(world, { tags: [{ id: 51, name: "Refund", color: 3 }] });
    await click(".o-seitech-Menu-button");
    assert.strictEqual(find("[data-item='51']").ariaChecked, "true");
    await click("[data-item='52']");
    assert.deepEqual(world.desk.called.at(-1), ["setTags", world.visitId, [51, 52]]);
});

QUnit.test("notes: what others have written, and a field that keeps its draft", async (assert) => {
    const world = new DeskWorld();
    world.desk.state.notes = new Map([[world.visitId, [makeNote({ channelId: world.visitId })]]]);
    await show(world);
    assert.deepEqual(texts(".o-seitech-NoteList-author"), ["Abel Agent"]);
    assert.deepEqual(texts(".o-seitech-NoteList-body"), ["Paid twice"]);
    assert.strictEqual(findAll(".o-seitech-NoteList-body strong").length, 1);
    find(".o-seitech-NoteComposer-field").focus();
    await type("Refunded");
    assert.strictEqual(world.desk.state.noteDrafts.get(world.visitId), "Refunded");
    await press("Enter");
    await settle();
    assert.deepEqual(world.desk.called.at(-1), ["addNote", world.visitId, "Refunded"]);
    assert.strictEqual(find<HTMLTextAreaElement>(".o-seitech-NoteComposer-field").value, "");
});
