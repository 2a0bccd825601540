import { reactive } from "@odoo/owl";

import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { BrowserWorld } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    mount,
    press,
    settle,
    texts,
    until,
} from "../../helpers/browser_page";

const COUNT = 10_000;

const viewport = (): HTMLElement => find(".o-seitech-Timeline-viewport");
const rows = (): HTMLElement[] => findAll(".o-seitech-Message");
const bodies = (): string[] => texts(".o-seitech-Message-body");

/** A conversation that is loaded already when somebody comes to look at it. */
async function showLoaded(world: BrowserWorld, count: number): Promise<void> {
    const { channelId, platform } = world;
    const { chat } = world.startClient(world.ines, { reactive });
    await world.clock.advance(1_000);
    await chat.actions.openChannel(channelId);
    // Heights differ as they do in life.
    for (let index = 1; index <= count; index += 1) {
        world.post(world.sam, `text ${index} ${"and so on ".repeat((index * 7) % 40)}`);
    }
    await world.clock.advance(1_000);
    const props = { channelId, newAfterId: null, written: 0 };
    const services = { seitech_chat: { ...chat, platform } };
    const style = "height: 100vh; display: flex; flex-direction: column";
    await mount(Timeline, props, { services }, style);
    await settle();
}

/** Scrolls and tells by how many pixels a row in sight has moved. */
async function scrollAndMeasure(distance: number): Promise<number> {
    const middle = viewport().getBoundingClientRect().top + viewport().clientHeight / 2;
    const row = rows().find((one) => one.getBoundingClientRect().bottom > middle);
    const before = row?.getBoundingClientRect().top ?? 0;
    viewport().scrollTop += distance;
    await settle();
    return row?.isConnected ? before - row.getBoundingClientRect().top : NaN;
}

/** How the text of the message that has the focus begins. */
function focused(): string | undefined {
    const body = document.activeElement?.querySelector<HTMLElement>(".o-seitech-Message-body");
    return /^text \d+/.exec(body?.innerText ?? "")?.[0];
}

QUnit.module("ui › timeline › many messages", { afterEach: cleanUp });

QUnit.test(
    "10,000 loaded messages: few are on the page, and scrolling is exact",
    async (assert) => {
        assert.timeout(60_000);
        const world = new BrowserWorld();
        await showLoaded(world, COUNT);
        assert.true(bodies().at(-1)?.startsWith(`text ${COUNT}`));
        assert.true(rows().length < 200, `${rows().length} on the page`);
        const wrong: number[] = [];
        let most = 0;
        for (let step = 0; step < 40; step += 1) {
            const moved = await scrollAndMeasure(-400);
            if (Math.abs(moved + 400) > 1) {
                wrong.push(moved);
            }
            most = Math.max(most, rows().length);
        }
        assert.deepEqual(wrong, [], "nothing moves but by what was scrolled");
        assert.true(most < 200, `${most} on the page`);
        for (let step = 0; step < 20; step += 1) {
            const moved = await scrollAndMeasure(400);
            if (Math.abs(moved - 400) > 1) {
                wrong.push(moved);
            }
        }
        assert.deepEqual(wrong, [], "nor downwards");
        await click(".o-seitech-Timeline-jump");
        await until("the newest", () => bodies().at(-1)?.startsWith(`text ${COUNT}`) ?? false);
        const { scrollHeight, scrollTop, clientHeight } = viewport();
        assert.true(Math.abs(scrollHeight - scrollTop - clientHeight) <= 1, "at the bottom");
    },
);

QUnit.test("who reads further up is not disturbed by a flood below", async (assert) => {
    const world = new BrowserWorld();
    await showLoaded(world, 300);
    for (let step = 0; step < 5; step += 1) {
        await scrollAndMeasure(-400);
    }
    const first = rows().find((row) => row.getBoundingClientRect().bottom > 0);
    const before = first?.getBoundingClientRect().top;
    world.postMany(world.sam, 100);
    await world.pass();
    assert.strictEqual(first?.getBoundingClientRect().top, before);
    assert.true(rows().length < 200, `${rows().length} on the page`);
    assert.strictEqual(find(".o-seitech-Timeline-jump").innerText.trim(), "100");
});

QUnit.test("the keyboard reaches every message", async (assert) => {
    const world = new BrowserWorld();
    await showLoaded(world, 260);
    const last = rows().at(-1);
    assert.strictEqual(last?.tabIndex, 0);
    last?.focus();
    for (let step = 1; step <= 20; step += 1) {
        await press("ArrowUp");
        assert.strictEqual(focused(), `text ${260 - step}`);
    }
    for (let step = 0; step < 10 && focused() !== "text 1"; step += 1) {
        await press("Home");
    }
    assert.strictEqual(focused(), "text 1");
    await press("ArrowUp");
    assert.strictEqual(focused(), "text 1", "there is nothing above");
    await press("ArrowDown");
    assert.strictEqual(focused(), "text 2");
    await press("End");
    await until("the newest", () => bodies().at(-1)?.startsWith("text 260 ") ?? false);
});
