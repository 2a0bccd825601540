import { Component, xml } from "@odoo/owl";

import { ApiError } from "../../../ts_src/engine/ports";
import type { MessageId } from "../../../ts_src/model/ids";
import { MessageEditor } from "../../../ts_src/ui/message_editor/message_editor";
import "../../../ts_src/ui/kit/theme.scss";
import { type ChatEnv, useChat } from "../../../ts_src/ui/use_chat";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, press, settle, type } from "../../helpers/browser_page";

interface Shown extends Screen {
    readonly world: BrowserWorld;
    readonly messageId: MessageId;
    readonly done: string[];
}

/** Edits a message once it is there, as a conversation does. */
class Place extends Component<{ messageId: MessageId; onDone: () => void }, ChatEnv> {
    static override template = xml`
        <MessageEditor
            t-if="chat.state.messages.has(props.messageId)"
            messageId="props.messageId"
            onDone="props.onDone"
        />`;
    static components = { MessageEditor };
    static override props = { messageId: Number, onDone: Function };
    readonly chat = useChat(this.env);
}

async function showEditor(world = new BrowserWorld(), known?: MessageId): Promise<Shown> {
    const messageId = known ?? world.post(world.ines, "first words").id;
    const done: string[] = [];
    const onDone = (): void => void done.push("done");
    const screen = await world.show(Place, { messageId, onDone });
    await screen.chat.actions.openChannel(world.channelId);
    await world.pass();
    return { ...screen, world, messageId, done };
}

const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>("textarea");
const content = ({ world }: Shown): string | undefined =>
    world.server.messages(world.channelId)[0]?.content;

QUnit.module("ui › message editor", { afterEach: cleanUp });

QUnit.test("Enter saves", async (assert) => {
    const shown = await showEditor();
    await press("Control+a");
    await type("better words");
    await press("Enter");
    await shown.world.pass();
    assert.strictEqual(content(shown), "better words");
    assert.deepEqual(shown.done, ["done"]);
});

QUnit.test("Escape cancels and tells nobody around", async (assert) => {
    const shown = await showEditor();
    await type(" and more");
    let reached = 0;
    const count = (): void => void (reached += 1);
    document.addEventListener("keydown", count);
    await press("Escape");
    document.removeEventListener("keydown", count);
    assert.strictEqual(reached, 0);
    assert.strictEqual(content(shown), "first words");
    assert.deepEqual(shown.done, ["done"]);
});

QUnit.test("what has not changed is not sent; nothing is no message", async (assert) => {
    const shown = await showEditor();
    await press("Enter");
    await shown.world.pass();
    assert.deepEqual(shown.done, ["done"]);
    assert.false(shown.connection.requests.some((request) => request.startsWith("edit")));
    await press("Control+a");
    await press("Delete");
    assert.true(find<HTMLButtonElement>("button[type=submit]").disabled);
    await press("Enter");
    await shown.world.pass();
    assert.strictEqual(content(shown), "first words");
});

QUnit.test("a change that the server refuses is kept, here and over a reload", async (assert) => {
    const shown = await showEditor();
    const { world, connection, chat } = shown;
    connection.answer = (method) =>
        method === "edit" ? new ApiError("refused", "Too late.", "not_allowed") : null;
    await press("Control+a");
    await type("better words");
    await click("button[type=submit]");
    await world.pass();
    assert.deepEqual(shown.done, []);
    assert.strictEqual(field().value, "better words");
    assert.false(field().readOnly);
    assert.strictEqual(document.activeElement, field());
    assert.strictEqual(chat.state.notice?.message, "Too late.");
    shown.destroy();
    const again = await showEditor(world, shown.messageId);
    assert.strictEqual(field().value, "better words");
    await press("Enter");
    await world.pass();
    assert.strictEqual(content(again), "better words");
    again.destroy();
    await showEditor(world, shown.messageId);
    assert.strictEqual(field().value, "better words", "the message itself: nothing is kept");
    assert.strictEqual(localStorage.length, 0);
});

QUnit.test("a change by somebody else meanwhile does not touch what is typed", async (assert) => {
    const { world, messageId } = await showEditor();
    await type("!");
    world.server.edit(world.channelId, messageId, "from another tab");
    await world.pass();
    await settle();
    assert.strictEqual(field().value, "first words!");
});
