import { ChannelList } from "../../../ts_src/ui/channel_list/channel_list";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, find, findAll, press, settle } from "../../helpers/browser_page";

const COUNT = 2_000;

const rows = (): HTMLElement[] => findAll(".o-seitech-ChannelRow");
const scroller = (): HTMLElement => find(".o-seitech-ChannelList-scroll");

/** The item whose row has the focus. */
function focusedItem(): Element {
    const item = document.activeElement?.closest("li");
    if (!item) {
        throw new Error("no row has the focus");
    }
    return item;
}

const position = (): number => Number(focusedItem().ariaPosInSet);

async function showMany(): Promise<BrowserWorld> {
    const world = new BrowserWorld();
    world.server.listPageSize = COUNT;
    for (let index = 1; index < COUNT; index += 1) {
        const { id, peer } = world.addDirect(`Person ${index}`);
        world.post(index % 10 === 0 ? peer : world.ines, `text ${index}`, id);
    }
    await world.show(ChannelList, { onOpen: () => {} });
    return world;
}

/** Whether there is a row at every height of what is in sight. */
function isFilled(): boolean {
    const { left, width, top, bottom } = scroller().getBoundingClientRect();
    for (let y = top + 80; y < bottom - 10; y += 30) {
        if (!document.elementFromPoint(left + width / 2, y)?.closest("li, h2")) {
            return false;
        }
    }
    return true;
}

QUnit.module("ui › channel_list › 2,000 conversations", { afterEach: cleanUp });

QUnit.test(
    "few are on the page wherever one scrolls, and none is missing in sight",
    async (assert) => {
        assert.timeout(60_000);
        await showMany();
        assert.true(rows().length < 60, `${rows().length} on the page`);
        const tasks: number[] = [];
        const observer = new PerformanceObserver((list) =>
            tasks.push(...list.getEntries().map(({ duration }) => duration)),
        );
        await settle();
        observer.observe({ type: "longtask" });
        let most = 0;
        let isComplete = true;
        for (let step = 0; step < 100; step += 1) {
            scroller().scrollTop += step % 10 === 0 ? 5_000 : 400;
            await settle();
            most = Math.max(most, rows().length);
            isComplete &&= isFilled();
        }
        observer.disconnect();
        const longest = Math.round(Math.max(0, ...tasks));
        console.info(
            `scrolling ${COUNT} conversations: ${tasks.length} long tasks in 100 steps, ` +
                `the longest ${longest} ms; at most ${most} rows on the page`,
        );
        assert.true(most < 60, `${most} on the page`);
        assert.true(isComplete, "every height in sight has a row");
    },
);

QUnit.test(
    "keys reach the last one and the first, and everybody knows where they are",
    async (assert) => {
        assert.timeout(60_000);
        await showMany();
        find(".o-seitech-ChannelRow[tabindex='0']").focus();
        await press("End");
        assert.strictEqual(position(), Number(focusedItem().ariaSetSize));
        const { top, bottom } = focusedItem().getBoundingClientRect();
        const box = scroller().getBoundingClientRect();
        assert.true(top >= box.top && bottom <= box.bottom, "it is in sight");
        const last = position();
        await press("ArrowUp");
        assert.strictEqual(position(), last - 1);
        await press("Home");
        assert.strictEqual(position(), 1);
        assert.strictEqual(scroller().scrollTop, 0, "with the heading above");
        await press("PageDown");
        assert.true(position() > 4);
    },
);

QUnit.test(
    "the row with the focus stays while one scrolls elsewhere, and while it moves",
    async (assert) => {
        assert.timeout(60_000);
        const world = await showMany();
        const first = find(".o-seitech-ChannelRow[tabindex='0']");
        first.focus();
        scroller().scrollTop = 40_000;
        await settle();
        assert.strictEqual(document.activeElement, first);
        scroller().scrollTop = 0;
        await settle();
        const id = first.dataset["channelId"];
        const { ines, server } = world;
        server.setPreferences(ines, Number(id) as Parameters<typeof server.setPreferences>[1], {
            pinned: true,
        });
        await world.pass();
        assert.strictEqual((document.activeElement as HTMLElement).dataset["channelId"], id);
    },
);

QUnit.test("a message for one of them takes no long time", async (assert) => {
    assert.timeout(60_000);
    const world = await showMany();
    const { id, peer } = world.addDirect("Late");
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: "longtask" });
    for (let index = 0; index < 10; index += 1) {
        world.post(peer, `live ${index}`, id);
        await world.pass(100);
    }
    observer.disconnect();
    const longest = Math.round(Math.max(0, ...tasks));
    console.info(
        `10 messages into ${COUNT} conversations: ${tasks.length} long tasks, the longest ${longest} ms`,
    );
    assert.true(rows().length < 60);
});
