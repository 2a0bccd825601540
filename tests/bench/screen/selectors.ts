/** Where either chat keeps what a person sees and uses. All knowledge of their pages is here. */

export interface Selectors {
    /** A channel in the list, and its name within. */
    readonly row: string;
    readonly rowName: string;
    /** A message of the open channel, oldest first. */
    readonly message: string;
    /** What scrolls the messages. */
    readonly scroller: string;
    /** Where one types. */
    readonly composer: string;
}

export const DISCUSS: Selectors = {
    row: ".o-mail-DiscussSidebarChannel",
    rowName: ".o-mail-DiscussSidebarChannel-itemName",
    message: ".o-mail-Discuss .o-mail-Message",
    scroller: ".o-mail-Discuss .o-mail-Thread",
    composer: ".o-mail-Discuss .o-mail-Composer-input:not([disabled])",
};

export const SEITECH: Selectors = {
    row: ".o-seitech-ChannelRow[data-channel-id]",
    rowName: ".o-seitech-ChannelRow-name",
    message: ".o-seitech-Timeline .o-seitech-Message",
    scroller: ".o-seitech-Timeline-viewport",
    composer: ".o-seitech-Composer textarea",
};
