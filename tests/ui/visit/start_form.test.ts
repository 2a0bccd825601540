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
import { AVAILABLE, fakeVisit } from "./fake_visit";
import { showWidget } from "./show_widget";

const errors = (): string[] => texts(".o-seitech-StartForm-error");
const submit = (): Promise<void> => click(".o-seitech-StartForm-submit");

async function fill(name: string, text: string): Promise<void> {
    find(`[name=${name}]`).focus();
    await type(text);
}

QUnit.module("ui › visit › start form", { afterEach: cleanUp });

QUnit.test("a message is enough where somebody is there", async (assert) => {
    const visit = fakeVisit();
    await showWidget(visit);
    await fill("text", "Hello");
    await submit();
    assert.deepEqual(visit.calls, ["send Hello"]);
});

QUnit.test(
    "what is missing is said beside the fields, the first gets the focus",
    async (assert) => {
        const visit = fakeVisit({ availability: { ...AVAILABLE, isNameRequired: true } });
        await showWidget(visit);
        assert.deepEqual(errors(), [], "not before somebody has tried");
        await submit();
        assert.deepEqual(errors(), ["Please tell us your name.", "Please write a message."]);
        assert.strictEqual(document.activeElement, find("[name=name]"));
        assert.strictEqual(find("[name=name]").getAttribute("aria-invalid"), "true");
        const told = find("[name=name]").getAttribute("aria-describedby") ?? "";
        assert.strictEqual(document.getElementById(told)?.innerText.trim(), errors()[0]);
        await type("Vera");
        assert.deepEqual(errors(), ["Please write a message."], "gone once it is right");
        assert.deepEqual(visit.calls, []);
    },
);

QUnit.test("nobody there: says when somebody will be, and needs an address", async (assert) => {
    const nextOpening = new Date(2031, 0, 13, 9, 30).getTime();
    const availability = {
        ...AVAILABLE,
        isAvailable: false,
        reason: "closed" as const,
        nextOpening: nextOpening + 5_000,
        consent: "We keep it for a year.",
    };
    const visit = fakeVisit({ availability, clockOffset: 5_000 });
    await showWidget(visit);
    const away = texts(".o-seitech-StartForm-away")[0] ?? "";
    assert.true(/Monday,? (January 13|13 January).*9:30/.test(away), away);
    assert.strictEqual(findAll(".o-seitech-StartForm-hint").length, 1);
    await fill("text", "Call me");
    await submit();
    assert.deepEqual(errors(), ["Without an address our answer cannot reach you."]);
    await type("vera at example");
    assert.deepEqual(errors(), ["This does not look like an e-mail address."]);
    assert.deepEqual(visit.calls, []);
    find<HTMLInputElement>("[name=email]").select();
    await type("vera@example.com");
    await submit();
    assert.deepEqual(visit.calls, ["send Call me"]);
});

QUnit.test("a wrong address is told even where none is needed", async (assert) => {
    const visit = fakeVisit();
    await showWidget(visit);
    await fill("email", "vera");
    await fill("text", "Hello");
    await submit();
    assert.deepEqual(errors(), ["This does not look like an e-mail address."]);
    assert.deepEqual(visit.calls, []);
});

QUnit.test("subjects to choose from, if there are any", async (assert) => {
    const visit = fakeVisit({ availability: { ...AVAILABLE, subjects: ["Courses", "Payment"] } });
    await showWidget(visit);
    assert.deepEqual(texts("option"), ["Something else", "Courses", "Payment"]);
    const select = find<HTMLSelectElement>("select");
    select.value = "Payment";
    select.dispatchEvent(new Event("change"));
    await settle();
    assert.strictEqual(visit.state.draft.subject, "Payment");
});

QUnit.test("what was typed before is there again", async (assert) => {
    const draft = { name: "Vera", email: "v@example.com", subject: "Courses", text: "Half a sen" };
    await showWidget(fakeVisit({ draft, availability: { ...AVAILABLE, subjects: ["Courses"] } }));
    const values = ["name", "email", "subject", "text"].map(
        (name) => find<HTMLInputElement>(`[name=${name}]`).value,
    );
    assert.deepEqual(values, Object.values(draft));
});

QUnit.test("what the server does not take stands beside its field", async (assert) => {
    const formErrors = { name: "This name is taken by the team." };
    await showWidget(fakeVisit({ formErrors }));
    assert.deepEqual(errors(), ["This name is taken by the team."]);
    assert.strictEqual(document.activeElement, find("[name=name]"));
});

QUnit.test("Enter is a new line, with Ctrl it sends", async (assert) => {
    const visit = fakeVisit();
    await showWidget(visit);
    await fill("text", "Dear team,");
    await press("Enter");
    await type("hello");
    assert.deepEqual(visit.calls, []);
    await press("Control+Enter");
    assert.deepEqual(visit.calls, ["send Dear team,\nhello"]);
});

QUnit.test("too long a message is not sent, and the limit is shown", async (assert) => {
    const text = "x".repeat(10_001);
    const visit = fakeVisit({ draft: { name: "", email: "", subject: "", text } });
    await showWidget(visit);
    assert.deepEqual(texts(".o-seitech-LengthLeft"), ["-1"]);
    await submit();
    assert.deepEqual(errors(), ["This message is too long."]);
    assert.deepEqual(visit.calls, []);
});
