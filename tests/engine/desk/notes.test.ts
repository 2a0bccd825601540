import { channelId, clientKey } from "../../helpers/builders";
import { abel } from "../../model/desk/fake_desk_server";
import { DeskWorld } from "./desk_fixture";

const six = channelId(6);

async function openDesk(): Promise<DeskWorld> {
    const world = new DeskWorld();
    world.around.server.ask(six);
    return world.start();
}

const texts = (world: DeskWorld) => world.state.notes.get(six)?.map(({ html }) => html) ?? [];
const draft = (world: DeskWorld) => world.state.noteDrafts.get(six);

QUnit.module("engine/desk/notes", () => {
    QUnit.test(
        "a draft is kept with every change, and taken up by the next page",
        async (assert) => {
            const world = await openDesk();
            world.desk.actions.saveNoteDraft(six, "Care");
            world.desk.actions.saveNoteDraft(six, "Careful");
            assert.deepEqual(world.around.memory.drafts.get(six), {
                text: "Careful",
                clientKey: null,
            });
            const next = await new DeskWorld(world.around).start();
            assert.strictEqual(draft(next), "Careful");
        },
    );

    QUnit.test("another tab shows what is typed here", async (assert) => {
        const world = await openDesk();
        const other = await new DeskWorld(world.around).start();
        world.desk.actions.saveNoteDraft(six, "Careful");
        assert.strictEqual(draft(other), "Careful");
    });

    QUnit.test("sending: the note is there, the draft is gone", async (assert) => {
        const world = await openDesk();
        world.desk.actions.saveNoteDraft(six, "Careful");
        await world.desk.actions.addNote(six);
        assert.deepEqual(texts(world), ["Careful"]);
        assert.strictEqual(draft(world), undefined);
        assert.strictEqual(world.around.memory.drafts.get(six)?.text, "");
        await world.desk.actions.addNote(six);
        assert.deepEqual(world.asked, ["addNote"], "nothing to send");
    });

    QUnit.test("the answer is lost, the note is tried again: one note", async (assert) => {
        const world = await openDesk();
        world.isBusUp = false;
        world.deaf.add("addNote");
        world.desk.actions.saveNoteDraft(six, "Careful");
        await world.desk.actions.addNote(six);
        assert.strictEqual(world.state.notice?.code, "unreachable");
        assert.strictEqual(draft(world), "Careful", "it stays where it is");
        world.deaf.clear();
        await world.desk.actions.addNote(six);
        assert.deepEqual(texts(world), ["Careful"]);
        assert.strictEqual(world.around.server.notesOf(six).length, 1);
        assert.strictEqual(draft(world), undefined);
    });

    QUnit.test("the same after a reload", async (assert) => {
        const world = await openDesk();
        world.isBusUp = false;
        world.deaf.add("addNote");
        world.desk.actions.saveNoteDraft(six, "Careful");
        await world.desk.actions.addNote(six);
        const next = await new DeskWorld(world.around, "next").start();
        await next.desk.actions.addNote(six);
        assert.strictEqual(world.around.server.notesOf(six).length, 1);
    });

    QUnit.test("the bus brings it although the answer was lost", async (assert) => {
        const world = await openDesk();
        world.deaf.add("addNote");
        world.desk.actions.saveNoteDraft(six, "Careful");
        await world.desk.actions.addNote(six);
        assert.strictEqual(draft(world), undefined);
        assert.deepEqual(texts(world), ["Careful"]);
    });

    QUnit.test("another text is another note", async (assert) => {
        const world = await openDesk();
        world.isBusUp = false;
        world.down.add("addNote");
        world.desk.actions.saveNoteDraft(six, "Careful");
        await world.desk.actions.addNote(six);
        world.down.clear();
        world.desk.actions.saveNoteDraft(six, "No, fine");
        assert.strictEqual(world.around.memory.drafts.get(six)?.clientKey, null);
        await world.desk.actions.addNote(six);
        assert.deepEqual(
            world.around.server.notesOf(six).map((note) => [note.html, note.clientKey]),
            [["No, fine", clientKey("key-2")]],
        );
    });

    QUnit.test("what is typed while a note is under way stays", async (assert) => {
        const world = await openDesk();
        const open = world.hold("addNote");
        world.desk.actions.saveNoteDraft(six, "Careful");
        const sending = world.desk.actions.addNote(six);
        void world.desk.actions.addNote(six);
        world.desk.actions.saveNoteDraft(six, "Careful\nand kind");
        open();
        await sending;
        assert.deepEqual(texts(world), ["Careful"]);
        assert.strictEqual(draft(world), "and kind");
        assert.strictEqual(world.asked.length, 1, "sent once");
    });

    QUnit.test("a colleague's note does not touch the draft", async (assert) => {
        const world = await openDesk();
        world.desk.actions.saveNoteDraft(six, "Careful");
        world.around.server.write(abel, six, "Careful", null);
        assert.deepEqual(texts(world), ["Careful"]);
        assert.strictEqual(draft(world), "Careful");
    });

    QUnit.test("a note that the bus lost between two others is caught up with", async (assert) => {
        const world = await openDesk();
        const { server } = world.around;
        server.write(abel, six, "1", null);
        await world.desk.actions.openRequest(six);
        world.isBusUp = false;
        server.write(abel, six, "2", null);
        world.isBusUp = true;
        server.write(abel, six, "3", null);
        assert.deepEqual(texts(world), ["1", "3"]);
        world.reconnect();
        await world.around.clock.advance(0);
        assert.deepEqual(texts(world), ["1", "2", "3"]);
    });
});
