import {
    decodeFaqEntry,
    decodeLearner,
    HttpTeachingApi,
} from "../../../ts_src/odoo/learning/teaching_api";
import { DecodeError } from "../../../ts_src/odoo/wire_reader";
import { json, TestServer } from "../../helpers/api_server";
import { channelId, messageId, noon, userId } from "../../helpers/builders";
import { wireFixture } from "../../helpers/wire_fixtures";

QUnit.module("odoo/learning/teaching_api");

QUnit.test("reply_learner.json", (assert) => {
    assert.deepEqual(decodeLearner(wireFixture("reply_learner")), {
        userId: userId(12),
        name: "Sam Student",
        imageUrl: "/web/image/res.partner/22/avatar_128?access_token=token",
        courses: [
            {
                id: 5,
                name: "Statistics",
                completion: 50,
                lastLesson: { name: "The mean", isCompleted: true, at: noon },
                lastQuiz: { name: "The quiz", isPassed: false, attempts: 2, at: noon },
            },
        ],
    });
    assert.throws(() => decodeLearner({ user_id: 12 }), DecodeError);
});

QUnit.test("reply_faq.json", (assert) => {
    const decoded = decodeFaqEntry(wireFixture("reply_faq"));
    assert.deepEqual(decoded, { isPublished: false, url: "/odoo/course-faq/1" });
    assert.throws(() => decodeFaqEntry({ published: "no" }), DecodeError);
});

QUnit.test("asks what the server expects", async (assert) => {
    const server = new TestServer();
    const api = new HttpTeachingApi({ baseUrl: await server.start() });
    server.answer = json(wireFixture("reply_faq"));
    await api.markAnswer(messageId(101), true);
    await api.suggestForFaq(messageId(101));
    server.answer = json(wireFixture("reply_learner"));
    await api.fetchLearner(channelId(7));
    await server.stop();
    assert.deepEqual(
        server.requests.map(({ url, body }) => [url, body]),
        [
            ["/api/chat/answer", { message_id: 101, is_answer: true }],
            ["/api/chat/faq", { message_id: 101 }],
            ["/api/chat/learner", { channel_id: 7 }],
        ],
    );
});
