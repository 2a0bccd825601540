import { AroundFrame } from "../../../ts_src/ui/visit/embed/around_frame";
import { EmbedFrame } from "../../../ts_src/ui/visit/embed/embed_frame";
import { filledIn } from "../../../ts_src/ui/visit/embed/filled_in";
import type { FrameOrder, FrameState } from "../../../ts_src/ui/visit/embed/frame_words";
import { find, findAll, resize, settle, until } from "../../helpers/browser_page";

const STATE: FrameState = {
    kind: "seitech_chat.state",
    isOpen: false,
    unread: 0,
    hasVisit: true,
    label: "Ask us",
    color: "#ffd54f",
};
const HELLO = { kind: "seitech_chat.hello", page: "https://shop.example/a", referrer: "" };

/** A page of another site that has included the script. */
function include(data: Record<string, string> = {}): HTMLButtonElement {
    const script = document.createElement("script");
    script.src = "/seitech_elearning/embed.js";
    Object.assign(script.dataset, data);
    new EmbedFrame(script).start();
    return find<HTMLButtonElement>("body > button");
}

function say(data: unknown, source: Window | null, origin = location.origin): void {
    window.dispatchEvent(new MessageEvent("message", { data, origin, source }));
}

async function fromFrame(state: Partial<FrameState>, origin?: string): Promise<void> {
    say({ ...STATE, ...state }, find<HTMLIFrameElement>("iframe").contentWindow, origin);
    await settle();
}

const isShown = (): boolean =>
    find("iframe").offsetParent !== null || find("iframe").clientHeight > 0;

QUnit.module("ui › visit › embed", {
    before: () => localStorage.clear(),
    afterEach() {
        findAll("body > iframe, body > button, body > a").forEach((one) => one.remove());
        localStorage.clear();
    },
});

QUnit.test("a button and nothing else before it is pressed", async (assert) => {
    const button = include();
    await settle();
    assert.strictEqual(findAll("iframe").length, 0);
    assert.deepEqual(Object.keys(localStorage), []);
    button.click();
    const address = new URL(find<HTMLIFrameElement>("iframe").src);
    assert.strictEqual(address.pathname, "/seitech_elearning/embed");
    assert.strictEqual(address.searchParams.get("lang"), "en");
});

QUnit.test("shows the frame as it wants to be shown, with its name and colour", async (assert) => {
    const button = include();
    button.click();
    await fromFrame({});
    assert.false(isShown());
    assert.strictEqual(button.getAttribute("aria-label"), "Ask us");
    assert.strictEqual(getComputedStyle(button).color, "rgb(0, 0, 0)", "readable on yellow");
    await fromFrame({ unread: 2 });
    assert.strictEqual(button.textContent, "2");
    assert.strictEqual(button.getAttribute("aria-label"), "Ask us (2)");
    await fromFrame({ isOpen: true });
    assert.true(isShown());
    assert.strictEqual(button.getAttribute("aria-expanded"), "true");
});

QUnit.test("what the page's own settings say goes first", async (assert) => {
    const button = include({ label: "Help!", color: "#00337f", side: "start" });
    button.click();
    await fromFrame({});
    assert.strictEqual(button.getAttribute("aria-label"), "Help!");
    assert.strictEqual(getComputedStyle(button).backgroundColor, "rgb(0, 51, 127)");
    assert.strictEqual(button.getBoundingClientRect().left, 16);
});

QUnit.test("believes nobody but its frame", async (assert) => {
    include().click();
    await fromFrame({ isOpen: true }, "https://evil.example");
    assert.false(isShown(), "another origin");
    say({ ...STATE, isOpen: true }, window);
    await settle();
    assert.false(isShown(), "another window");
});

QUnit.test("a conversation comes back by itself on the next page", async (assert) => {
    include().click();
    await fromFrame({});
    findAll("body > iframe, body > button, body > a").forEach((one) => one.remove());
    include();
    await until("it is loaded", () => findAll("iframe").length > 0);
    await fromFrame({ hasVisit: false });
    findAll("body > iframe, body > button, body > a").forEach((one) => one.remove());
    include();
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.strictEqual(findAll("iframe").length, 0, "over: nothing to go on with");
});

QUnit.test("pressed while the frame comes by itself: it opens once it is there", async (assert) => {
    localStorage.setItem("seitech_chat.embed", "1");
    const button = include();
    await until("it is loaded", () => findAll("iframe").length > 0);
    button.click();
    const frame = find<HTMLIFrameElement>("iframe");
    const inside = (): Window | null => frame.contentWindow;
    await until("it is there", () => {
        const { href = "", origin = "" } = inside()?.location ?? {};
        return origin === location.origin && href !== "about:blank";
    });
    const heard: unknown[] = [];
    inside()?.addEventListener("message", ({ data }) => heard.push(data.kind));
    await fromFrame({});
    await until("it is told", () => heard.includes("seitech_chat.open"));
    assert.ok(true);
});

QUnit.test("a frame that says nothing: an address instead, and another try", async (assert) => {
    const button = include();
    button.click();
    await until("an address", () => findAll("body > a").length > 0);
    const link = find<HTMLAnchorElement>("body > a");
    assert.strictEqual(link.href, new URL("/contactus", location.href).href);
    assert.strictEqual(link.textContent, `${location.host}/contactus`);
    assert.true(link.getBoundingClientRect().bottom <= button.getBoundingClientRect().top);
    assert.strictEqual(findAll("iframe").length, 0);
    button.click();
    await fromFrame({});
    assert.strictEqual(findAll("body > a").length, 0);
    assert.strictEqual(findAll("iframe").length, 1);
});

QUnit.test("looks the same whatever the site's own styles are", async (assert) => {
    const styles = document.createElement("style");
    styles.textContent = `button { background: lime !important; width: 300px; margin: 9px; opacity: 0.3 }
        iframe { max-width: 10px !important; border: 9px solid red; display: none }`;
    document.head.append(styles);
    const button = include();
    button.click();
    await fromFrame({ isOpen: true });
    const { width, height } = button.getBoundingClientRect();
    const { backgroundColor, opacity } = getComputedStyle(button);
    const frameWidth = find("iframe").getBoundingClientRect().width;
    styles.remove();
    assert.deepEqual([width, height, opacity], [56, 56, "1"]);
    assert.strictEqual(backgroundColor, "rgb(255, 213, 79)");
    assert.strictEqual(frameWidth, 376);
});

QUnit.test("fills a phone", async (assert) => {
    await resize(390, 700);
    include().click();
    await fromFrame({ isOpen: true });
    const { width, height } = find("iframe").getBoundingClientRect();
    await resize(1280, 720);
    assert.deepEqual([width, height], [390, 700]);
});

QUnit.test("inside: the first to say hello is heard, and nobody else", (assert) => {
    const heard: FrameOrder[] = [];
    const around = new AroundFrame((order) => void heard.push(order));
    say({ kind: "seitech_chat.open" }, window, "https://shop.example");
    assert.deepEqual(heard, [], "not before hello");
    say(HELLO, window, "https://shop.example");
    say({ kind: "seitech_chat.open" }, window, "https://evil.example");
    say(HELLO, window, "https://evil.example");
    say({ kind: "seitech_chat.minimise" }, null, "https://shop.example");
    say({ kind: "something" }, window, "https://shop.example");
    say({ kind: "seitech_chat.open" }, window, "https://shop.example");
    assert.deepEqual(
        heard.map(({ kind }) => kind),
        ["seitech_chat.hello", "seitech_chat.open"],
    );
    assert.ok(around);
});

QUnit.test("values of translated sentences stand where they belong", (assert) => {
    assert.strictEqual(filledIn("%s : %s", ["Alma", "$& hello"]), "Alma : $& hello");
});
