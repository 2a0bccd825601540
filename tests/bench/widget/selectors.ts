/** Where either widget keeps what a visitor sees and uses. All knowledge of their pages is here. */
import type { Page } from "playwright-core";
import type { Selectors } from "../screen/selectors";

export interface WidgetSelectors extends Pick<Selectors, "message" | "composer"> {
    /** What opens it, once it does. */
    readonly button: string;
    /** The field one may write in after the click, as soon as it has the focus. */
    readonly field: string;
}

export const LIVE_CHAT_WIDGET: WidgetSelectors = {
    button: ".o-livechat-LivechatButton",
    field: ".o-mail-ChatWindow .o-mail-Composer-input:focus",
    message: ".o-mail-ChatWindow .o-mail-Message",
    composer: ".o-mail-ChatWindow .o-mail-Composer-input:not([disabled])",
};

export const SEITECH_WIDGET: WidgetSelectors = {
    // Without script it is a link, and not yet of this class.
    button: ".o-seitech-HelpButton",
    field: ".o-seitech-StartForm [data-start-here]:focus",
    message: ".o-seitech-VisitLog .o-seitech-VisitMessage",
    composer: ".o-seitech-VisitComposer-text",
};

/** Writes the first message in the open widget. */
export type Beginning = (page: Page, text: string) => Promise<void>;

export const beginLiveChat: Beginning = async (page, text) => {
    await page.locator(LIVE_CHAT_WIDGET.composer).fill(text);
    await page.keyboard.press("Enter");
};

export const beginSeitech: Beginning = async (page, text) => {
    await page.locator("#o-seitech-StartForm-text").fill(text);
    await page.locator(".o-seitech-StartForm-submit").click();
};

/** The agent's button that takes a waiting conversation; Live Chat gives it out by itself. */
export const SEITECH_CLAIM = '.o-seitech-DeskBar [data-action="claim"]';
