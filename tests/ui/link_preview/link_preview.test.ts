import type { LinkPreview } from "../../../ts_src/model/records";
import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, texts } from "../../helpers/browser_page";

const PICTURE =
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='80' height='40'/>";
const page: LinkPreview = {
    url: "https://example.com/book",
    title: "A <b>book</b>",
    description: "All about it.",
    siteName: "Example",
    imageUrl: PICTURE,
};
const card = ".o-seitech-LinkPreview";

async function showTimeline(world: BrowserWorld): Promise<Screen> {
    const { channelId } = world;
    const screen = await world.show(Timeline, { channelId, newAfterId: null, written: 0 });
    await screen.chat.actions.openChannel(channelId);
    await world.pass();
    return screen;
}

QUnit.module("ui › link_preview", { afterEach: cleanUp });

QUnit.test("the page behind a link: its words as text, its picture from here", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, page.url, world.channelId, { previews: [page] });
    await showTimeline(world);
    const text = texts(card).join();
    for (const part of [page.title, page.description, page.siteName]) {
        assert.true(text.includes(part), `${part} in ${text}`);
    }
    assert.strictEqual(find<HTMLImageElement>(`${card} img`).src, PICTURE);
    const link = find<HTMLAnchorElement>(`${card} a`);
    assert.strictEqual(link.href, page.url);
    assert.strictEqual(link.target, "_blank");
    assert.true(link.relList.contains("noopener") && link.relList.contains("noreferrer"));
    assert.strictEqual(findAll(`${card} button`).length, 0, "another's is not ours to take away");
});

QUnit.test("whoever wrote the link takes its preview away", async (assert) => {
    const world = new BrowserWorld();
    const other = { ...page, url: "https://example.com/other", title: "Another" };
    const previews = [page, other];
    const { id } = world.post(world.ines, "two links", world.channelId, { previews });
    const { connection } = await showTimeline(world);
    assert.strictEqual(findAll(card).length, 2);
    await click(`${card} button`);
    await world.pass();
    assert.true(connection.requests.includes(`unpreview ${id} ${page.url}`));
    assert.strictEqual(findAll(card).length, 1);
    assert.true(texts(card).join().includes("Another"), "the one that was not meant stays");
});

QUnit.test("of a deleted message no preview is left", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.post(world.sam, page.url, world.channelId, { previews: [page] });
    await showTimeline(world);
    world.server.delete(world.channelId, id);
    await world.pass();
    assert.strictEqual(findAll(card).length, 0);
});
