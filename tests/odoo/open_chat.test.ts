import type { ChannelId } from "../../ts_src/model/ids";
import { chatOpener } from "../../ts_src/odoo/open_chat";
import { channelId } from "../helpers/builders";

QUnit.module("odoo/open_chat", (hooks) => {
    let done: string[];
    let found: ChannelId | null;
    let place: "page" | "fullscreen" | null;

    hooks.beforeEach(() => {
        done = [];
        place = null;
        found = channelId(7);
    });

    const note = <Result>(line: string, result: Result) => {
        done.push(line);
        return Promise.resolve(result);
    };
    const opener = () =>
        chatOpener(
            {
                createDirect: (userId) => note(`direct with ${userId}`, found),
                createStudentInstructor: (instructorId, courseId) =>
                    note(`instructor ${instructorId} about ${courseId}`, found),
                startConversation: (request) =>
                    note(
                        `any ${request.channelType}` +
                            ("courseId" in request ? ` ${request.courseId}` : ""),
                        found,
                    ),
                openWindow: (id) => note(`window ${id}`, undefined),
                openChannel: (id) => note(`channel ${id}`, undefined),
                setFullscreen: (isFullscreen) => void done.push(`fullscreen ${isFullscreen}`),
                wantMessage: (it) => void done.push(`message ${it.messageId} of ${it.channelId}`),
            },
            {
                isOnPage: () => place === "page",
                isFullscreen: () => place === "fullscreen",
                openPage: (id) => void done.push(`page ${id}`),
            },
        );

    QUnit.test("a person, in a window if nothing else is said", async (assert) => {
        await opener().openDirect(12);
        assert.deepEqual(done, ["direct with 12", "window 7"]);
    });

    QUnit.test("an instructor, with and without a course", async (assert) => {
        await opener().openInstructor(12, 5);
        await opener().openInstructor(12);
        assert.deepEqual(done, [
            "instructor 12 about 5",
            "window 7",
            "instructor 12 about null",
            "window 7",
        ]);
    });

    QUnit.test("the support team", async (assert) => {
        await opener().openSupport();
        await opener().openSupport({ mode: "sidebar" });
        assert.deepEqual(done, [
            "any student_support",
            "window 7",
            "any student_support",
            "page 7",
        ]);
    });

    QUnit.test("the discussion of a course", async (assert) => {
        await opener().openCourse(5);
        found = null;
        await opener().openCourse(6);
        assert.deepEqual(done, ["any course 5", "window 7", "any course 6"]);
    });

    QUnit.test("where it is shown", async (assert) => {
        await opener().open(8);
        await opener().open(8, { mode: "sidebar" });
        await opener().open(8, { mode: "fullscreen" });
        await opener().openDirect(12, { mode: "sidebar" });
        assert.deepEqual(done, [
            "window 8",
            "page 8",
            "fullscreen true",
            "channel 8",
            "direct with 12",
            "page 7",
        ]);
    });

    QUnit.test(
        "a message, which is waited for before its conversation is there",
        async (assert) => {
            await opener().openMessage(8, 81);
            place = "page";
            await opener().openMessage(8, 82);
            assert.deepEqual(done, ["message 81 of 8", "window 8", "message 82 of 8", "channel 8"]);
        },
    );

    QUnit.test("on the chat's own page that page shows it", async (assert) => {
        place = "page";
        await opener().open(8);
        await opener().openDirect(12, { mode: "sidebar" });
        assert.deepEqual(done, ["channel 8", "direct with 12", "channel 7"]);
    });

    QUnit.test(
        "nothing floats above the whole chat, and it leaves for its page",
        async (assert) => {
            place = "fullscreen";
            await opener().open(8);
            await opener().open(8, { mode: "sidebar" });
            assert.deepEqual(done, ["channel 8", "fullscreen false", "page 8"]);
        },
    );

    QUnit.test("what may not be opened opens nothing", async (assert) => {
        found = null;
        await opener().openDirect(12);
        await opener().openInstructor(12, 5, { mode: "fullscreen" });
        assert.deepEqual(done, ["direct with 12", "instructor 12 about 5"]);
    });
});
