import { decodeFormErrors } from "../../../ts_src/odoo/visit/decode_refusal";
import { decodeVisitorNotification } from "../../../ts_src/odoo/visit/decode_visit_notifications";
import { wireFixture, wireNotification } from "../../helpers/wire_fixtures";
import { visitExpectations, visitNotifications } from "./visit_expectations";

QUnit.module("odoo/visit/decode_visit", () => {
    for (const [name, [decode, expected]] of Object.entries(visitExpectations)) {
        QUnit.test(`${name}.json`, (assert) => {
            assert.deepEqual(decode(wireFixture(name)), expected);
        });
    }

    for (const [name, expected] of Object.entries(visitNotifications)) {
        QUnit.test(`${name}.json`, (assert) => {
            const { type, payload } = wireNotification(name);
            assert.deepEqual(decodeVisitorNotification(type, payload), expected);
        });
    }

    QUnit.test("messages by the bus, new and edited", (assert) => {
        const told = ["bus_new_message", "bus_message_updated"].map((name) => {
            const { type, payload } = wireNotification(name);
            return decodeVisitorNotification(type, payload);
        });
        const facts = told.map((it) => {
            const { channelId, notification } = it ?? {};
            return notification?.kind === "messageChanged"
                ? [channelId, notification.message.rev, notification.message.isEdited]
                : null;
        });
        assert.strictEqual(JSON.stringify(facts), "[[7,1001,false],[7,1003,true]]");
    });

    QUnit.test("who has stopped typing", (assert) => {
        const payload = { channel_id: 6, user_id: 14, user_name: "Ada Agent", is_typing: false };
        const told = decodeVisitorNotification("seitech.chat/typing", payload);
        assert.deepEqual(told?.notification, { kind: "agentTyping", name: null });
    });

    QUnit.test("errors of fields that the form does not have are nobody's", (assert) => {
        assert.deepEqual(decodeFormErrors(wireFixture("reply_error")), {
            text: "Write a message before sending.",
        });
        const fields = { email: "No address.", page: "No page.", name: 3 };
        assert.deepEqual(decodeFormErrors({ fields }), { email: "No address." });
        assert.deepEqual(decodeFormErrors({ fields: null }), {});
        assert.deepEqual(decodeFormErrors({}), {});
    });
});
