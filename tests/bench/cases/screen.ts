/** Both chats in a browser, as a person meets them. */
import { measureHistory } from "../screen/history";
import { measureOpening } from "../screen/opening";
import { measureSending } from "../screen/sending";
import { Stage } from "../screen/stage";
import { measureWeight } from "../screen/weight";
import type { Bench } from "./case";

export async function measureScreen(bench: Bench): Promise<void> {
    if (bench.systems.some(({ name }) => name === "seitech")) {
        await measureWeight(bench);
    }
    await Stage.use(bench, async (stage) => {
        await measureSending(bench, stage);
        await measureOpening(bench, stage);
        await measureHistory(bench, stage);
    });
}
