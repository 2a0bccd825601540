/** The real chat over the fake network, with components on top, for tests in the page. */
import { type ComponentConstructor, reactive } from "@odoo/owl";

import type { ChannelId, UserId } from "../../ts_src/model/ids";
import { mount, type Mounted, settle } from "./browser_page";
import { type Client, FakeBrowser, World } from "./chat_fixture";
import { FakePlatform } from "./fake_platform";
import type { FakeConnection } from "./fake_network";

/** Ines in front of the screen. */
export interface Screen extends Mounted, Client {}

export const DESKTOP = { width: 1280, height: 720 };
export const PHONE = { width: 390, height: 844 };

export class BrowserWorld extends World {
    /** Set to answer requests with an error from the very start. */
    answer: FakeConnection["answer"] = null;
    readonly platform = new FakePlatform();
    /** Every page that is shown is one of its tabs: what it keeps outlives them. */
    readonly browser = new FakeBrowser();

    /** A conversation between Ines and somebody; its name is the other person's. */
    addDirect(name: string, courseName: string | null = null): { id: ChannelId; peer: UserId } {
        const peer = this.server.addUser(name);
        const id = this.server.addChannel([this.ines, peer], { name, type: "direct", courseName });
        return { id, peer };
    }

    /** Lets time pass and the screen follow. */
    async pass(milliseconds = 500): Promise<void> {
        await this.clock.advance(milliseconds);
        await settle();
    }

    /** Ines opens a page with a component on it; `height` is that of the page's part for it. */
    async show(
        component: ComponentConstructor,
        props: Record<string, unknown>,
        style = "height: 100vh; display: flex; flex-direction: column",
    ): Promise<Screen> {
        const client = this.startClient(this.ines, {
            name: "Ines Instructor",
            answer: this.answer,
            browser: this.browser,
            reactive,
        });
        const { chat } = client;
        const services = { seitech_chat: { ...chat, platform: this.platform } };
        const mounted = await mount(component, props, { services }, style);
        await this.pass(1_000);
        return { ...mounted, ...client };
    }
}

/** Makes the page believe that the person looks elsewhere, or is back. */
export async function lookAway(isAway: boolean): Promise<void> {
    document.hasFocus = () => !isAway;
    window.dispatchEvent(new Event(isAway ? "blur" : "focus"));
    await settle();
}
