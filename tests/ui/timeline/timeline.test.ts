import { Component, useState, xml } from "@odoo/owl";
import { Settings } from "luxon";

import type { ChannelId } from "../../../ts_src/model/ids";
import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { type ChatEnv, useChat } from "../../../ts_src/ui/use_chat";
import { BrowserWorld, lookAway, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, settle, texts, until } from "../../helpers/browser_page";
import { noFaults, unreachable } from "../../helpers/fake_network";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function showTimeline(
    world: BrowserWorld,
    newAfterId: number | null = null,
): Promise<Screen> {
    const { channelId } = world;
    const screen = await world.show(Timeline, { channelId, newAfterId, written: 0 });
    await screen.chat.actions.openChannel(channelId);
    await settle();
    return screen;
}

/** A timeline with a button that sends. */
class Writer extends Component<{ channelId: ChannelId }, ChatEnv> {
    static override template = xml`
        <Timeline channelId="props.channelId" newAfterId="null" written="local.written" />
        <button id="write" t-on-click="write">Write</button>`;
    static components = { Timeline };
    static override props = { channelId: Number };

    private readonly chat = useChat(this.env);
    readonly local = useState({ written: 0 });

    write(): void {
        this.chat.actions.sendMessage(this.props.channelId, "mine");
        this.local.written += 1;
    }
}

const viewport = (): HTMLElement => find(".o-seitech-Timeline-viewport");
const bodies = (): string[] => texts(".o-seitech-Message-body");

function distanceToBottom(): number {
    const { scrollHeight, scrollTop, clientHeight } = viewport();
    return Math.round(scrollHeight - scrollTop - clientHeight);
}

async function scrollTo(top: number): Promise<void> {
    viewport().scrollTop = top;
    await settle();
}

QUnit.module("ui › timeline", {
    beforeEach() {
        Settings.defaultLocale = "en-GB";
        Settings.defaultZone = "Europe/Berlin";
    },
    async afterEach() {
        await lookAway(false);
        cleanUp();
    },
});

QUnit.test("shows a conversation by days and groups, own messages apart", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "first");
    await world.clock.advance(24 * HOUR);
    world.post(world.sam, "second");
    await world.clock.advance(MINUTE);
    world.post(world.sam, "third");
    await world.clock.advance(6 * MINUTE);
    world.post(world.sam, "fourth");
    world.post(world.ines, "mine");
    await showTimeline(world);
    assert.deepEqual(texts(".o-seitech-Timeline-day"), [
        "Saturday 31 January",
        "Sunday 1 February",
    ]);
    assert.deepEqual(bodies(), ["first", "second", "third", "fourth", "mine"]);
    assert.deepEqual(texts(".o-seitech-Message--start .o-seitech-Message-body"), [
        "first",
        "second",
        "fourth",
        "mine",
    ]);
    assert.deepEqual(texts(".o-seitech-Message--own .o-seitech-Message-body"), ["mine"]);
    const mine = find(".o-seitech-Message--own .o-seitech-Message-bubble").getBoundingClientRect();
    const others = find(".o-seitech-Message-bubble").getBoundingClientRect();
    assert.true(mine.left > others.right, "on the other side");
});

QUnit.test("is a log that is read out and reached by the keyboard", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "hello");
    await showTimeline(world);
    assert.strictEqual(viewport().getAttribute("role"), "log");
    const article = find(".o-seitech-Message");
    assert.strictEqual(article.tabIndex, 0);
    assert.true(article.getAttribute("aria-label")?.includes("Sam Student"), "who said it is said");
});

QUnit.test("starts at the bottom and stays there", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 40);
    await showTimeline(world);
    assert.strictEqual(distanceToBottom(), 0);
    world.post(world.sam, "one more");
    await world.pass();
    assert.strictEqual(bodies().at(-1), "one more");
    assert.strictEqual(distanceToBottom(), 0, "a new message");
    find(".o-seitech-Message-bubble").style.height = "600px";
    await settle();
    assert.strictEqual(distanceToBottom(), 0, "a row that grows");
    viewport().style.maxHeight = "300px";
    await settle();
    assert.strictEqual(distanceToBottom(), 0, "a view that shrinks");
});

/** Long enough for a smooth scroll of any length to end. */
const ride = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_500));

async function startRide(world: BrowserWorld): Promise<void> {
    world.postMany(world.sam, 60);
    await showTimeline(world);
    await scrollTo(200);
    await world.pass();
    await click(".o-seitech-Timeline-jump");
    assertUnderWay();
}

function assertUnderWay(): void {
    if (distanceToBottom() < 200) {
        throw new Error("the test is too slow: the scroll is over");
    }
}

QUnit.test("a jump to the newest arrives, whatever changes on the way", async (assert) => {
    const world = new BrowserWorld();
    await startRide(world);
    findAll(".o-seitech-Message-bubble").forEach((bubble, index) => {
        bubble.style.height = `${60 + index}px`;
    });
    await settle();
    assertUnderWay();
    world.post(world.sam, "one more");
    await world.pass();
    await ride();
    assert.strictEqual(bodies().at(-1), "one more");
    assert.strictEqual(distanceToBottom(), 0);
    assert.strictEqual(findAll(".o-seitech-Timeline-jump").length, 0);
});

QUnit.test("a jump to the newest ends when somebody scrolls themselves", async (assert) => {
    const world = new BrowserWorld();
    await startRide(world);
    viewport().dispatchEvent(new WheelEvent("wheel", { deltaY: -100, bubbles: true }));
    viewport().scrollTop = 300;
    await settle();
    world.post(world.sam, "one more");
    await world.pass();
    await ride();
    assert.true(distanceToBottom() > 500, "and new messages do not take them away");
});

QUnit.test("few messages stand at the bottom", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "alone");
    await showTimeline(world);
    const { bottom } = find(".o-seitech-Message").getBoundingClientRect();
    assert.true(viewport().getBoundingClientRect().bottom - bottom < 40);
});

QUnit.test("older messages come in above without moving what is read", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 90);
    await showTimeline(world);
    assert.strictEqual(bodies()[0], "text 61");
    const row = findAll(".o-seitech-Message")[2];
    // The first move towards the top loads the page before.
    viewport().scrollTop = 120;
    const before = row?.getBoundingClientRect().top ?? 0;
    await settle();
    await world.pass();
    assert.strictEqual(bodies()[0], "text 31");
    assert.true(row?.isConnected);
    assert.true(Math.abs((row?.getBoundingClientRect().top ?? 0) - before) <= 1, "nothing moved");
    await scrollTo(0);
    await world.pass();
    assert.strictEqual(bodies()[0], "text 1");
    assert.strictEqual(bodies().length, 90);
    await scrollTo(0);
    assert.strictEqual(findAll("[role=status]").length, 0, "nothing older, no spinner");
});

QUnit.test("at the upper edge, too, not even one rendering moves what is read", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 90);
    await showTimeline(world);
    const row = findAll(".o-seitech-Message")[2];
    viewport().scrollTop = 0;
    const before = row?.getBoundingClientRect().top ?? 0;
    const moves = new Set<number>();
    const observer = new MutationObserver(() => {
        moves.add(Math.round((row?.getBoundingClientRect().top ?? 0) - before));
    });
    observer.observe(viewport(), { childList: true, subtree: true });
    await settle();
    await world.pass();
    observer.disconnect();
    assert.strictEqual(bodies()[0], "text 31", "older messages have come");
    assert.deepEqual([...moves], [0]);
});

QUnit.test("a tall view loads on until it is full", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 90);
    await world
        .show(
            Timeline,
            { channelId: world.channelId, newAfterId: null, written: 0 },
            "height: 4000px; display: flex; flex-direction: column",
        )
        .then(({ chat }) => chat.actions.openChannel(world.channelId));
    await world.pass();
    await world.pass();
    assert.strictEqual(bodies().length, 90);
});

QUnit.test(
    "further up, a new message moves nothing and is counted on the button",
    async (assert) => {
        const world = new BrowserWorld();
        world.postMany(world.sam, 40);
        await showTimeline(world);
        assert.strictEqual(
            findAll(".o-seitech-Timeline-jump").length,
            0,
            "no button at the bottom",
        );
        await scrollTo(500);
        await world.pass();
        const top = viewport().scrollTop;
        const jump = find(".o-seitech-Timeline-jump");
        assert.strictEqual(jump.getAttribute("aria-label"), "Jump to the newest message");
        world.post(world.sam, "news");
        world.post(world.sam, "more news");
        await world.pass();
        assert.strictEqual(viewport().scrollTop, top);
        assert.strictEqual(jump.innerText.trim(), "2");
        assert.strictEqual(jump.getAttribute("aria-label"), "2 new messages");
        await click(".o-seitech-Timeline-jump");
        await until("it is at the bottom", () => distanceToBottom() === 0);
        await settle();
        assert.strictEqual(findAll(".o-seitech-Timeline-jump").length, 0);
    },
);

QUnit.test("whoever writes further up is taken to the bottom, once", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 90);
    const { channelId } = world;
    const { chat } = await world.show(Writer, { channelId });
    await chat.actions.openChannel(channelId);
    await settle();
    await scrollTo(0);
    await world.pass();
    assert.true(distanceToBottom() > 200, "further up");
    await click("#write");
    assert.strictEqual(distanceToBottom(), 0);
    assert.strictEqual(bodies().at(-1), "mine");
    await world.pass();
    await scrollTo(0);
    await world.pass();
    assert.true(distanceToBottom() > 200, "further up");
    world.post(world.sam, "answer");
    await world.pass();
    assert.true(distanceToBottom() > 200, "nobody else takes them there");
});

QUnit.test("reading starts at the first new message", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 30);
    const newAfterId = world.server.messages(world.channelId)[9]?.id ?? 0;
    await showTimeline(world, newAfterId);
    const line = find(".o-seitech-Timeline-new");
    assert.strictEqual(line.innerText.trim(), "New messages");
    const inside = line.getBoundingClientRect().top - viewport().getBoundingClientRect().top;
    assert.true(inside >= 0 && inside < 60, `${inside}`);
    assert.strictEqual(find(".o-seitech-Timeline-jump").innerText.trim(), "20");
});

QUnit.test("what comes while the person is away is marked when they are back", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "seen");
    const { connection } = await showTimeline(world);
    await lookAway(true);
    world.post(world.sam, "not seen");
    world.post(world.sam, "nor this");
    await world.pass();
    const reads = (): number => connection.requests.filter((it) => it.startsWith("read")).length;
    const readBefore = reads();
    const next = find(".o-seitech-Timeline-new").nextElementSibling as HTMLElement;
    assert.true(next.innerText.includes("not seen"));
    await world.pass(10_000);
    assert.strictEqual(reads(), readBefore, "not read by nobody");
    await lookAway(false);
    await world.pass();
    assert.strictEqual(reads(), readBefore + 1, "read once they look");
    assert.strictEqual(
        findAll(".o-seitech-Timeline-new").length,
        1,
        "the line stays for orientation",
    );
});

QUnit.test("what one makes unread is new at once", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 4);
    const { chat } = await showTimeline(world);
    assert.strictEqual(findAll(".o-seitech-Timeline-new").length, 0);
    const [, second, third] = world.server.messages(world.channelId);
    for (const message of [third, second]) {
        if (message) {
            await chat.actions.markUnread(message.id);
        }
        await world.pass();
        const [line, ...others] = findAll(".o-seitech-Timeline-new");
        const next = line?.nextElementSibling as HTMLElement;
        assert.true(next.innerText.includes(message?.content ?? "-"), next.innerText);
        assert.strictEqual(others.length, 0);
    }
});

QUnit.test("further up nothing is marked read", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 40);
    const { connection } = await showTimeline(world);
    await world.pass();
    await scrollTo(500);
    const before = connection.requests.length;
    world.post(world.sam, "below");
    await world.pass();
    assert.deepEqual(
        connection.requests.slice(before).filter((it) => it.startsWith("read")),
        [],
    );
    await scrollTo(viewport().scrollHeight);
    await world.pass();
    assert.strictEqual(connection.requests.filter((it) => it.startsWith("read")).length > 0, true);
});

QUnit.test("a failure to load is told and can be tried again", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "hello");
    world.answer = (method) => (method === "messages" ? unreachable() : null);
    const { connection } = await showTimeline(world);
    assert.strictEqual(find("[role=alert] p").innerText, "The server cannot be reached.");
    connection.answer = null;
    await click("[role=alert] button");
    await world.pass();
    assert.deepEqual(bodies(), ["hello"]);
    assert.strictEqual(findAll("[role=alert]").length, 0);
});

QUnit.test("an empty conversation invites", async (assert) => {
    const world = new BrowserWorld();
    await showTimeline(world);
    assert.true(viewport().innerText.includes("No messages yet"));
});

QUnit.test("a sent message keeps its element", async (assert) => {
    const world = new BrowserWorld();
    const { chat } = await showTimeline(world);
    world.network.faults = { ...noFaults, maxDelay: 1_000 };
    chat.actions.sendMessage(world.channelId, "steady");
    await settle();
    const element = find(".o-seitech-Message");
    assert.true(element.matches(".o-seitech-Message--pending"));
    await world.pass(5_000);
    assert.strictEqual(find(".o-seitech-Message"), element);
    assert.true(element.matches(".o-seitech-Message--sent"));
});

QUnit.test("somebody else's copied client key does no harm", async (assert) => {
    const world = new BrowserWorld();
    const { chat } = await showTimeline(world);
    chat.actions.sendMessage(world.channelId, "mine");
    await world.pass();
    const clientKey = world.server.messages(world.channelId)[0]?.clientKey;
    if (clientKey) {
        const { channelId } = world;
        const words = { content: "copied", parentId: null, attachments: [], extra: {} };
        const copied = { channelId, clientKey, ...words };
        world.server.post(world.sam, copied);
    }
    await world.pass();
    assert.deepEqual(bodies(), ["mine", "copied"]);
});
