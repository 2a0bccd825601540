import type { OpeningRequest } from "../../../ts_src/engine/ports";
import type { ChannelId } from "../../../ts_src/model/ids";
import { openAsked } from "../../../ts_src/ui/portal_chat/asked_conversation";
import { channelId } from "../../helpers/builders";

const HERE = window.location.href;

let done: string[] = [];

function note<Result>(line: string, result: Result): Promise<Result> {
    done.push(line);
    return Promise.resolve(result);
}

async function arrive(query: string, found: ChannelId | null = channelId(31)): Promise<string> {
    done = [];
    window.history.replaceState({}, "", `/?${query}`);
    await openAsked({
        startConversation: ({ channelType, courseId }: OpeningRequest) =>
            note(`${channelType} ${courseId}`, found),
        createStudentInstructor: (instructorId, courseId) =>
            note(`instructor ${instructorId} about ${courseId}`, found),
        openChannel: (id) => note(`open ${id}`, undefined),
    });
    return window.location.search;
}

QUnit.module("ui › portal chat › asked conversation", {
    afterEach: () => window.history.replaceState({}, "", HERE),
});

QUnit.test(
    "the discussion of a course, which the address forgets once it is open",
    async (assert) => {
        assert.strictEqual(await arrive("course=7&debug=1"), "?debug=1");
        assert.deepEqual(done, ["course 7", "open 31"]);
    },
);

QUnit.test("an instructor, with and without a course", async (assert) => {
    assert.strictEqual(await arrive("instructor=3&about=7"), "");
    assert.deepEqual(done, ["instructor 3 about 7", "open 31"]);
    await arrive("instructor=3");
    assert.deepEqual(done, ["instructor 3 about null", "open 31"]);
});

QUnit.test("what may not be opened stays in the address, to be tried again", async (assert) => {
    assert.strictEqual(await arrive("course=7", null), "?course=7");
    assert.deepEqual(done, ["course 7"]);
});

QUnit.test("nothing is asked for by what is no number", async (assert) => {
    for (const query of ["", "course=x", "course=-1", "about=7", "channel=4"]) {
        assert.strictEqual(await arrive(query), query && `?${query}`);
        assert.deepEqual(done, [], query);
    }
});
