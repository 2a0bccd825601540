import type { BusService } from "../../../ts_src/odoo/bus_link";
import {
    decodeSafetyNews,
    HttpSafetyApi,
    safetyBus,
} from "../../../ts_src/odoo/learning/safety_api";
import { DecodeError } from "../../../ts_src/odoo/wire_reader";
import { json, TestServer } from "../../helpers/api_server";
import { channelId, messageId, noon, userId } from "../../helpers/builders";
import { wireFixture } from "../../helpers/wire_fixtures";

const six = messageId(6);

QUnit.module("odoo › learning › safety", () => {
    QUnit.test("reply_notices.json", (assert) => {
        assert.deepEqual(decodeSafetyNews(wireFixture("reply_notices")), {
            notices: [
                {
                    id: 61,
                    kind: "warning",
                    text: "Be kind to each other.",
                    channelId: null,
                    until: null,
                },
                { id: 62, kind: "mute", text: "", channelId: channelId(7), until: noon },
            ],
            blocked: [userId(13)],
        });
        assert.throws(() => decodeSafetyNews({ notices: [], blocked: [{}] }), DecodeError);
    });

    QUnit.test("what is asked", async (assert) => {
        const server = new TestServer();
        const api = new HttpSafetyApi({ baseUrl: await server.start() });
        server.answer = json(wireFixture("reply_notices"));
        await api.fetchNews();
        await api.acknowledge(61);
        await api.report(six, "spam", " Again! ");
        await api.report(six, "other", "  ");
        await api.block(userId(13), true);
        await server.stop();
        const asked = server.requests.map(({ url, body }) => [url, body]);
        assert.deepEqual(asked, [
            ["/api/chat/notices", {}],
            ["/api/chat/notices/acknowledge", { notice_id: 61 }],
            ["/api/chat/report", { message_id: 6, reason: "spam", comment: "Again!" }],
            ["/api/chat/report", { message_id: 6, reason: "other" }],
            ["/api/chat/block", { user_id: 13, blocked: true }],
        ]);
    });

    QUnit.test("the bus tells of news, and that some may have been missed", (assert) => {
        const listeners = new Map<string, () => void>();
        const service = {
            subscribe: (type: string, run: () => void) => listeners.set(type, run),
            addEventListener: (name: string, run: () => void) => listeners.set(name, run),
        } as unknown as BusService;
        const told: string[] = [];
        const bus = safetyBus(service);
        bus.onNews(() => told.push("news"));
        bus.onReconnect(() => told.push("missed"));
        listeners.get("seitech.chat/notices")?.();
        listeners.get("BUS:CONNECT")?.();
        listeners.get("BUS:RECONNECT")?.();
        assert.deepEqual(told, ["news", "missed", "missed"]);
    });
});
