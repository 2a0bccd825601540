import { Component, useRef, xml } from "@odoo/owl";

import type { LocalFile } from "../../../ts_src/engine/ports";
import { Composer } from "../../../ts_src/ui/composer/composer";
import { useDropZone } from "../../../ts_src/ui/hooks/use_drop_zone";
import "../../../ts_src/ui/kit/theme.scss";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    mount,
    press,
    settle,
    texts,
    type,
} from "../../helpers/browser_page";
import { ApiError } from "../../../ts_src/engine/ports";

const names = ".o-seitech-AttachmentTray-name";
const sendButton = (): HTMLButtonElement => find<HTMLButtonElement>("button[type=submit]");

async function showComposer(world: BrowserWorld, uploadTime = 0): Promise<Screen> {
    const screen = await world.show(
        Composer,
        { channelId: world.channelId },
        "position: fixed; inset: auto 0 0 0",
    );
    await screen.chat.actions.openChannel(world.channelId);
    screen.connection.uploadTime = uploadTime;
    await settle();
    return screen;
}

function transferOf(...files: File[]): DataTransfer {
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    return transfer;
}

const photo = new File(["pixels"], "photo.png", { type: "image/png" });
const paper = new File(["words"], "paper.pdf", { type: "application/pdf" });

async function paste(transfer: DataTransfer): Promise<boolean> {
    const event = new ClipboardEvent("paste", {
        clipboardData: transfer,
        bubbles: true,
        cancelable: true,
    });
    find("textarea").dispatchEvent(event);
    await settle();
    return event.defaultPrevented;
}

QUnit.module("ui › composer files", { afterEach: cleanUp });

QUnit.test("chosen files are uploaded and sent with the message", async (assert) => {
    const world = new BrowserWorld();
    await showComposer(world);
    const input = find<HTMLInputElement>("input[type=file]");
    input.files = transferOf(photo, paper).files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await world.pass();
    assert.deepEqual(texts(names), ["photo.png", "paper.pdf"]);
    assert.strictEqual(input.value, "", "the same file can be chosen once more");
    assert.false(sendButton().disabled, "a file needs no words");
    await press("Enter");
    await world.pass();
    const [message] = world.server.messages(world.channelId);
    assert.deepEqual(
        message?.attachments.map(({ name }) => name),
        ["photo.png", "paper.pdf"],
    );
    assert.strictEqual(findAll(names).length, 0);
});

QUnit.test(
    "while a file is on its way nothing is sent, and one sees how far it is",
    async (assert) => {
        const world = new BrowserWorld();
        await showComposer(world, 4_000);
        await type("see this");
        await paste(transferOf(photo));
        await world.pass(2_100);
        assert.strictEqual(find<HTMLProgressElement>("progress").value, 50);
        assert.true(sendButton().disabled);
        assert.deepEqual(texts(".o-seitech-Composer-hint"), [
            "You can send the message once its files are uploaded.",
        ]);
        await press("Enter");
        await world.pass(4_000);
        assert.deepEqual(world.server.messages(world.channelId), []);
        assert.strictEqual(find<HTMLTextAreaElement>("textarea").value, "see this");
        assert.strictEqual(findAll("progress").length, 0);
        await press("Enter");
        await world.pass();
        assert.strictEqual(world.server.messages(world.channelId)[0]?.content, "see this");
    },
);

QUnit.test("files stand and go in the order they were chosen", async (assert) => {
    const world = new BrowserWorld();
    const { connection } = await showComposer(world, 4_000);
    await paste(transferOf(photo));
    connection.uploadTime = 0;
    await paste(transferOf(paper));
    await world.pass();
    assert.deepEqual(texts(names), ["photo.png", "paper.pdf"], "the second is there first");
    assert.strictEqual(findAll("progress").length, 1);
    await world.pass(5_000);
    assert.deepEqual(texts(names), ["photo.png", "paper.pdf"]);
    await press("Enter");
    await world.pass();
    assert.deepEqual(
        world.server.messages(world.channelId)[0]?.attachments.map(({ name }) => name),
        ["photo.png", "paper.pdf"],
    );
});

QUnit.test("an upload can be cancelled, an uploaded file taken away", async (assert) => {
    const world = new BrowserWorld();
    await showComposer(world, 4_000);
    await paste(transferOf(photo));
    await world.pass(1_000);
    await click("[aria-label='Cancel the upload of photo.png']");
    assert.strictEqual(findAll(names).length, 0);
    assert.strictEqual(document.activeElement, find("textarea"));
    await paste(transferOf(paper));
    await world.pass(5_000);
    await click("[aria-label='Remove paper.pdf']");
    assert.strictEqual(findAll(names).length, 0);
    assert.true(sendButton().disabled);
});

QUnit.test("a refused file says why and can be tried again", async (assert) => {
    const world = new BrowserWorld();
    const { connection } = await showComposer(world);
    connection.answer = (method) =>
        method === "upload" ? new ApiError("refused", "The file is too large.", "too_large") : null;
    await paste(transferOf(photo));
    await world.pass();
    assert.deepEqual(texts(".o-seitech-AttachmentTray-failure"), ["The file is too large."]);
    connection.answer = null;
    await click("[aria-label='Try again']");
    await world.pass();
    assert.strictEqual(findAll(".o-seitech-AttachmentTray-failure").length, 0);
    assert.deepEqual(texts(".o-seitech-AttachmentTray-details"), ["6 bytes"]);
});

QUnit.test("pasted text stays text, also with a picture of it beside", async (assert) => {
    const world = new BrowserWorld();
    await showComposer(world);
    const transfer = transferOf(photo);
    transfer.setData("text/plain", "words");
    assert.false(await paste(transfer));
    assert.strictEqual(findAll(names).length, 0);
    assert.true(await paste(transferOf(photo)));
    await world.pass();
    assert.deepEqual(texts(names), ["photo.png"]);
});

QUnit.test("files can be dropped where they are welcome", async (assert) => {
    const dropped: string[] = [];
    let isOpen = true;
    class Place extends Component {
        static override template = xml`<div t-ref="root" id="place" style="height: 200px"><p>inside</p></div>`;
        static override props = {};
        readonly root = useRef<HTMLElement>("root");

        override setup(): void {
            const take = (files: readonly LocalFile[]): void =>
                files.forEach((file) => {
                    const { name, mimetype, size } = file;
                    dropped.push(`${name} ${mimetype} ${size} ${file instanceof Blob}`);
                });
            useDropZone(this.root, take, () => isOpen);
        }
    }
    await mount(Place, {});
    const drag = (selector: string, name: string, dataTransfer: DataTransfer): boolean =>
        !find(selector).dispatchEvent(
            new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }),
        );
    const isOver = (): boolean => find("#place").classList.contains("o-seitech-dropZone--over");
    drag("#place", "dragenter", transferOf(photo));
    drag("#place p", "dragenter", transferOf(photo));
    drag("#place", "dragleave", transferOf(photo));
    assert.true(isOver(), "still over a part of it");
    assert.true(drag("#place p", "dragover", transferOf(photo)));
    assert.true(drag("#place p", "drop", transferOf(photo)));
    assert.false(isOver());
    assert.deepEqual(dropped, ["photo.png image/png 6 true"], "as what can be uploaded");
    const words = new DataTransfer();
    words.setData("text/plain", "words");
    assert.false(drag("#place", "dragenter", words), "text is left to the page");
    isOpen = false;
    assert.false(drag("#place", "dragenter", transferOf(photo)));
    assert.false(isOver());
    assert.false(drag("#place", "drop", transferOf(photo)));
    assert.strictEqual(dropped.length, 1);
});
