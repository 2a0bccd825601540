import { DeskList } from "../../../ts_src/ui/desk/desk_list/desk_list";
import {
    click,
    cleanUp,
    find,
    findAll,
    press,
    settle,
    texts,
    until,
} from "../../helpers/browser_page";
import { axeViolationsHere } from "./axe_here";
import { type DeskWorld, DeskWorld as World } from "./fake_desk";

const rows = ".o-seitech-DeskRow";

interface Shown {
    /** Of the chat. */
    readonly state: { clockOffset: number };
    readonly opened: number[];
    readonly covered: boolean[];
}

async function show(world: DeskWorld, isCovering = true): Promise<Shown> {
    const opened: number[] = [];
    const covered: boolean[] = [];
    const { chat } = await world.showDesk(DeskList, {
        isCovering,
        onCover: (is: boolean) => covered.push(is),
        onOpen: (id: number) => opened.push(id),
    });
    return { state: chat.state, opened, covered };
}

QUnit.module("ui › desk › list", { afterEach: cleanUp });

QUnit.test("rows say who waits, for how long, with what and where", async (assert) => {
    const world = new World();
    world.desk.add("waiting", world.support({ tags: [{ id: 51, name: "Refund", color: 3 }] }));
    await show(world);
    assert.deepEqual(texts(".o-seitech-DeskRow-name"), ["Vera"]);
    assert.deepEqual(texts(`${rows} .o-seitech-VisitorBadge`), ["Visitor"]);
    assert.deepEqual(texts(".o-seitech-DeskRow-details"), ["Payment · French"]);
    assert.true(texts(".o-seitech-DeskRow-page")[0]?.includes("www.example.com/shop?a=1"));
    assert.deepEqual(texts(".o-seitech-DeskTags-tag"), ["Refund"]);
    assert.true(/1:[0-5]\d$/.test(texts(".o-seitech-WaitingTime")[0] ?? ""));
    assert.deepEqual(await axeViolationsHere(), []);
});

QUnit.test("the waiting time goes on, and warns after some minutes", async (assert) => {
    const world = new World();
    world.desk.add(
        "waiting",
        world.support({ waitingSince: Date.now() - 120_000 }),
        world.support({ channelId: world.channelId, waitingSince: Date.now() - 3_000_000 }),
    );
    const { state } = await show(world);
    assert.strictEqual(findAll(".o-seitech-WaitingTime--short").length, 1);
    assert.strictEqual(findAll(".o-seitech-WaitingTime--too-long").length, 1);
    const shown = texts(".o-seitech-WaitingTime--short")[0];
    await until("it goes on", () => texts(".o-seitech-WaitingTime--short")[0] !== shown);
    // A minute passes, by the server's clock.
    state.clockOffset += 61_000;
    await until("it warns", () => findAll(".o-seitech-WaitingTime--long").length === 1);
    assert.strictEqual(findAll(".o-seitech-WaitingTime--short").length, 0);
});

QUnit.test(
    "segments count; one is chosen, and its queue is loaded when it is not",
    async (assert) => {
        const world = new World();
        world.desk.state.counts = { waiting: 3, mine: 2, assigned: 8 };
        world.desk.state.queues = {
            ...world.desk.state.queues,
            assigned: { channelIds: [], isLoaded: false, isLoading: false, nextCursor: null },
        };
        const { covered } = await show(world);
        assert.deepEqual(texts(".o-seitech-DeskList-segment"), [
            "Chats",
            "3 Waiting",
            "2 Mine",
            "8 All",
        ]);
        assert.strictEqual(find("[data-queue=waiting]").ariaPressed, "true");
        await click("[data-queue=assigned]");
        assert.strictEqual(find("[data-queue=assigned]").ariaPressed, "true");
        assert.deepEqual(world.desk.called, [["loadQueue", "assigned"]]);
        await click("[data-queue=chats]");
        assert.deepEqual(covered.slice(-2), [true, false]);
    },
);

QUnit.test("what is empty says what would be there", async (assert) => {
    const world = new World();
    await show(world);
    assert.deepEqual(texts(".o-seitech-DeskList-empty"), [
        "Nobody is waiting New requests appear here.",
    ]);
    await click("[data-queue=mine]");
    assert.true(texts(".o-seitech-DeskList-empty")[0]?.startsWith("You have no requests"));
});

QUnit.test("claiming opens the conversation; who was too late stays", async (assert) => {
    const world = new World();
    world.desk.add("waiting", world.support());
    const { opened } = await show(world);
    world.desk.accepts = false;
    await click(".o-seitech-DeskRow-claim");
    assert.deepEqual(opened, []);
    world.desk.state.notice = { code: "already_claimed", message: "Abel Agent was first." };
    await settle();
    assert.deepEqual(texts(".o-seitech-DeskNotice-text"), ["Abel Agent was first."]);
    world.desk.accepts = true;
    await click(".o-seitech-DeskRow-claim");
    assert.deepEqual(opened, [world.visitId]);
    assert.deepEqual(world.desk.called, [
        ["claim", world.visitId],
        ["claim", world.visitId],
    ]);
});

QUnit.test(
    "arrow keys walk through the rows, Alt+N and Alt+P through who waits",
    async (assert) => {
        const world = new World();
        world.desk.add("waiting", world.support(), world.support({ channelId: world.channelId }));
        const { opened } = await show(world);
        find(".o-seitech-DeskRow-open").focus();
        await press("ArrowDown");
        assert.strictEqual(document.activeElement, findAll(".o-seitech-DeskRow-open")[1]);
        await press("ArrowUp");
        assert.strictEqual(document.activeElement, findAll(".o-seitech-DeskRow-open")[0]);
        (document.activeElement as HTMLElement).blur();
        await press("Alt+n");
        await press("Alt+p");
        assert.deepEqual(opened, [world.visitId, world.channelId]);
    },
);

QUnit.test("the switch tells the server, and shows what it says", async (assert) => {
    const world = new World();
    await show(world, false);
    assert.deepEqual(texts(".o-seitech-AgentSwitch-choice--chosen"), ["Online"]);
    await click("input[value=busy]");
    assert.deepEqual(world.desk.called, [["setAvailability", "busy"]]);
    const { setup } = world.desk.state;
    if (setup) {
        world.desk.state.setup = { ...setup, me: { ...setup.me, state: "busy" } };
    }
    await settle();
    assert.deepEqual(texts(".o-seitech-AgentSwitch-choice--chosen"), ["Busy"]);
});
