import type { AttachmentId } from "../../../ts_src/model/ids";
import type { Attachment } from "../../../ts_src/model/records";
import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { AttachmentList } from "../../../ts_src/ui/attachment_list/attachment_list";
import { clientKey } from "../../helpers/builders";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, press, settle, until } from "../../helpers/browser_page";

const PIXEL =
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='800' height='400'/>";

function attachment(id: number, name: string, changes: Partial<Attachment> = {}): Attachment {
    return {
        id: id as AttachmentId,
        name,
        mimetype: "application/octet-stream",
        size: 2_048,
        url: `/seitech_chat/file/${id}/${name}`,
        width: null,
        height: null,
        thumbnailUrl: null,
        isHeld: false,
        ...changes,
    };
}

function picture(id: number, name: string): Attachment {
    const address = { url: PIXEL, thumbnailUrl: PIXEL };
    return attachment(id, name, { mimetype: "image/png", width: 800, height: 400, ...address });
}

async function showFiles(attachments: readonly Attachment[]): Promise<void> {
    await new BrowserWorld().show(AttachmentList, { attachments }, "width: 400px");
}

const isOpen = (): boolean => findAll("dialog[open]").length === 1;
const shownName = (): string => find(".o-seitech-Lightbox-name").innerText;

QUnit.module("ui › attachment_list", { afterEach: cleanUp });

QUnit.test("each kind of file is shown as what it is", async (assert) => {
    await showFiles([
        picture(1, "photo.png"),
        attachment(2, "film.mp4", { mimetype: "video/mp4" }),
        attachment(3, "sound.mp3", { mimetype: "audio/mpeg" }),
        attachment(4, "paper.pdf", { mimetype: "application/pdf" }),
        attachment(5, "data.zip", { mimetype: "application/zip" }),
        attachment(6, "drawing.svg", { mimetype: "image/svg+xml" }),
    ]);
    assert.strictEqual(findAll(".o-seitech-AttachmentList-picture").length, 1);
    assert.strictEqual(findAll("video").length, 1);
    assert.strictEqual(findAll("audio").length, 1);
    const files = findAll(".o-seitech-AttachmentList-name").map((name) => name.innerText);
    assert.deepEqual(files, ["paper.pdf", "data.zip", "drawing.svg"], "no small picture, no image");
    assert.strictEqual(find(".o-seitech-AttachmentList-size").innerText, "2 kB");
    const download = find<HTMLAnchorElement>("a[download='data.zip']");
    assert.strictEqual(download.pathname, "/seitech_chat/file/5/data.zip");
    assert.strictEqual(findAll("[aria-label='Show paper.pdf']").length, 1);
    assert.strictEqual(findAll("[aria-label='Show data.zip']").length, 0);
});

QUnit.test("a picture has its place before it is there", async (assert) => {
    const late = { ...picture(1, "photo.png"), thumbnailUrl: "/never.png" };
    await showFiles([late]);
    const { width, height } = find(".o-seitech-AttachmentList-picture").getBoundingClientRect();
    assert.deepEqual([Math.round(width), Math.round(height)], [320, 160]);
});

QUnit.test("large view: keys, zoom, and the focus comes back", async (assert) => {
    await showFiles([
        picture(1, "one.png"),
        picture(2, "two.png"),
        attachment(3, "paper.pdf", { mimetype: "application/pdf" }),
    ]);
    const button = find(".o-seitech-AttachmentList-picture");
    button.focus();
    await press("Enter");
    assert.true(isOpen());
    assert.strictEqual(shownName(), "one.png");
    await press("ArrowRight");
    assert.strictEqual(shownName(), "two.png");
    await press("ArrowRight");
    assert.strictEqual(shownName(), "paper.pdf");
    assert.true(find<HTMLIFrameElement>("iframe").src.includes("/pdf?file="));
    await press("ArrowRight");
    assert.strictEqual(shownName(), "one.png", "round and round");
    await settle();
    const width = (): number => find(".o-seitech-Lightbox-picture").getBoundingClientRect().width;
    const before = width();
    await press("+");
    assert.true(width() > before, `${before} < ${width()}`);
    await press("0");
    assert.strictEqual(Math.round(width()), Math.round(before));
    await press("Escape");
    assert.false(isOpen());
    assert.strictEqual(document.activeElement, button);
});

QUnit.test("what cannot be shown can still be downloaded", async (assert) => {
    await showFiles([{ ...picture(1, "gone.png"), url: "/missing.png" }]);
    await click(".o-seitech-AttachmentList-picture");
    await until("it is told", () => findAll("dialog [role=alert]").length > 0);
    assert.true(find("dialog [role=alert]").innerText.includes("cannot be shown"));
    assert.strictEqual(findAll("dialog a[download='gone.png']").length, 1);
});

QUnit.test("a picture that cannot be loaded is told, to be asked for anew", async (assert) => {
    const expired: string[] = [];
    const broken = { ...picture(1, "photo.png"), thumbnailUrl: "data:image/png,broken" };
    await new BrowserWorld().show(
        AttachmentList,
        { attachments: [broken], onExpired: (address: string) => expired.push(address) },
        "width: 400px",
    );
    await until("the picture has failed", () => expired.length > 0);
    assert.deepEqual(expired, ["data:image/png,broken"]);
});

QUnit.test("a held file: what it is and why it is not there; nothing to open", async (assert) => {
    const held = { url: "", thumbnailUrl: null, isHeld: true };
    await showFiles([
        { ...picture(1, "photo.png"), ...held },
        attachment(2, "film.mp4", { ...held, mimetype: "video/mp4" }),
        attachment(3, "paper.pdf", { mimetype: "application/pdf" }),
    ]);
    const rows = findAll(".o-seitech-AttachmentList-file--held").map((row) =>
        row.innerText.replace(/\s+/g, " ").trim(),
    );
    const why = "2 kB held until an agent accepts it";
    assert.deepEqual(rows, [`photo.png ${why}`, `film.mp4 ${why}`]);
    assert.strictEqual(findAll("img, video, a[download='film.mp4']").length, 0);
    assert.strictEqual(findAll(".o-seitech-AttachmentList-accept").length, 0, "not for everybody");
    await click("[aria-label='Show paper.pdf']");
    await settle();
    assert.strictEqual(findAll(".o-seitech-Lightbox-name").length, 1);
    await press("ArrowRight");
    assert.strictEqual(shownName(), "paper.pdf", "there is nothing else to look at");
});

QUnit.test("who may accept the files does it once", async (assert) => {
    let accepted = 0;
    let done = (): void => undefined;
    const onAccept = (): Promise<void> => {
        accepted += 1;
        return new Promise((resolve) => (done = resolve));
    };
    const attachments = [attachment(1, "data.zip", { url: "", isHeld: true })];
    await new BrowserWorld().show(AttachmentList, { attachments, onAccept }, "width: 400px");
    const button = find<HTMLButtonElement>(".o-seitech-AttachmentList-accept");
    assert.strictEqual(button.innerText, "Accept");
    await click(".o-seitech-AttachmentList-accept");
    assert.true(button.disabled);
    button.click();
    assert.strictEqual(accepted, 1);
    done();
    await until("it can be tried again", () => !button.disabled);
});

QUnit.test(
    "in a conversation: the button is there for those who may, until it is done",
    async (assert) => {
        const world = new BrowserWorld();
        const { channelId } = world;
        const file = attachment(1, "data.zip", { url: "", isHeld: true });
        const words = { content: "", parentId: null, clientKey: clientKey("file"), extra: {} };
        world.server.post(world.sam, { channelId, ...words, attachments: [file] });
        const { chat } = await world.show(Timeline, { channelId, newAfterId: null, written: 0 });
        await chat.actions.openChannel(channelId);
        await settle();
        assert.strictEqual(findAll(".o-seitech-AttachmentList-file--held").length, 1);
        assert.strictEqual(findAll(".o-seitech-AttachmentList-accept").length, 0);
        world.server.setRole(channelId, world.ines, "moderator");
        await world.pass(5_000);
        await chat.actions.openChannel(channelId);
        await settle();
        await click(".o-seitech-AttachmentList-accept");
        await world.pass(5_000);
        assert.strictEqual(findAll(".o-seitech-AttachmentList-file--held").length, 0);
        assert.strictEqual(findAll("a[download='data.zip']").length, 1);
    },
);
