import { canAcceptFiles } from "../../../ts_src/model/messages";
import type { Channel, ChannelPermissions } from "../../../ts_src/model/records";
import {
    channelId,
    makeAttachment,
    makeChannel,
    makeMessage,
    makePermissions,
    rev,
    stateAfter,
} from "../../helpers/builders";

const held = makeMessage(101, { attachments: [makeAttachment({ isHeld: true, url: "" })] });

/** Somebody who has this channel and these rights in it. */
function someone(channel: Partial<Channel>, rights: Partial<ChannelPermissions>) {
    return stateAfter(
        { kind: "channelChanged", channel: makeChannel(channel) },
        {
            kind: "snapshotLoaded",
            channelId: channelId(7),
            syncRev: rev(1),
            permissions: makePermissions(rights),
        },
    );
}

QUnit.module("model/desk/held_files", () => {
    const agent = someone({ myRole: "member" }, { close: true });

    QUnit.test("an agent in the conversation may accept", (assert) => {
        assert.true(canAcceptFiles(agent, held));
        const mixed = [makeAttachment({ isHeld: false }), ...held.attachments];
        assert.true(canAcceptFiles(agent, { ...held, attachments: mixed }));
    });

    QUnit.test("not who only looks on, nor who asked for support", (assert) => {
        assert.false(canAcceptFiles(someone({ myRole: null }, { close: true }), held));
        assert.false(canAcceptFiles(someone({ myRole: "member" }, { close: false }), held));
    });

    QUnit.test("nor what is not held, or deleted", (assert) => {
        const given = held.attachments.map((file) => ({ ...file, isHeld: false }));
        assert.false(canAcceptFiles(agent, { ...held, attachments: given }));
        assert.false(canAcceptFiles(agent, { ...held, deleted: true }));
    });
});
