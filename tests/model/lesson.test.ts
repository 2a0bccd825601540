import { momentText, placeInHash } from "../../ts_src/model/lesson/lesson";

QUnit.module("model › lesson");

QUnit.test("the end of an address names a place, or none", (assert) => {
    const places = ["#t=95", "#page=3", "", "#t=0", "#t=-1", "#t=1.5", "#lessonQuiz", "#t=95&x"];
    assert.deepEqual(places.map(placeInHash), [95, 3, null, null, null, null, null, null]);
});

QUnit.test("moments are written as players write them", (assert) => {
    const moments = [0, 5, 95, 600, 3_599, 3_600, 3_725];
    const texts = ["0:00", "0:05", "1:35", "10:00", "59:59", "1:00:00", "1:02:05"];
    assert.deepEqual(moments.map(momentText), texts);
});
