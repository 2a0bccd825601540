import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    settle,
    texts,
    type,
} from "../../helpers/browser_page";
import { fakeVisit, type FakeVisit, makeMessage, makeVisit } from "./fake_visit";
import { showWidget } from "./show_widget";

async function ended(change: Parameters<typeof makeVisit>[0] = {}): Promise<FakeVisit> {
    const visit = fakeVisit({
        visit: makeVisit({ state: "closed", isAnswered: true, ...change }),
        messages: [makeMessage(1)],
    });
    await showWidget(visit);
    return visit;
}

QUnit.module("ui › visit › closing", { afterEach: cleanUp });

QUnit.test("nothing can be written any more, but read", async (assert) => {
    await ended();
    assert.strictEqual(findAll(".o-seitech-VisitComposer").length, 0);
    assert.strictEqual(findAll("article").length, 1);
});

QUnit.test(
    "five steps to rate by, named, by keyboard, with words for who has some",
    async (assert) => {
        const visit = await ended();
        assert.strictEqual(texts("legend")[0], "How did we do?");
        const names = findAll("[type=radio]").map((one) => one.closest("label")?.title);
        assert.deepEqual(names, ["Very bad", "Bad", "Fair", "Good", "Very good"]);
        find("[type=radio]").focus();
        await press("Space");
        await press("ArrowRight");
        await press("ArrowRight");
        find(".o-seitech-Rating-words").focus();
        await type("Took a while");
        await click(".o-seitech-Rating-send");
        assert.deepEqual(visit.calls.slice(-1), ["rate 3 Took a while"]);
        visit.state.visit = makeVisit({ state: "closed", isAnswered: true, rating: 3 });
        await settle();
        assert.strictEqual(findAll("[type=radio]").length, 0);
        assert.deepEqual(texts(".o-seitech-Rating-thanks"), ["Thank you for telling us!"]);
    },
);

QUnit.test("who was not answered has nothing to rate", async (assert) => {
    await ended({ isAnswered: false });
    assert.strictEqual(findAll("[type=radio]").length, 0);
});

QUnit.test("the conversation by e-mail, where there is an address", async (assert) => {
    const visit = await ended({ hasEmail: true });
    await click(".o-seitech-VisitClosing-mail");
    assert.true(visit.calls.includes("mail"));
    assert.true(texts(".o-seitech-VisitClosing-mailed")[0]?.includes("on its way"));
    cleanUp();
    await ended();
    assert.strictEqual(findAll(".o-seitech-VisitClosing-mail").length, 0);
});

QUnit.test("a new conversation begins with the form", async (assert) => {
    await ended();
    await click(".o-seitech-VisitClosing-anew");
    assert.strictEqual(findAll(".o-seitech-StartForm").length, 1);
});
