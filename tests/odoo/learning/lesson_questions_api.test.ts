import { decodeQuestions, questionSource } from "../../../ts_src/odoo/lesson/lesson_questions_api";
import { DecodeError } from "../../../ts_src/odoo/wire_reader";
import { json, TestServer } from "../../helpers/api_server";
import { noon } from "../../helpers/builders";
import { wireFixture } from "../../helpers/wire_fixtures";

QUnit.module("odoo/lesson/lesson_questions_api");

QUnit.test("reply_lesson_questions.json", (assert) => {
    assert.deepEqual(decodeQuestions(wireFixture("reply_lesson_questions")), {
        questions: [
            {
                messageId: 103,
                channelId: 9,
                authorName: "Sam Student",
                text: "What is a mean?",
                position: 95,
                createdAt: noon,
                isAnswered: false,
                isPrivate: false,
            },
        ],
        hasMore: false,
        counts: { total: 1, unanswered: 1 },
    });
    assert.throws(() => decodeQuestions({ questions: [] }), DecodeError);
});

QUnit.test("asks what the server expects", async (assert) => {
    const server = new TestServer();
    const source = questionSource({ baseUrl: await server.start() });
    server.answer = json(wireFixture("reply_lesson_questions"));
    await source.fetchQuestions(71, null);
    await source.fetchQuestions(71, 103);
    await server.stop();
    assert.deepEqual(
        server.requests.map(({ url, body }) => [url, body]),
        [
            ["/api/chat/lesson/questions", { lesson_id: 71, limit: 10 }],
            ["/api/chat/lesson/questions", { lesson_id: 71, limit: 10, before_id: 103 }],
        ],
    );
});
