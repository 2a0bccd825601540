import * as fc from "fast-check";

import { apply } from "../../ts_src/model/apply";
import {
    draftFiles,
    draftLength,
    draftOf,
    draftProblem,
    isEmptyDraft,
    maxMessageLength,
    uploadsOf,
} from "../../ts_src/model/drafts";
import type { ChatEvent } from "../../ts_src/model/events";
import type { ChatState } from "../../ts_src/model/state";
import {
    attachmentId,
    channelId,
    makeAttachment,
    messageId,
    stateAfter,
    uploadId,
} from "../helpers/builders";

QUnit.module("model/drafts", () => {
    const id = channelId(7);
    const nothing = { text: "", replyToId: null, attachments: [] };
    const started = (name: string, channel = id): ChatEvent => ({
        kind: "uploadStarted",
        uploadId: uploadId(name),
        channelId: channel,
        name,
        mimetype: "image/png",
        size: 10,
    });

    QUnit.test("white space alone is no message, files are", (assert) => {
        for (const content of ["", " ", "\n\n", "\t \u00a0\u2003"]) {
            assert.strictEqual(draftProblem(content), "empty", JSON.stringify(content));
            assert.strictEqual(draftProblem(content, [makeAttachment()]), null);
        }
        assert.strictEqual(draftProblem(" a "), null);
    });

    QUnit.test("the limit is in characters as the server counts them", (assert) => {
        assert.strictEqual(draftProblem("a".repeat(maxMessageLength)), null);
        assert.strictEqual(draftProblem("a".repeat(maxMessageLength + 1)), "too_long");
        assert.strictEqual(draftProblem("😀".repeat(maxMessageLength)), null);
        assert.strictEqual(draftLength("a😀"), 2);
    });

    QUnit.test("is kept per channel; an empty one is none", (assert) => {
        const draft = { text: "", replyToId: messageId(3), attachments: [] };
        const state = stateAfter({ kind: "draftChanged", channelId: id, draft });
        assert.deepEqual(draftOf(state, id), draft);
        assert.deepEqual(draftOf(state, channelId(8)), nothing);
        apply(state, { kind: "draftChanged", channelId: id, draft: nothing });
        assert.strictEqual(state.drafts.size, 0);
        assert.true(isEmptyDraft(draftOf(state, id)));
        assert.false(isEmptyDraft({ ...nothing, text: " " }));
    });

    QUnit.test("outlives its channel: nobody's words are lost", (assert) => {
        const draft = { ...nothing, text: "half a sent" };
        const state = stateAfter(
            { kind: "draftChanged", channelId: id, draft },
            { kind: "channelGone", channelId: id },
        );
        assert.deepEqual(draftOf(state, id), draft);
    });

    QUnit.test("a file that has come is part of it, beside what was typed meanwhile", (assert) => {
        const state = stateAfter(started("a"), started("b"), started("c", channelId(8)));
        apply(state, { kind: "uploadProgressed", uploadId: uploadId("a"), progress: 0.5 });
        assert.deepEqual(
            uploadsOf(state, id).map(({ name, progress }) => [name, progress]),
            [
                ["a", 0.5],
                ["b", 0],
            ],
        );
        const draft = { ...nothing, text: "typed" };
        apply(state, { kind: "draftChanged", channelId: id, draft });
        const attachment = makeAttachment();
        apply(state, { kind: "uploadFinished", uploadId: uploadId("a"), attachment });
        assert.deepEqual(draftOf(state, id), { ...draft, attachments: [attachment] });
        assert.strictEqual(uploadsOf(state, id).length, 1);
    });

    QUnit.test("files stand in the order they were chosen, however they come", (assert) => {
        const names = ["a", "b", "c", "d"];
        const file = (name: string) =>
            makeAttachment({ id: attachmentId(names.indexOf(name)), name });
        const coming = (state: ChatState) =>
            draftFiles(state, id).map((one) =>
                "upload" in one ? one.upload.name : one.attachment.name.toUpperCase(),
            );
        const orders = fc.shuffledSubarray(names, { minLength: names.length });
        fc.assert(
            fc.property(orders, (order) => {
                const state = stateAfter(...names.map((name) => started(name)));
                const there = new Set<string>();
                for (const name of order) {
                    const event = { uploadId: uploadId(name), attachment: file(name) };
                    apply(state, { kind: "uploadFinished", ...event });
                    there.add(name);
                    const expected = names.map((one) => (there.has(one) ? one.toUpperCase() : one));
                    assert.deepEqual(coming(state), expected);
                }
                const sent = draftOf(state, id).attachments.map((one) => one.name);
                assert.deepEqual(sent, names);
            }),
        );
    });

    QUnit.test("a file keeps its place when the next one was taken away again", (assert) => {
        const state = stateAfter(...["a", "b"].map((name) => started(name)));
        const attachment = makeAttachment({ name: "b" });
        apply(state, { kind: "uploadFinished", uploadId: uploadId("b"), attachment });
        apply(state, { kind: "draftChanged", channelId: id, draft: nothing });
        apply(state, started("c"));
        apply(state, { kind: "uploadFinished", uploadId: uploadId("a"), attachment });
        assert.deepEqual(
            draftFiles(state, id).map((one) => "upload" in one),
            [false, true],
        );
    });

    QUnit.test("a failed file can be tried again, a cancelled one leaves nothing", (assert) => {
        const failure = { code: "too_large", message: "Too large." };
        const state = stateAfter(started("a"));
        const upload = () => uploadsOf(state, id)[0];
        apply(state, { kind: "uploadFailed", uploadId: uploadId("a"), failure });
        assert.deepEqual([upload()?.status, upload()?.failure], ["failed", failure]);
        apply(state, { kind: "uploadRetried", uploadId: uploadId("a") });
        assert.deepEqual([upload()?.status, upload()?.failure], ["uploading", null]);
        apply(state, { kind: "uploadCancelled", uploadId: uploadId("a") });
        apply(state, { kind: "uploadProgressed", uploadId: uploadId("a"), progress: 1 });
        const attachment = makeAttachment();
        apply(state, { kind: "uploadFinished", uploadId: uploadId("a"), attachment });
        assert.deepEqual(uploadsOf(state, id), []);
        assert.deepEqual(draftOf(state, id), nothing);
    });
});
