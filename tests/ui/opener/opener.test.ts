import { openHere, type Opening, openingOf } from "../../../ts_src/ui/opener/opener";
import { find, settle } from "../../helpers/browser_page";

const METHODS = ["open", "openCourse"];

let opening: Opening | null = null;
let isFollowed = false;
let listening = new AbortController();

/** A link that says what it opens, with something inside to press on. */
function addLink(data: Record<string, string>): HTMLAnchorElement {
    const link = document.createElement("a");
    link.id = "link";
    link.href = "/my/chat?course=7";
    link.innerHTML = "<b>Discussion</b>";
    Object.assign(link.dataset, data);
    document.body.append(link);
    return link;
}

function press(change: MouseEventInit = {}): void {
    find("#link b").dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true, ...change }),
    );
}

function deferred(): { readonly promise: Promise<boolean>; resolve(isThere: boolean): void } {
    let resolve: (isThere: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((settled) => (resolve = settled));
    return { promise, resolve };
}

QUnit.module("ui › opener", {
    beforeEach() {
        opening = null;
        isFollowed = false;
        listening = new AbortController();
        document.addEventListener(
            "click",
            (event) => {
                opening = openingOf(event, METHODS);
                isFollowed = !event.defaultPrevented && opening === null;
                event.preventDefault();
            },
            listening,
        );
    },
    afterEach() {
        listening.abort();
        find("#link").remove();
    },
});

QUnit.test("a press on anything inside says what is to be opened", (assert) => {
    const element = addLink({ seitechOpen: "openCourse", seitechArguments: "[7, 8]" });
    press();
    assert.deepEqual(opening, { element, method: "openCourse", parameters: [7, 8] });
});

QUnit.test("nothing in particular needs no arguments", (assert) => {
    const element = addLink({ seitechOpen: "open" });
    press();
    assert.deepEqual(opening, { element, method: "open", parameters: [] });
});

QUnit.test("what cannot be understood stays a link, and so does one for another tab", (assert) => {
    for (const [data, change] of [
        [{ seitechOpen: "constructor" }],
        [{ seitechOpen: "" }],
        [{ seitechOpen: "open", seitechArguments: "7" }],
        [{ seitechOpen: "open", seitechArguments: '["7"]' }],
        [{ seitechOpen: "open", seitechArguments: "[7" }],
        [{ seitechOpen: "open" }, { ctrlKey: true }],
        [{ seitechOpen: "open" }, { metaKey: true }],
        [{ seitechOpen: "open" }, { shiftKey: true }],
        [{}],
    ] as const) {
        const link = addLink(data);
        press(change);
        assert.true(isFollowed, JSON.stringify([data, change]));
        link.remove();
    }
    addLink({});
});

QUnit.test("it is busy until the conversation is there, and asked once", async (assert) => {
    const element = addLink({ seitechOpen: "open" });
    const asked: Opening = { element, method: "open", parameters: [] };
    const { promise, resolve } = deferred();
    let times = 0;
    const left: string[] = [];
    const go = (): Promise<void> =>
        openHere(
            asked,
            () => {
                times += 1;
                return promise;
            },
            (address) => void left.push(address),
            "/my/chat",
        );
    const opened = Promise.all([go(), go()]);
    await settle();
    assert.strictEqual(element.getAttribute("aria-busy"), "true");
    resolve(true);
    await opened;
    assert.false(element.hasAttribute("aria-busy"));
    assert.deepEqual([times, left], [1, []]);
});

QUnit.test("without a chat it is the link it has always been", async (assert) => {
    const element = addLink({ seitechOpen: "open" });
    const left: string[] = [];
    const go = (target: HTMLElement): Promise<void> =>
        openHere(
            { element: target, method: "open", parameters: [] },
            () => Promise.resolve(false),
            (address) => void left.push(address),
            "/my/chat",
        );
    await go(element);
    await go(document.createElement("button"));
    assert.deepEqual(left, [element.href, "/my/chat"]);
    assert.false(element.hasAttribute("aria-busy"));
});
