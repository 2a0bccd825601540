import { decodeAttachment } from "../../../ts_src/odoo/decode_messages";
import { decodeNoteReply, decodePerson } from "../../../ts_src/odoo/desk/decode_desk";
import { DecodeError } from "../../../ts_src/odoo/wire_reader";
import { channelId, noon } from "../../helpers/builders";
import { wireFixture } from "../../helpers/wire_fixtures";
import { deskExpectations } from "./desk_expectations";

/** What the server says of a person, with changes. */
function person(changes: object): unknown {
    return { ...(wireFixture("reply_desk_person") as object), ...changes };
}

/** The request of a fixture, with changes. */
function support(changes: object): object {
    return { ...(wireFixture("reply_desk_person") as { support: object }).support, ...changes };
}

QUnit.module("odoo/desk/decode_desk", () => {
    for (const [name, [decode, expected]] of Object.entries(deskExpectations)) {
        QUnit.test(`${name}.json`, (assert) => {
            assert.deepEqual(decode(wireFixture(name)), expected);
        });
    }

    QUnit.test("earlier conversations: each once, not this one, not silent ones", (assert) => {
        const earlier = [
            support({ id: 30, channel_id: 6 }),
            support({ id: 29, channel_id: 5, name: "Chat 5", stage: "closed" }),
            support({ id: 28, channel_id: 5, name: "Chat 5" }),
            support({ id: 27, channel_id: 4, stage: "new", waiting_since: null }),
        ];
        assert.deepEqual(decodePerson(person({ earlier })).person.earlier, [
            { channelId: channelId(5), name: "Chat 5", state: "closed", date: noon },
        ]);
    });

    QUnit.test("courses of a student; a name that is gone", (assert) => {
        const courses = [{ course_id: 5, course_name: "Statistics", completion: 40 }];
        const decoded = decodePerson(
            person({ courses, name: null, support: support({ visitor_name: null }) }),
        ).person;
        assert.deepEqual(decoded.courses, [{ name: "Statistics", progress: 40 }]);
        assert.strictEqual(decoded.name, "Support Chat #CHAT00001");
    });

    QUnit.test("a note above all messages", (assert) => {
        const { note } = wireFixture("reply_desk_note") as { note: object };
        const decoded = decodeNoteReply({ note: { ...note, after_message_id: 0 } });
        assert.strictEqual(decoded.afterMessageId, null);
    });

    QUnit.test("a held file has no address, any other has", (assert) => {
        const { attachment } = wireFixture("reply_upload") as { attachment: object };
        const held = { ...attachment, url: null, held: true };
        const { url, isHeld } = decodeAttachment(held, "");
        assert.deepEqual([url, isHeld], ["", true]);
        assert.throws(() => decodeAttachment({ ...held, held: false }, ""), DecodeError);
        assert.throws(() => decodeAttachment({ ...attachment, held: undefined }, ""), DecodeError);
    });
});
