import { ConnectionBanner } from "../../../ts_src/ui/connection_banner/connection_banner";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, findAll, settle, texts, until } from "../../helpers/browser_page";

const sentence = ".o-seitech-ConnectionBanner-text";

QUnit.module("ui › connection banner", { afterEach: cleanUp });

QUnit.test("a short trouble is not worth a word", async (assert) => {
    const world = new BrowserWorld();
    const { connection } = await world.show(ConnectionBanner, {});
    assert.strictEqual(findAll(sentence).length, 0, "all is well");
    connection.goDown();
    await settle();
    connection.goUp();
    await new Promise((resolve) => {
        setTimeout(resolve, 1_700);
    });
    assert.strictEqual(findAll(sentence).length, 0);
});

QUnit.test("a lasting one is told, and that it is over by silence", async (assert) => {
    const world = new BrowserWorld();
    const { connection } = await world.show(ConnectionBanner, {});
    connection.setBus(false);
    await until("it is told", () => findAll(sentence).length > 0);
    assert.deepEqual(texts(sentence), ["Reconnecting…"]);
    connection.setBus(true);
    await world.pass();
    assert.strictEqual(findAll(sentence).length, 0);
});

QUnit.test("where no websocket gets through it says what happens instead", async (assert) => {
    const world = new BrowserWorld();
    const { connection, chat } = await world.show(ConnectionBanner, {});
    connection.setBus(false);
    await world.pass(120_000);
    assert.strictEqual(chat.state.connection, "polling");
    await until("it is told", () => findAll(sentence).length > 0);
    assert.deepEqual(texts(sentence), [
        "Live updates are blocked on this network; checking every 5 seconds.",
    ]);
});
