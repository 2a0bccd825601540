import type { DeskActions } from "../../../ts_src/engine/desk/desk_actions";
import { channelId } from "../../helpers/builders";
import { abel, ada } from "../../model/desk/fake_desk_server";
import { DeskWorld, surroundings } from "./desk_fixture";

const six = channelId(6);
const seven = channelId(7);

async function deskWith(...channels: readonly (typeof six)[]): Promise<DeskWorld> {
    const around = surroundings();
    channels.forEach((id) => around.server.ask(id));
    return new DeskWorld(around).start();
}

QUnit.module("engine/desk/requests", () => {
    QUnit.test("start: what to choose from, who waits, who is mine", async (assert) => {
        const around = surroundings();
        [six, seven].forEach((id) => around.server.ask(id));
        around.server.claim(ada, seven);
        const world = new DeskWorld(around);
        assert.strictEqual(world.asked.length, 0, "nothing happens before");
        world.desk.start();
        await around.clock.advance(0);
        assert.deepEqual(world.asked, ["fetchSetup", "fetchQueue", "fetchQueue"]);
        const { setup, queues, counts } = world.state;
        assert.strictEqual(setup?.me.userId, ada);
        assert.deepEqual(queues.waiting.channelIds, [six]);
        assert.deepEqual(queues.mine.channelIds, [seven]);
        assert.false(queues.assigned.isLoaded);
        assert.deepEqual(counts, { waiting: 1, mine: 1, assigned: 1 });
    });

    QUnit.test("the bus moves a request without anything being asked", async (assert) => {
        const world = await deskWith(six);
        world.around.server.claim(abel, six);
        assert.deepEqual(world.state.queues.waiting.channelIds, []);
        assert.deepEqual(world.state.queues.assigned.channelIds, [six]);
        assert.deepEqual(world.state.counts, { waiting: 0, mine: 0, assigned: 1 });
        assert.deepEqual(world.asked, []);
    });

    QUnit.test("claim: mine at once, and once only", async (assert) => {
        const world = await deskWith(six);
        assert.true(await world.desk.actions.claim(six));
        assert.deepEqual(world.state.queues.mine.channelIds, [six]);
        assert.deepEqual(world.state.counts, { waiting: 0, mine: 1, assigned: 1 });
        assert.strictEqual(world.state.notice, null);
        assert.deepEqual(world.asked, ["claim"]);
    });

    QUnit.test("a colleague was first: their name, and the request as it is", async (assert) => {
        const world = await deskWith(six);
        world.isBusUp = false;
        world.around.server.claim(abel, six);
        assert.false(await world.desk.actions.claim(six));
        assert.deepEqual(world.state.notice, {
            code: "already_claimed",
            message: "Abel Agent has this conversation.",
        });
        assert.strictEqual(world.state.supports.get(six)?.agent?.id, abel);
        assert.deepEqual(world.state.queues.waiting.channelIds, []);
        world.desk.actions.putNoticeAway();
        assert.strictEqual(world.state.notice, null);
    });

    QUnit.test("no answer: the notice says so, and nobody is asked who has it", async (assert) => {
        const world = await deskWith(six);
        world.down.add("claim");
        assert.false(await world.desk.actions.claim(six));
        assert.strictEqual(world.state.notice?.code, "unreachable");
        assert.deepEqual(world.asked, ["claim"]);
        assert.deepEqual(world.state.queues.waiting.channelIds, [six]);
    });

    QUnit.test("release, tags, files", async (assert) => {
        const world = await deskWith(six);
        const { actions } = world.desk;
        await actions.claim(six);
        await actions.release(six);
        assert.deepEqual(world.state.queues.waiting.channelIds, [six]);
        await actions.setTags(six, [3, 4]);
        const tagged = world.state.supports.get(six)?.tags.map(({ id }) => id);
        assert.deepEqual(tagged, [3, 4]);
        await actions.allowFiles(six, true);
        assert.true(world.state.supports.get(six)?.mayAttach);
    });

    QUnit.test("transfer with a note: the colleague's, and the note is there", async (assert) => {
        const world = await deskWith(six);
        world.isBusUp = false;
        await world.desk.actions.claim(six);
        assert.true(await world.desk.actions.transfer(six, { userId: abel }, "Knows her"));
        assert.strictEqual(world.state.supports.get(six)?.agent?.id, abel);
        const notes = world.state.notes.get(six)?.map(({ html }) => html);
        assert.deepEqual(notes, ["Knows her"]);
        world.asked.length = 0;
        await world.desk.actions.transfer(six, { teamId: 61 }, " ");
        assert.deepEqual(world.asked, ["transfer"], "no note");
        assert.strictEqual(world.around.server.notesOf(six).length, 1);
    });

    QUnit.test("opening: person and notes; what fails is told", async (assert) => {
        const world = await deskWith(six);
        world.around.server.pageSize = 2;
        world.isBusUp = false;
        ["1", "2", "3", "4", "5"].forEach((text) => {
            world.around.server.write(abel, six, text, null);
        });
        await world.desk.actions.openRequest(six);
        assert.strictEqual(world.state.persons.get(six)?.name, "Vera");
        const notes = world.state.notes.get(six)?.map(({ html }) => html);
        assert.deepEqual(notes, ["1", "2", "3", "4", "5"], "page by page");
        world.down.add("fetchPerson");
        await world.desk.actions.openRequest(six);
        assert.strictEqual(world.state.notice?.code, "unreachable");
    });

    QUnit.test("block, unblock, spam", async (assert) => {
        const world = await deskWith(six);
        const { actions } = world.desk;
        await actions.openRequest(six);
        const blockedUntil = () => world.state.persons.get(six)?.blockedUntil;
        await actions.block(six, 2);
        assert.strictEqual(blockedUntil(), world.around.clock.now() + 7_200_000);
        await actions.unblock(six);
        assert.strictEqual(blockedUntil(), null);
        await actions.markSpam(six);
        assert.true(world.state.supports.get(six)?.isSpam);
        assert.strictEqual(blockedUntil(), world.around.clock.now() + 86_400_000);
    });

    QUnit.test("the switch turns when the server says so", async (assert) => {
        const world = await deskWith();
        world.isBusUp = false;
        world.down.add("setAvailability");
        await world.desk.actions.setAvailability("away");
        assert.strictEqual(world.state.setup?.me.state, "online");
        assert.strictEqual(world.state.notice?.code, "unreachable");
        world.down.clear();
        await world.desk.actions.setAvailability("away");
        assert.strictEqual(world.state.setup?.me.state, "away");
    });

    QUnit.test("a colleague's switch comes by the bus", async (assert) => {
        const world = await deskWith();
        await world.around.server.api(abel).setAvailability("busy");
        const agent = world.state.setup?.agents.find(({ userId }) => userId === abel);
        assert.strictEqual(agent?.state, "busy");
    });

    QUnit.test("queues: page after page, one at a time", async (assert) => {
        const world = await deskWith();
        const { server } = world.around;
        server.pageSize = 2;
        [1, 2, 3].forEach((id) => {
            server.ask(channelId(id));
            server.close(channelId(id));
        });
        const { actions } = world.desk;
        const open = world.hold("fetchQueue");
        const first = actions.loadQueue("closed");
        assert.true(world.state.queues.closed.isLoading);
        await actions.loadQueue("closed");
        open();
        await first;
        assert.deepEqual(world.asked, ["fetchQueue"]);
        assert.strictEqual(world.state.queues.closed.nextCursor, 2);
        await actions.loadQueue("closed", true);
        assert.strictEqual(world.state.queues.closed.nextCursor, null);
        await actions.loadQueue("closed", true);
        assert.deepEqual(world.asked, ["fetchQueue", "fetchQueue"], "there is no other page");
        world.down.add("fetchQueue");
        await actions.loadQueue("assigned");
        assert.strictEqual(world.state.notice?.code, "unreachable");
        assert.false(world.state.queues.assigned.isLoading, "it can be tried again");
    });

    QUnit.test("no action rejects", async (assert) => {
        const world = await deskWith(six);
        const calls: Record<keyof DeskActions, (it: DeskActions) => unknown> = {
            loadQueue: (it) => it.loadQueue("waiting"),
            openRequest: (it) => it.openRequest(six),
            claim: (it) => it.claim(six),
            release: (it) => it.release(six),
            transfer: (it) => it.transfer(six, { userId: abel }, "x"),
            setTags: (it) => it.setTags(six, []),
            saveNoteDraft: (it) => it.saveNoteDraft(six, "x"),
            addNote: (it) => it.addNote(six),
            block: (it) => it.block(six, 1),
            unblock: (it) => it.unblock(six),
            markSpam: (it) => it.markSpam(six),
            allowFiles: (it) => it.allowFiles(six, true),
            setAvailability: (it) => it.setAvailability("busy"),
            putNoticeAway: (it) => it.putNoticeAway(),
        };
        const quiet = ["saveNoteDraft", "putNoticeAway"];
        Object.keys(world.around.server.api(ada)).forEach((name) => world.down.add(name));
        for (const [name, call] of Object.entries(calls)) {
            world.desk.actions.putNoticeAway();
            await call(world.desk.actions);
            const code = quiet.includes(name) ? undefined : "unreachable";
            assert.strictEqual(world.state.notice?.code, code, name);
        }
    });

    QUnit.test("after the end nothing changes and nothing is asked", async (assert) => {
        const world = await deskWith(six);
        const open = world.hold("claim");
        const claim = world.desk.actions.claim(six);
        world.desk.stop();
        open();
        await claim;
        world.attention.wake();
        await world.around.clock.advance(200_000);
        assert.deepEqual(world.asked, ["claim"]);
        assert.deepEqual(world.state.queues.waiting.channelIds, [six]);
        assert.strictEqual(world.around.clock.waiting, 0);
    });
});
