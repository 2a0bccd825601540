import {
    decodeQuietHours,
    decodeReplyHours,
    HttpHoursApi,
} from "../../../ts_src/odoo/learning/hours_api";
import { decodeKey } from "../../../ts_src/odoo/push/push_subscriber";
import { DecodeError } from "../../../ts_src/odoo/wire_reader";
import { channelId } from "../../helpers/builders";

QUnit.module("odoo/learning/hours_api", () => {
    QUnit.test("hours with something missing", (assert) => {
        assert.throws(() => decodeReplyHours({ people: [{ user_id: 11 }] }), DecodeError);
    });

    QUnit.test("asks by the clock of this browser", async (assert) => {
        const bodies: unknown[] = [];
        const api = new HttpHoursApi({
            baseUrl: "https://school.example/api/chat",
            fetch: (_url, options) => {
                bodies.push(JSON.parse(options?.body as string));
                return Promise.resolve(Response.json({ success: true, people: [] }));
            },
        });
        assert.deepEqual(await api.fetchReplyHours(channelId(7)), []);
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        assert.deepEqual(bodies, [{ channel_id: 7, time_zone: timeZone }]);
    });

    QUnit.test("one's own quiet hours", (assert) => {
        const own = { quiet: true, quiet_from: "22:30", quiet_to: "07:05", quiet_days: [0, 6] };
        assert.deepEqual(decodeQuietHours({ preferences: { ...own, digest: true } }), {
            isOn: true,
            from: 22 * 60 + 30,
            to: 7 * 60 + 5,
            days: [0, 6],
        });
    });

    QUnit.test("the key for pushes", (assert) => {
        assert.strictEqual(decodeKey({ preferences: { push_key: "BK" } }), "BK");
        assert.strictEqual(decodeKey({ preferences: { push_key: null } }), null);
        assert.throws(() => decodeKey({ preferences: {} }), DecodeError);
    });
});
