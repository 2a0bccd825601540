import { Avatar } from "../../../ts_src/ui/kit/avatar/avatar";
import { cleanUp, find, findAll, mount, settle } from "../../helpers/browser_page";

QUnit.module("ui › kit › avatar", { afterEach: cleanUp });

QUnit.test("initials stand in for a picture, also for one that does not load", async (assert) => {
    await mount(Avatar, { name: "anna maria krämer", imageUrl: "/missing.png", size: 40 });
    const image = find("img");
    image.dispatchEvent(new Event("error"));
    await settle();
    const picture = find(".o-seitech-Avatar-picture");
    assert.strictEqual(getComputedStyle(picture, "::before").content, '"AK"');
    assert.strictEqual(picture.innerText, "", "decoration, and nobody's name");
    assert.strictEqual(picture.ariaHidden, "true");
    assert.strictEqual(find(".o-seitech-Avatar").offsetWidth, 40);
});

QUnit.test("a dot tells who is there, in words as well", async (assert) => {
    for (const presence of ["online", "away", "busy"]) {
        await mount(Avatar, { name: "Anna", imageUrl: null, size: 40, presence });
    }
    const labels = findAll(".o-seitech-Avatar-presence").map((dot) => dot.ariaLabel);
    assert.deepEqual(labels, ["Online", "Away", "Do not disturb"]);
    await mount(Avatar, { name: "Ben", imageUrl: null, size: 40, presence: "offline" });
    await mount(Avatar, { name: "Cleo", imageUrl: null, size: 40, presence: null });
    assert.strictEqual(findAll(".o-seitech-Avatar-presence").length, 3);
});
