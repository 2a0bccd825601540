import type { AttachmentId } from "../../../ts_src/model/ids";
import type { Attachment } from "../../../ts_src/model/records";
import { AttachmentList } from "../../../ts_src/ui/attachment_list/attachment_list";
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
    await new Promise((resolve) => setTimeout(resolve, 300));
    await settle();
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
