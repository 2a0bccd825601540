import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    settle,
    texts,
    type,
    until,
} from "../../helpers/browser_page";
import {
    EMPTY_DRAFT,
    fakeVisit,
    type FakeVisit,
    makeFile,
    makeMessage,
    makeOutgoing,
    makeVisit,
} from "./fake_visit";
import { showWidget } from "./show_widget";

const bubble = ".o-seitech-VisitMessage-bubble";
const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>(".o-seitech-VisitComposer-text");
const viewport = (): HTMLElement => find(".o-seitech-VisitLog-viewport");

function many(count: number, first = 1): ReturnType<typeof makeMessage>[] {
    return Array.from({ length: count }, (_, index) => makeMessage(first + index));
}

async function talk(change: Parameters<typeof fakeVisit>[0] = {}): Promise<FakeVisit> {
    const visit = fakeVisit({ visit: makeVisit(), ...change });
    await showWidget(visit);
    return visit;
}

/** As a script does it: what a browser lets no script do is the choice of the files. */
function dataWith(...names: string[]): DataTransfer {
    const data = new DataTransfer();
    names.forEach((name) => data.items.add(new File(["x"], name, { type: "image/png" })));
    return data;
}

QUnit.module("ui › visit › conversation", { afterEach: cleanUp });

QUnit.test("messages of one person stand together, days are told apart", async (assert) => {
    const day = 86_400_000;
    await talk({
        messages: [
            makeMessage(1, { createdAt: Date.now() - day }),
            makeMessage(2, { createdAt: Date.now() - 2_000 }),
            makeMessage(3, { createdAt: Date.now() - 1_000 }),
            makeMessage(4, { createdAt: Date.now(), isOwn: true }),
            makeMessage(5, { createdAt: Date.now(), type: "system", html: "<p>Over</p>" }),
        ],
    });
    assert.deepEqual(texts(".o-seitech-VisitLog-day"), ["Yesterday", "Today"]);
    const starts = findAll("article").map((one) => one.className.includes("--start"));
    assert.deepEqual(starts, [true, true, false, true]);
    assert.true(texts(".o-seitech-VisitMessage-system")[0]?.startsWith("Over"));
});

QUnit.test("how far an own message has come", async (assert) => {
    const visit = await talk({ messages: [makeMessage(1, { isOwn: true })] });
    const delivery = (): string[] => texts("[data-delivery]");
    assert.deepEqual(delivery(), ["Sent"]);
    visit.state.visit = makeVisit({ readMessageId: 1 as never });
    await settle();
    assert.deepEqual(delivery(), ["Seen"]);
    visit.state.outgoing = [makeOutgoing("a")];
    await settle();
    assert.deepEqual(delivery().at(-1), "Sending");
});

QUnit.test("what was refused says why, and can be tried again or taken back", async (assert) => {
    const failure = { code: "too_many", message: "Not so fast." };
    const visit = await talk({ outgoing: [makeOutgoing("a", { failure })] });
    assert.deepEqual(texts("[data-delivery]"), ["Not sent"]);
    assert.true(texts("[role=alert]")[0]?.startsWith("Not so fast."));
    await click(".o-seitech-VisitMessage-retry");
    await click(".o-seitech-VisitMessage-takeBack");
    assert.deepEqual(visit.calls, ["retry a", "discard a"]);
});

QUnit.test("a row stays when the server has its message", async (assert) => {
    const visit = await talk({ outgoing: [makeOutgoing("a")] });
    const row = find("article");
    visit.state.messages = [makeMessage(1, { isOwn: true, clientKey: "a" as never })];
    await settle();
    assert.strictEqual(find("article"), row, "also while it is in both");
    assert.strictEqual(findAll("article").length, 1);
    visit.state.outgoing = [];
    await settle();
    assert.strictEqual(find("article"), row);
});

QUnit.test("what the server never saw is shown as text", async (assert) => {
    await talk({ outgoing: [makeOutgoing("a", { text: "<b>bold</b>" })] });
    assert.strictEqual(find(bubble).textContent, "<b>bold</b>");
});

QUnit.test("links say where they lead", async (assert) => {
    await talk({
        messages: [
            makeMessage(1, {
                html: '<p><a href="https://evil.example/x">your bank</a> <a href="https://ok.example/y">https://ok.example/y</a></p>',
            }),
        ],
    });
    assert.deepEqual(texts(`${bubble} a`), ["your bank (evil.example)", "https://ok.example/y"]);
    assert.true(find<HTMLAnchorElement>(`${bubble} a`).rel.includes("noopener"));
});

QUnit.test("changed and deleted messages", async (assert) => {
    await talk({
        messages: [makeMessage(1, { isEdited: true }), makeMessage(2, { isDeleted: true })],
    });
    assert.true(texts("article")[1]?.includes("This message was deleted"));
    assert.false(texts("article")[1]?.includes("Message 2"));
});

QUnit.test("files: pictures, names, and what the server keeps back", async (assert) => {
    const files = [
        makeFile("photo.png", { id: 1 as never, thumbnailUrl: "/t.png", width: 800, height: 400 }),
        makeFile("plan.pdf", { id: 2 as never }),
        makeFile("held.zip", { id: 3 as never, url: "" }),
    ];
    await talk({ messages: [makeMessage(1, { html: "", attachments: files })] });
    assert.strictEqual(findAll(".o-seitech-VisitFiles-picture img").length, 1);
    assert.deepEqual(texts(".o-seitech-VisitFiles-name"), ["plan.pdf", "held.zip"]);
    assert.deepEqual(
        findAll(".o-seitech-VisitFiles-file").map((one) => one.getAttribute("href")),
        ["/files/plan.pdf", null],
    );
});

QUnit.test("Enter sends, Shift+Enter does not, and the draft is kept", async (assert) => {
    const visit = await talk();
    field().focus();
    await type("One");
    await press("Shift+Enter");
    await type("Two");
    assert.strictEqual(visit.state.draft.text, "One\nTwo");
    await press("Enter");
    assert.deepEqual(visit.calls, ["send One\nTwo"]);
    assert.strictEqual(field().value, "");
    assert.strictEqual(document.activeElement, field());
    await press("Enter");
    assert.strictEqual(visit.calls.length, 1, "nothing is not sent");
});

QUnit.test("what another tab has typed comes over", async (assert) => {
    const visit = await talk();
    visit.state.draft = { ...EMPTY_DRAFT, text: "From there" };
    await settle();
    assert.strictEqual(field().value, "From there");
});

QUnit.test("files only where they are allowed: button, drop, paste", async (assert) => {
    const visit = await talk();
    const composer = find(".o-seitech-VisitComposer");
    const drop = (): boolean =>
        composer.dispatchEvent(
            new DragEvent("drop", { dataTransfer: dataWith("a.png"), bubbles: true }),
        );
    const paste = (): boolean =>
        field().dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: dataWith("b.png"), bubbles: true }),
        );
    drop();
    paste();
    assert.strictEqual(findAll(".o-seitech-VisitComposer-attach").length, 0);
    assert.deepEqual(visit.calls, []);
    visit.state.visit = makeVisit({ mayAttach: true });
    await settle();
    drop();
    paste();
    const input = find<HTMLInputElement>("input[type=file]");
    input.files = dataWith("c.png", "d.png").files;
    input.dispatchEvent(new Event("change"));
    assert.deepEqual(visit.calls, ["file a.png", "file b.png", "file c.png", "file d.png"]);
});

QUnit.test("a file on its way shows how far it is and can be stopped", async (assert) => {
    const file = { name: "film.mp4", size: 4_096 };
    const visit = await talk({
        outgoing: [makeOutgoing("f", { text: "", file, progress: 0.42 })],
    });
    assert.strictEqual(find("[role=progressbar]").getAttribute("aria-valuenow"), "42");
    await click("[aria-label='Stop sending film.mp4']");
    assert.deepEqual(visit.calls, ["discard f"]);
});

QUnit.test("emoji by mouse and by keyboard", async (assert) => {
    const visit = await talk();
    field().focus();
    await type("Hi ");
    await click(".o-seitech-VisitComposer-emoji");
    await click(".o-seitech-EmojiGrid-one");
    assert.strictEqual(visit.state.draft.text, "Hi 😀");
    assert.strictEqual(document.activeElement, field());
    await click(".o-seitech-VisitComposer-emoji");
    find(".o-seitech-EmojiGrid-one").focus();
    await press("ArrowRight");
    await press("Enter");
    assert.strictEqual(visit.state.draft.text, "Hi 😀😄");
    await click(".o-seitech-VisitComposer-emoji");
    find(".o-seitech-EmojiGrid-one").focus();
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-EmojiGrid").length, 0);
    assert.true(visit.state.isOpen, "Escape closes one thing at a time");
});

QUnit.test(
    "older messages come when they are scrolled to, and the place is kept",
    async (assert) => {
        const visit = await talk({ messages: many(40, 100), hasOlder: true });
        const view = viewport();
        assert.true(
            view.scrollHeight - view.scrollTop - view.clientHeight < 2,
            "begins at the end",
        );
        assert.false(visit.calls.includes("older"));
        view.scrollTop = 0;
        await until("they are asked for", () => visit.calls.includes("older"));
        const row = findAll("article")[0];
        const before = row?.getBoundingClientRect().bottom ?? 0;
        visit.state.messages = [...many(20, 80), ...visit.state.messages];
        visit.state.isLoadingOlder = false;
        visit.state.hasOlder = false;
        await settle();
        const after = row?.getBoundingClientRect().bottom ?? 0;
        assert.true(Math.abs(after - before) < 2, `${before} → ${after}`);
        assert.strictEqual(visit.calls.filter((call) => call === "older").length, 1);
    },
);

QUnit.test("who reads further up is told of new messages, and gets to them", async (assert) => {
    const visit = await talk({ messages: many(40) });
    viewport().scrollTop = 0;
    await until("it is noticed", () => findAll(".o-seitech-VisitLog-jump").length > 0);
    visit.state.messages = [...visit.state.messages, makeMessage(41), makeMessage(42)];
    await settle();
    assert.deepEqual(texts(".o-seitech-VisitLog-jump"), ["2 new messages"]);
    assert.false(visit.calls.includes("read 42"), "not seen yet");
    await click(".o-seitech-VisitLog-jump");
    await until("it is read", () => visit.calls.includes("read 42"));
    assert.strictEqual(findAll(".o-seitech-VisitLog-jump").length, 0);
});

QUnit.test("new messages of agents are announced, and nothing else", async (assert) => {
    const visit = await talk({ messages: many(2) });
    const log = find("[role=log]");
    assert.strictEqual(log.getAttribute("aria-label"), "Messages");
    const heard = (): string[] => texts(".o-seitech-VisitLog [aria-live=polite] p");
    assert.deepEqual(heard(), []);
    visit.state.messages = [
        ...visit.state.messages,
        makeMessage(3),
        makeMessage(4, { isOwn: true }),
    ];
    await settle();
    assert.deepEqual(heard(), ["Alma Agent: Message 3"]);
});

QUnit.test("somebody types", async (assert) => {
    const visit = await talk({ messages: many(1), typing: "Alma" });
    assert.deepEqual(texts(".o-seitech-VisitLog-typing"), ["Alma is typing…"]);
    visit.state.typing = null;
    await settle();
    assert.strictEqual(findAll(".o-seitech-VisitLog-typing").length, 0);
});
