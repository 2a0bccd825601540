import { Component } from "@odoo/owl";

import type { ChannelId, ClientKey } from "../../model/ids";
import type { Attachment } from "../../model/records";
import { leftovers } from "../../model/unsent";
import { type ChatEnv, useChat } from "../use_chat";
import "./leftovers.scss";
import "./leftovers.xml";

interface LeftoverText {
    readonly key: string;
    readonly text: string;
    readonly channelId: ChannelId;
    /** Null for what was only begun. */
    readonly clientKey: ClientKey | null;
    /** What is still on its way cannot be taken back. */
    readonly canDiscard: boolean;
}

/** What the person wrote for conversations that are gone: to be copied before it is deleted. */
export class Leftovers extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.Leftovers";
    static override props = {};

    private readonly chat = useChat(this.env);

    get texts(): LeftoverText[] {
        return leftovers(this.chat.state)
            .flatMap(({ channelId, items, draft }) => [
                ...items.map(({ clientKey, content, attachments, status }) => ({
                    key: clientKey,
                    text: textWithFiles(content, attachments),
                    channelId,
                    clientKey,
                    canDiscard: status === "failed",
                })),
                {
                    key: `draft-${channelId}`,
                    text: textWithFiles(draft.text, draft.attachments),
                    channelId,
                    clientKey: null,
                    canDiscard: true,
                },
            ])
            .filter(({ text }) => text !== "");
    }

    async copy({ text }: LeftoverText): Promise<void> {
        this.chat.actions.noteCopied(await this.chat.platform.copyText(text));
    }

    discard({ clientKey, channelId }: LeftoverText): void {
        const { actions } = this.chat;
        if (clientKey === null) {
            actions.saveDraft(channelId, { text: "", replyToId: null, attachments: [] });
        } else {
            actions.discardMessage(clientKey);
        }
    }
}

function textWithFiles(text: string, files: readonly Attachment[]): string {
    return [text, ...files.map(({ name }) => name)].filter((line) => line !== "").join("\n");
}
