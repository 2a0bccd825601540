import { decodePins } from "../../ts_src/odoo/decode";
import { decodeSnapshot, presenceOf } from "../../ts_src/odoo/decode_channels";
import { decodeOpenings } from "../../ts_src/odoo/decode_directory";
import {
    decodePresenceNotification,
    decodeReactionNotification,
    decodeTypingNotification,
} from "../../ts_src/odoo/decode_notifications";
import { wireFixture, wireNotification } from "../helpers/wire_fixtures";

QUnit.module("odoo/decode by the way", () => {
    QUnit.test("pins are a list of messages, an image has a size", (assert) => {
        const image = {
            id: 52,
            name: "tree.png",
            mimetype: "image/png",
            size: 9_000,
            url: "/seitech_chat/file/52/tree.png?token=token",
            width: 640,
            height: 480,
            thumbnail_url: "/seitech_chat/thumbnail/52?token=token",
            held: false,
        };
        const wire = { ...(wireFixture("message") as object), attachments: [image] };
        const [pinned] = decodePins({ success: true, messages: [wire] });
        const { width, height, thumbnailUrl } = pinned?.message.attachments[0] ?? {};
        assert.deepEqual(
            [width, height, thumbnailUrl],
            [640, 480, "/seitech_chat/thumbnail/52?token=token"],
        );
    });

    QUnit.test("somebody who stops typing", (assert) => {
        const { payload: said } = wireNotification("bus_typing");
        const [event] = decodeTypingNotification({ ...(said as object), is_typing: false }, 5);
        assert.strictEqual(event?.kind === "typingChanged" && event.until, null);
    });

    QUnit.test("a reaction that was taken back", (assert) => {
        const { payload: said } = wireNotification("bus_reaction") as {
            payload: { reaction: object };
        };
        const wire = { ...said, reaction: { ...said.reaction, active: false } };
        const [event] = decodeReactionNotification(wire);
        assert.strictEqual(event?.kind === "reactionChanged" && event.reaction.active, false);
    });

    QUnit.test("whom one sees without being in it", (assert) => {
        const wire = { ...(wireFixture("channel") as object), my_role: null, peer_id: null };
        const { channel } = decodeSnapshot(wire, "");
        assert.deepEqual([channel.myRole, channel.peerId], [null, null]);
    });

    QUnit.test("filters and kinds that a later server knows", (assert) => {
        const wire = wireFixture("reply_openings") as object;
        const { filters } = decodeOpenings({ ...wire, filters: ["alumni", "direct"] });
        assert.deepEqual(filters, ["direct"]);
    });

    QUnit.test("Odoo's presences, also those that its modules add", (assert) => {
        const said = ["online", "away", "busy", "offline", "leave_online", "leave_away", "bot"];
        assert.deepEqual(said.map(presenceOf), [
            "online",
            "away",
            "busy",
            "offline",
            "online",
            "away",
            "offline",
        ]);
        const told = { partner_id: 22, im_status: "online", presence_status: "online" };
        assert.deepEqual(decodePresenceNotification(told), { partnerId: 22, presence: "online" });
        const guest = { partner_id: false, guest_id: 3, im_status: "online" };
        assert.strictEqual(decodePresenceNotification(guest), null);
        assert.strictEqual(decodePresenceNotification(null), null);
    });
});
