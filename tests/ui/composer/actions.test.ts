import { Composer } from "../../../ts_src/ui/composer/composer";
import "../../../ts_src/ui/kit/theme.scss";
import { composerActions } from "../../../ts_src/ui/registries/composer_actions";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, settle, type } from "../../helpers/browser_page";

let isInstalled = false;

composerActions
    .add("signature", 90, {
        label: "Add a signature",
        icon: "fa-pencil",
        isShown: () => isInstalled,
        run: ({ controls }) => controls.insert("-- Ines"),
    })
    .add("greeting", 5, {
        label: ({ channelId }) => `Greet channel ${channelId}`,
        icon: "fa-sun-o",
        isQuick: true,
        isShown: () => isInstalled,
        run: ({ controls }) => controls.insert("Good morning"),
    });

QUnit.module("ui › composer actions", {
    afterEach() {
        isInstalled = false;
        cleanUp();
    },
});

QUnit.test("what another module adds stands beside the buttons or in a menu", async (assert) => {
    isInstalled = true;
    const world = new BrowserWorld();
    const { channelId } = world;
    await world.show(Composer, { channelId }, "position: fixed; inset: auto 0 0 0");
    const ids = findAll("[data-action]").map((button) => button.dataset["action"]);
    assert.deepEqual(ids, ["greeting", "attach", "emoji"]);
    await type("!");
    find<HTMLTextAreaElement>("textarea").setSelectionRange(0, 0);
    await click("[data-action=greeting]");
    assert.strictEqual(find("[data-action=greeting]").title, `Greet channel ${channelId}`);
    assert.strictEqual(find<HTMLTextAreaElement>("textarea").value, "Good morning!");
    await click(".o-seitech-Menu-button");
    await settle();
    await click("[data-item=signature]");
    assert.strictEqual(find<HTMLTextAreaElement>("textarea").value, "Good morning-- Ines!");
});

QUnit.test("without such a module there is no menu", async (assert) => {
    const world = new BrowserWorld();
    await world.show(
        Composer,
        { channelId: world.channelId },
        "position: fixed; inset: auto 0 0 0",
    );
    assert.strictEqual(findAll(".o-seitech-Menu-button").length, 0);
});
