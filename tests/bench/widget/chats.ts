/** The two chats that a website may have, and how each comes to have an agent. */
import type { Page } from "playwright-core";
import { MODULE } from "../premises";
import { DISCUSS, SEITECH, type Selectors } from "../screen/selectors";
import { type Office, PASSWORD } from "./office";
import {
    beginLiveChat,
    type Beginning,
    beginSeitech,
    LIVE_CHAT_WIDGET,
    SEITECH_CLAIM,
    SEITECH_WIDGET,
    type WidgetSelectors,
} from "./selectors";

export interface WebsiteChat {
    /** Of Odoo's module that brings it to the website. */
    readonly module: string;
    readonly widget: WidgetSelectors;
    readonly begin: Beginning;
    /** The agent's side, in the backend. */
    readonly desk: Selectors;
    /** Where agents wait, and where they have a conversation open. */
    deskPath(channelId?: number): string;
    /** Gives the id of the conversation that was begun last. */
    readonly newestChannel: string;
    /** Takes the conversation that is open on the agent's page. */
    claim(page: Page): Promise<void>;
    /** @returns the id of a user who answers visitors of the website. */
    hire(office: Office): Promise<number>;
}

export const AGENT = { name: "Bench Agent", login: "bench_agent", password: PASSWORD };

export const LIVE_CHAT: WebsiteChat = {
    module: "website_livechat",
    widget: LIVE_CHAT_WIDGET,
    begin: beginLiveChat,
    desk: DISCUSS,
    deskPath: (channelId) =>
        channelId === undefined
            ? "/odoo/discuss"
            : `/odoo/discuss?active_id=discuss.channel_${channelId}`,
    newestChannel: "SELECT max(id) FROM discuss_channel WHERE channel_type = 'livechat'",
    claim: () => Promise.resolve(),
    async hire(office) {
        const agent = await office.makeUser(AGENT, "im_livechat.im_livechat_group_user");
        const channel = await office.idOf("im_livechat.im_livechat_channel_data");
        await office.write("im_livechat.channel", channel, { user_ids: [[6, 0, [agent]]] });
        const website = await office.idOf("website.default_website");
        await office.write("website", website, { channel_id: channel });
        return agent;
    },
};

export const SEITECH_CHAT: WebsiteChat = {
    module: MODULE,
    widget: SEITECH_WIDGET,
    begin: beginSeitech,
    desk: SEITECH,
    deskPath: (channelId) => (channelId === undefined ? "/odoo/chat" : `/odoo/chat/${channelId}`),
    newestChannel: "SELECT max(channel_id) FROM seitech_chat_support",
    claim: (page) => page.locator(SEITECH_CLAIM).click(),
    hire: (office) => office.makeUser(AGENT, `${MODULE}.group_elearning_support_agent`),
};
