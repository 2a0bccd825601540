import type { Challenge } from "../../../ts_src/engine/visit/ports/challenge";
import { ProviderChallenges } from "../../../ts_src/odoo/visit/challenge/provider_challenges";
import { challengePlace } from "../../../ts_src/ui/visit/challenge/challenge_place";
import {
    blockCaptchas,
    cleanUp,
    click,
    find,
    findAll,
    resize,
    settle,
    texts,
    until,
} from "../../helpers/browser_page";
import { EMPTY_DRAFT, type FakeVisit, fakeVisit, makeOutgoing } from "./fake_visit";
import { showWidget, violations } from "./show_widget";

const challenges = new ProviderChallenges(challengePlace);
const REQUIRED = { code: "challenge_required", message: "Please confirm that you are human." };
const BOX = ".o-seitech-ChallengeBox";

/** A first message is on its way, and the server wants to know more. */
const waiting = (): FakeVisit => fakeVisit({ outgoing: [makeOutgoing("key")] });

const solve = (
    provider: Challenge["provider"],
    siteKey: string,
    onAsked = (): void => undefined,
): Promise<string> => challenges.solve({ provider, siteKey }, onAsked);

async function isRefused(run: Promise<string>): Promise<boolean> {
    return run.then(
        () => false,
        () => true,
    );
}

const isAsked = (): boolean => findAll(`${BOX} input`).length > 0;
const scripts = (host: string): number => findAll(`script[src*="${host}"]`).length;

QUnit.module("ui › visit › captcha", {
    afterEach() {
        cleanUp();
        return blockCaptchas(false);
    },
});

QUnit.test(
    "nothing of a provider before one is wanted, and again after a block",
    async (assert) => {
        await showWidget(waiting());
        assert.deepEqual([scripts("cloudflare"), scripts("recaptcha")], [0, 0]);
        await blockCaptchas(true);
        assert.true(await isRefused(solve("turnstile", "site")));
        assert.true(await isRefused(solve("recaptcha", "site")));
        assert.deepEqual(
            [scripts("cloudflare"), scripts("recaptcha")],
            [0, 0],
            "tried anew next time",
        );
        await blockCaptchas(false);
        assert.strictEqual(await solve("turnstile", "site"), "token of site");
        assert.strictEqual(
            await solve("recaptcha", "site"),
            "token of site for seitech_chat_support",
        );
        await solve("turnstile", "site");
        assert.deepEqual([scripts("cloudflare"), scripts("recaptcha")], [1, 1], "loaded once");
        assert.strictEqual(find(BOX).childElementCount, 0, "and nothing is left in the widget");
        assert.strictEqual(find(BOX).clientHeight, 0);
    },
);

QUnit.test("there is something to click: in the widget, and said so", async (assert) => {
    await showWidget(waiting());
    const asked: string[] = [];
    const solved = solve("turnstile", "asks", () => asked.push("asked"));
    await until("asked", () => asked.length > 0);
    const box = find(`${BOX} [data-stand-in]`);
    assert.strictEqual(box.dataset["standIn"], "flexible seitech_chat_support interaction-only");
    await click(`${BOX} input`);
    assert.strictEqual(await solved, "clicked");
    assert.deepEqual(findAll("[data-stand-in]"), []);
});

QUnit.test("a narrow screen gets the compact form", async (assert) => {
    await resize(320, 600);
    await showWidget(waiting());
    const solved = solve("turnstile", "asks");
    await until("shown", isAsked);
    const look = find(`${BOX} [data-stand-in]`).dataset["standIn"] ?? "";
    assert.true(look.startsWith("compact "), look);
    await click(`${BOX} input`);
    await solved;
    await resize(1280, 720);
});

QUnit.test("put away and opened again: it is there again", async (assert) => {
    const visit = waiting();
    await showWidget(visit);
    const solved = solve("turnstile", "asks");
    await until("shown", isAsked);
    visit.actions.minimise();
    await settle();
    assert.deepEqual(findAll("[data-stand-in]"), []);
    visit.actions.open();
    await until("shown", isAsked);
    await click(`${BOX} input`);
    assert.strictEqual(await solved, "clicked");
});

QUnit.test("minimised when it is wanted: it waits for the widget", async (assert) => {
    const visit = fakeVisit({ isOpen: false, outgoing: [makeOutgoing("key")] });
    await showWidget(visit);
    const solved = solve("turnstile", "site");
    visit.actions.open();
    assert.strictEqual(await solved, "token of site");
});

QUnit.test("the provider says no, or does not know the key", async (assert) => {
    await showWidget(waiting());
    assert.true(await isRefused(solve("turnstile", "robot")));
    assert.true(await isRefused(solve("turnstile", "unknown")));
    assert.true(await isRefused(solve("recaptcha", "robot")));
    assert.deepEqual(findAll("[data-stand-in]"), []);
});

QUnit.test(
    "no way through: the server's sentence, the text, and the contact page",
    async (assert) => {
        const draft = { ...EMPTY_DRAFT, text: "Hello" };
        await showWidget(fakeVisit({ notice: REQUIRED, draft }));
        const link = find<HTMLAnchorElement>(".o-seitech-Visit-notice a");
        assert.strictEqual(new URL(link.href).pathname, "/contactus");
        assert.strictEqual(link.target, "_blank", "what is typed stays where it is");
        assert.strictEqual(
            texts(".o-seitech-Visit-notice")[0],
            "Please confirm that you are human. Contact us in another way",
        );
        assert.strictEqual(find<HTMLTextAreaElement>("[name=text]").value, "Hello");
        assert.deepEqual(await violations(), []);
    },
);

QUnit.test("other notices lead nowhere", async (assert) => {
    await showWidget(fakeVisit({ notice: { code: "blocked", message: "No." } }));
    assert.deepEqual(findAll(".o-seitech-Visit-notice a"), []);
});
