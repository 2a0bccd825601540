import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    resize,
    settle,
    texts,
    until,
} from "../../helpers/browser_page";
import { AVAILABLE, fakeVisit, makeFile, makeMessage, makeOutgoing, makeVisit } from "./fake_visit";
import { showWidget, violations } from "./show_widget";

const agent = { name: "Alma Agent", imageUrl: null };
const failure = { code: "not_allowed", message: "You may not do that." };

function busyVisit() {
    return fakeVisit({
        visit: makeVisit({ agent, mayAttach: true, hasEmail: true, isAnswered: true }),
        typing: "Alma Agent",
        messages: [
            makeMessage(1, { isOwn: true, html: "<p>Hello</p>" }),
            makeMessage(2, { type: "system", html: "Alma Agent has joined" }),
            makeMessage(3, {
                html: '<p>See <a href="https://example.org">here</a></p>',
                attachments: [makeFile("plan.pdf")],
            }),
            makeMessage(4, { isDeleted: true }),
        ],
        outgoing: [makeOutgoing("one"), makeOutgoing("two", { failure })],
    });
}

QUnit.module("ui › visit › panel", { afterEach: cleanUp });

QUnit.test("is a named dialog; Escape puts it away and tells who opened it", async (assert) => {
    const visit = fakeVisit();
    let told = 0;
    await showWidget(visit, { onMinimise: () => (told += 1) });
    const panel = find("[role=dialog]");
    const title = document.getElementById(panel.getAttribute("aria-labelledby") ?? "");
    assert.strictEqual(title?.innerText, "Chat with us");
    find("[name=name]").focus();
    await press("Escape");
    assert.strictEqual(findAll("[role=dialog]").length, 0);
    assert.false(visit.state.isOpen);
    assert.strictEqual(told, 1);
});

QUnit.test("takes the focus when it is opened by the visitor", async (assert) => {
    const visit = fakeVisit({ isOpen: false });
    await showWidget(visit);
    await press("Tab");
    visit.actions.open();
    await settle();
    assert.strictEqual(document.activeElement, find("[name=name]"));
});

QUnit.test("waits until it is known whether somebody is there", async (assert) => {
    const visit = fakeVisit({ availability: null });
    await showWidget(visit);
    assert.strictEqual(findAll("form").length, 0);
    visit.state.availability = AVAILABLE;
    await settle();
    assert.strictEqual(findAll("form").length, 1);
});

QUnit.test(
    "who cannot be told whether somebody is there can write all the same",
    async (assert) => {
        await showWidget(fakeVisit({ availability: null, connection: "offline" }));
        assert.strictEqual(findAll("form [name=text]").length, 1);
    },
);

QUnit.test("the header says who is there", async (assert) => {
    const visit = fakeVisit({ visit: makeVisit() });
    await showWidget(visit);
    const presence = ".o-seitech-VisitHeader-presence";
    assert.deepEqual(texts(presence), ["Somebody will be with you shortly"]);
    visit.state.visit = makeVisit({ agent });
    await settle();
    assert.deepEqual(texts(".o-seitech-VisitHeader-title"), ["Alma Agent"]);
    assert.deepEqual(texts(presence), ["Support team"]);
    visit.state.visit = makeVisit({ agent, state: "closed" });
    await settle();
    assert.deepEqual(texts(presence), ["This conversation has ended"]);
});

QUnit.test("says so when it has to ask for messages again and again", async (assert) => {
    await showWidget(fakeVisit({ visit: makeVisit(), connection: "polling" }));
    await until("it is told", () => texts(".o-seitech-ConnectionLine")[0] !== "");
    assert.true(texts(".o-seitech-ConnectionLine")[0]?.includes("blocked on this network"));
});

QUnit.test("the menu switches the sound, mails the conversation and ends it", async (assert) => {
    const visit = busyVisit();
    await showWidget(visit);
    const choose = async (item: string): Promise<void> => {
        await click(".o-seitech-VisitMenu-button");
        await click(`[data-item=${item}]`);
    };
    await choose("sound");
    assert.false(visit.state.isSoundOn);
    await choose("transcript");
    assert.true(visit.calls.includes("mail"));
    await choose("end");
    const question = find("[role=alertdialog]");
    assert.true(question.contains(document.activeElement));
    await press("Escape");
    assert.strictEqual(findAll("[role=alertdialog]").length, 0, "Escape: go on");
    assert.true(visit.state.isOpen, "the panel is still there");
    await choose("end");
    await click(".o-seitech-VisitConfirm-yes");
    assert.true(visit.calls.includes("end"));
});

QUnit.test("where there is no conversation there is nothing to end", async (assert) => {
    await showWidget(fakeVisit());
    await click(".o-seitech-VisitMenu-button");
    assert.deepEqual(texts(".o-seitech-Menu-item"), ["Sound"]);
});

QUnit.test("a notice can be put away", async (assert) => {
    const visit = fakeVisit({ notice: { code: "gone", message: "A new conversation begins." } });
    await showWidget(visit);
    assert.deepEqual(texts(".o-seitech-Visit-notice"), ["A new conversation begins."]);
    await click(".o-seitech-Visit-notice button");
    assert.deepEqual(texts(".o-seitech-Visit-notice"), [""]);
});

QUnit.test("who comes by a used link can have another one", async (assert) => {
    const visit = fakeVisit({ notice: { code: "link_used", message: "This link was used." } });
    await showWidget(visit);
    assert.deepEqual(texts(".o-seitech-Visit-notice > span"), [
        "This link was used. Send me a new link",
    ]);
    assert.deepEqual(await violations(), []);
    await click(".o-seitech-Visit-notice > span button");
    assert.deepEqual(visit.calls, ["link"]);
    assert.deepEqual(texts(".o-seitech-Visit-notice"), ["We have sent you a new link."]);
});

QUnit.test("nothing for axe to find fault with", async (assert) => {
    const first = await showWidget(busyVisit());
    assert.deepEqual(await violations(), []);
    first.destroy();
    const away = { ...AVAILABLE, isAvailable: false, subjects: ["One"], consent: "We keep it." };
    const second = await showWidget(fakeVisit({ availability: away }));
    await click(".o-seitech-StartForm-submit");
    assert.deepEqual(await violations(), []);
    second.destroy();
    await showWidget(fakeVisit({ visit: makeVisit({ state: "closed", isAnswered: true }) }));
    await click(".o-seitech-Rating-step");
    assert.deepEqual(await violations(), []);
});

QUnit.test(
    "fills a phone and nothing sticks out, left to right and right to left",
    async (assert) => {
        for (const direction of ["ltr", "rtl"]) {
            document.body.dir = direction;
            for (const width of [320, 390]) {
                await resize(width, 640);
                const shown = await showWidget(busyVisit());
                await settle();
                const box = find("[role=dialog]").getBoundingClientRect();
                assert.deepEqual([box.left, box.top, box.right, box.bottom], [0, 0, width, 640]);
                const out = findAll("[role=dialog] *:not(.o-seitech-Visit-hidden)")
                    .filter((one) => !one.closest("[popover], .o-seitech-Visit-hidden"))
                    .filter((one) => {
                        const { left, right } = one.getBoundingClientRect();
                        return left < -0.5 || right > width + 0.5;
                    })
                    .map(({ className }) => className);
                assert.deepEqual(out, [], `${direction} ${width}`);
                shown.destroy();
            }
        }
        document.body.removeAttribute("dir");
        await resize(1280, 720);
    },
);

QUnit.test("stands on the side that the settings say", async (assert) => {
    const look = { side: "start", style: "" };
    await showWidget(fakeVisit(), { look });
    assert.strictEqual(find("[role=dialog]").getBoundingClientRect().left, 16);
});
