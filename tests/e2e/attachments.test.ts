/** Files in conversations: chosen, dropped, pasted, refused, looked at. */
import type { ChatPage } from "../helpers/chat_page";
import { peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";
import { type SampleFile, samplePdf, samplePicture, sampleText } from "../helpers/sample_files";

QUnit.module("e2e > attachments", () => {
    peopleTest("choose, drop and paste; look at them and take them home", async (assert) => {
        const meeting = await arrangeMeeting("Files", ["instructor", "student"]);
        const { chat: portal } = await meeting.join("student");
        const { chat: backend } = await meeting.join("instructor");
        const tray = portal.find(".o-seitech-AttachmentTray");

        await chooseFiles(portal, [samplePicture("chart.png"), samplePdf("essay.pdf")]);
        await drop(portal, sampleText("notes.txt", "median, mean"));
        await paste(portal, samplePicture("pasted.png", 80, 60));
        for (const name of ["chart.png", "essay.pdf", "notes.txt", "pasted.png"]) {
            await tray.getByText(name).waitFor();
        }
        await tray.getByRole("button", { name: /Remove.*pasted.png/ }).click();
        await tray.getByText("pasted.png").waitFor({ state: "detached" });
        await portal.write("My homework");
        const received = backend.message("My homework");
        await received.waitFor();
        assert.ok(await received.getByText("essay.pdf").isVisible(), "name");
        assert.ok(/\d (byte|kB)/.test(await received.innerText()), "and size are told");
        await received.locator("img").first().waitFor();
        await backend.page.waitForFunction(() =>
            [...document.querySelectorAll<HTMLImageElement>(".o-seitech-AttachmentList img")].every(
                (image) => image.complete && image.naturalWidth > 0,
            ),
        );

        await received.getByRole("button", { name: /chart.png/ }).click();
        const lightbox = backend.page.locator("dialog.o-seitech-Lightbox");
        await lightbox.getByText(/\d of 2/).waitFor();
        await backend.page.keyboard.press("+");
        const zoom = await lightbox
            .locator("img")
            .evaluate((image) => image.style.getPropertyValue("--o-seitech-Lightbox-zoom"));
        assert.ok(Number(zoom) > 1, "the plus key makes the picture larger");
        await backend.page.keyboard.press("ArrowRight");
        await lightbox.frameLocator("iframe").locator(".page[data-page-number='1']").waitFor();
        assert.ok(true, "the PDF is shown by Odoo's own viewer");
        await lightbox.getByRole("button", { name: "Close" }).click();
        await lightbox.waitFor({ state: "detached" });

        const link = received.getByRole("link", { name: /notes.txt/ });
        const [download] = await Promise.all([backend.page.waitForEvent("download"), link.click()]);
        assert.strictEqual(download.suggestedFilename(), "notes.txt", "it can be downloaded");
    });

    peopleTest("progress, cancel, refusal with its reason", async (assert) => {
        const meeting = await arrangeMeeting("Refused", ["instructor", "student"]);
        const { person, chat } = await meeting.join("student");
        const tray = chat.find(".o-seitech-AttachmentTray");
        const held: (() => void)[] = [];
        await person.context.route("**/api/chat/upload", async (route) => {
            await new Promise<void>((resolve) => held.push(resolve));
            await route.continue().catch(() => undefined);
        });

        await chooseFiles(chat, [samplePicture("slow.png")]);
        await tray.getByRole("progressbar", { name: /slow.png/ }).waitFor();
        await chat.composer.fill("Wait for the file");
        assert.ok(await chat.button("Send").isDisabled(), "what is incomplete cannot be sent");
        await tray.getByRole("button", { name: /slow.png/ }).click();
        await tray.waitFor({ state: "detached" });
        assert.ok(await chat.button("Send").isEnabled(), "cancelled, the words can go alone");
        await person.context.unroute("**/api/chat/upload");
        held.forEach((release) => release());

        const page = sampleText("trick.png", "<html><script>alert(1)</script></html>");
        await chooseFiles(chat, [page]);
        await tray.getByRole("alert").waitFor();
        assert.ok((await tray.getByRole("alert").innerText()).length > 10, "it says why not");
        assert.ok(await tray.getByRole("button", { name: "Try again" }).isVisible());
        await tray.getByRole("button", { name: /trick.png/ }).click();
        await tray.waitFor({ state: "detached" });
        assert.strictEqual(
            await chat.composer.inputValue(),
            "Wait for the file",
            "not a word lost",
        );
        person.forgiveConsole(/status of (4\d\d)/);
    });
});

async function chooseFiles(chat: ChatPage, files: readonly SampleFile[]): Promise<void> {
    const [chooser] = await Promise.all([
        chat.page.waitForEvent("filechooser"),
        chat.button("Attach files").click(),
    ]);
    await chooser.setFiles([...files]);
}

async function drop({ page }: ChatPage, file: SampleFile): Promise<void> {
    const dataTransfer = await transferOf(page, file);
    const target = page.locator(".o-seitech-Conversation-main");
    await target.dispatchEvent("dragenter", { dataTransfer });
    await page.locator(".o-seitech-dropZone--over").waitFor();
    await target.dispatchEvent("drop", { dataTransfer });
}

async function paste(chat: ChatPage, file: SampleFile): Promise<void> {
    const transfer = await transferOf(chat.page, file);
    await chat.composer.evaluate((field, clipboardData) => {
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, transfer);
}

/** The file as the browser hands it over. */
function transferOf(page: ChatPage["page"], { name, mimeType, buffer }: SampleFile) {
    return page.evaluateHandle(
        ([fileName, type, base64]) => {
            const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], fileName, { type }));
            return transfer;
        },
        [name, mimeType, buffer.toString("base64")] as const,
    );
}
