import type { HelpParts } from "../../../ts_src/ui/visit/launch/help_place";
import { HelpPlace } from "../../../ts_src/ui/visit/launch/help_place";
import {
    click,
    find,
    findAll,
    press,
    resize,
    settle,
    texts,
    until,
} from "../../helpers/browser_page";
import { fakeVisit, type FakeVisit, makeVisit } from "./fake_visit";

interface Help {
    readonly link: HTMLAnchorElement;
    readonly done: string[];
    readonly visit: FakeVisit;
}

let places: HelpPlace[] = [];

/** A page of the website with the link, and what the launcher makes of it. */
function start(data: Record<string, string> = {}, change: Partial<HelpParts> = {}): Help {
    const link = document.createElement("a");
    link.href = "#contactus";
    link.className = "o_seitech_help btn";
    link.textContent = "Need help?";
    Object.assign(link.dataset, data);
    // As the buttons of Odoo's themes do.
    link.style.transition = "background-color 9s";
    document.body.append(link);
    getComputedStyle(link).getPropertyValue("background-color");
    const done: string[] = [];
    const visit = fakeVisit({ isOpen: false });
    const parts: HelpParts = {
        hasVisit: () => false,
        prepare: () => void done.push("prepare"),
        loadVisit: () => {
            done.push("load");
            return Promise.resolve(visit);
        },
        showWidget: (_visit, { onAnew }) => void done.push(onAnew ? "show for student" : "show"),
        openChat: null,
        leave: () => void done.push("leave"),
        ...change,
    };
    places.push(new HelpPlace(link, parts));
    return { link, done, visit };
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function clearStorage(): void {
    localStorage.clear();
    sessionStorage.clear();
}

QUnit.module("ui › visit › launch", {
    before: clearStorage,
    afterEach() {
        places.forEach((place) => place.stop());
        places = [];
        findAll(".o_seitech_help, .o_seitech_bubble").forEach((one) => one.remove());
        clearStorage();
    },
});

QUnit.test("asks for nothing and keeps nothing before it is pressed", async (assert) => {
    const { done, link } = start();
    await pause(100);
    assert.deepEqual(done, []);
    assert.deepEqual([...Object.keys(localStorage), ...Object.keys(sessionStorage)], []);
    assert.strictEqual(link.getAttribute("role"), "button");
    assert.strictEqual(link.getAttribute("aria-expanded"), "false");
    assert.strictEqual(link.getAttribute("aria-label"), "Need help?");
});

QUnit.test(
    "a press loads the widget once and opens it, the next one puts it away",
    async (assert) => {
        const { done, link, visit } = start();
        await click(".o_seitech_help");
        assert.deepEqual(done, ["load", "show"]);
        assert.true(visit.state.isOpen);
        assert.strictEqual(link.getAttribute("aria-expanded"), "true");
        await click(".o_seitech_help");
        assert.false(visit.state.isOpen);
        assert.strictEqual(link.getAttribute("aria-expanded"), "false");
        await click(".o_seitech_help");
        assert.deepEqual(done, ["load", "show"]);
    },
);

QUnit.test("what it needs is on its way before the press has ended", (assert) => {
    const { done, link } = start();
    link.dispatchEvent(new PointerEvent("pointerdown"));
    assert.deepEqual(done, ["prepare"]);
});

QUnit.test("a student's chat needs none of it", (assert) => {
    const { done, link } = start({}, { openChat: () => Promise.resolve() });
    link.dispatchEvent(new PointerEvent("pointerdown"));
    assert.deepEqual(done, []);
});

QUnit.test("by keyboard with Enter and with the space bar", async (assert) => {
    const { link, visit } = start();
    link.focus();
    await press("Space");
    assert.true(visit.state.isOpen);
    await press("Enter");
    assert.false(visit.state.isOpen);
    assert.strictEqual(location.hash, "", "it is no link any more");
});

QUnit.test("with Ctrl it is still a link, to open in another tab", async (assert) => {
    const { link, done } = start();
    const event = new MouseEvent("click", { ctrlKey: true, cancelable: true });
    link.addEventListener("click", (one) => {
        assert.false(one.defaultPrevented);
        one.preventDefault();
    });
    link.dispatchEvent(event);
    await settle();
    assert.deepEqual(done, []);
});

QUnit.test("leads to the contact page when it cannot be loaded", async (assert) => {
    const { done } = start({}, { loadVisit: () => Promise.reject(new Error("offline")) });
    await click(".o_seitech_help");
    assert.deepEqual(done, ["leave"]);
});

QUnit.test("a conversation of an earlier page comes by itself, with its count", async (assert) => {
    const { done, link, visit } = start({}, { hasVisit: () => true });
    await until("it is there", () => done.includes("show"));
    assert.false(visit.state.isOpen, "put away as it was");
    visit.state.unread = 3;
    await settle();
    assert.deepEqual(texts(".o-seitech-HelpButton-unread"), ["3"]);
    assert.strictEqual(link.getAttribute("aria-label"), "Need help?, 3 unread");
});

QUnit.test("what fails by itself leads nowhere", async (assert) => {
    const loadVisit = () => Promise.reject(new Error("offline"));
    const { done } = start({}, { hasVisit: () => true, loadVisit });
    await pause(200);
    assert.deepEqual(done, []);
});

QUnit.test("students get to their chat, without a form", async (assert) => {
    const opened: string[] = [];
    const openChat = () => Promise.resolve(void opened.push("chat"));
    const { done } = start({}, { openChat });
    await click(".o_seitech_help");
    assert.deepEqual(opened, ["chat"]);
    assert.deepEqual(done, []);
});

QUnit.test("a student's conversation of before signing in is gone on with", async (assert) => {
    const opened: string[] = [];
    const openChat = () => Promise.resolve(void opened.push("chat"));
    const { done, visit } = start({}, { openChat, hasVisit: () => true });
    await until("it is there", () => done.includes("show for student"));
    visit.state.visit = makeVisit();
    await click(".o_seitech_help");
    assert.deepEqual(done, ["load", "show for student"]);
    assert.true(visit.state.isOpen);
    assert.deepEqual(opened, []);
});

QUnit.test("greets after a while, once in a session; the words open the widget", async (assert) => {
    const { visit } = start({ greeting: "Any questions?", greetingDelay: "0.05" });
    assert.deepEqual(texts("[role=status]"), [""], "the region is there before its words");
    await until("it greets", () => texts(".o-seitech-Greeting button").length > 0);
    assert.strictEqual(texts(".o-seitech-Greeting button")[0], "Any questions?");
    await click(".o-seitech-Greeting button");
    assert.true(visit.state.isOpen);
    assert.strictEqual(findAll(".o-seitech-Greeting").length, 0);
    start({ greeting: "Any questions?", greetingDelay: "0.05" });
    await pause(150);
    assert.deepEqual(texts(".o-seitech-Greeting button"), []);
});

QUnit.test("the greeting can be put away by keyboard", async (assert) => {
    const { link } = start({ greeting: "Any questions?", greetingDelay: "0.05" });
    await until("it greets", () => findAll(".o-seitech-Greeting button").length > 0);
    link.focus();
    await press("Tab");
    await press("Tab");
    await press("Enter");
    assert.strictEqual(findAll(".o-seitech-Greeting").length, 0);
    assert.strictEqual(document.activeElement, link);
});

QUnit.test("without seconds there is no greeting", async (assert) => {
    start({ greeting: "Any questions?", greetingDelay: "0" });
    await pause(100);
    assert.deepEqual(texts(".o-seitech-Greeting button"), []);
});

QUnit.test("the colour of the settings, with text that can be read on it", (assert) => {
    for (const [color, text] of [
        ["#ffd54f", "rgb(0, 0, 0)"],
        ["#00337f", "rgb(255, 255, 255)"],
    ] as const) {
        const { link } = start({ color });
        const style = getComputedStyle(link);
        assert.strictEqual(style.color, text);
        assert.notStrictEqual(style.backgroundColor, "rgb(113, 75, 103)");
    }
});

QUnit.test(
    "on its side, and beside the chat's own button, also on the smallest phone",
    async (assert) => {
        const bubble = document.createElement("div");
        bubble.className = "o_seitech_bubble";
        for (const width of [1280, 320]) {
            await resize(width, 640);
            const { link } = start({ side: "end" });
            assert.strictEqual(link.getBoundingClientRect().right, width - 16);
            const other = start({ side: "start" });
            assert.strictEqual(other.link.getBoundingClientRect().left, 16);
            document.body.append(bubble);
            const beside = start({
                side: "end",
                label: "A rather long name for a button of this kind",
            });
            const { left, right } = beside.link.getBoundingClientRect();
            assert.true(left >= 0 && right <= width - 16 - 56, `${width}: ${left} ${right}`);
            bubble.remove();
        }
        await resize(1280, 720);
        assert.true(find(".o_seitech_help").classList.contains("d-print-none"));
    },
);
