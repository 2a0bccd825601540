import { arrivalEvents } from "../arrivals";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import { listedEvents } from "../received";

/** Brings in the channels that the server finds by name, course or person. */
export async function findChannels(context: ChatContext, search: string): Promise<void> {
    const wanted = search.trim();
    if (wanted === "") {
        return;
    }
    await attempt(context, async () => {
        const page = await context.api.listChannels({ search: wanted });
        const channelIds = page.channels.map(({ channel }) => channel.id);
        context.store.dispatch(
            ...arrivalEvents(context, page.channels),
            ...page.channels.flatMap(listedEvents),
            { kind: "channelsFound", search: wanted, channelIds },
        );
    });
}
