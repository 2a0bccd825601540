import type { ChannelId } from "../../model/ids";
import { TypingTeller } from "../typing_teller";
import { AvailabilityLoader } from "./availability_loader";
import { Conversation } from "./conversation";
import { FileSender } from "./file_sender";
import { TextSender } from "./text_sender";
import { VisitBell } from "./visit_bell";
import { VisitBinder } from "./visit_binder";
import { VisitConnection } from "./visit_connection";
import type { VisitContext } from "./visit_context";
import { VisitIntake } from "./visit_intake";
import { VisitOpener } from "./visit_opener";
import { VisitReader } from "./visit_reader";
import { VisitSync } from "./visit_sync";
import { VisitTabs } from "./visit_tabs";

/** What goes on beside the actions. */
export interface VisitParts {
    readonly conversation: Conversation;
    readonly binder: VisitBinder;
    readonly bell: VisitBell;
    readonly intake: VisitIntake;
    readonly sync: VisitSync;
    readonly connection: VisitConnection;
    readonly availability: AvailabilityLoader;
    readonly texts: TextSender;
    readonly files: FileSender;
    readonly reader: VisitReader;
    readonly typing: TypingTeller;
    readonly tabs: VisitTabs;
}

/** @param onResumed The visitor has come by a link, for the conversation. */
export function makeVisitParts(context: VisitContext, onResumed: () => void): VisitParts {
    const bell = new VisitBell(context);
    const intake = new VisitIntake(context, (message) => bell.consider(message));
    const conversation: Conversation = new Conversation(context, {
        onFollowed: () => handleFollowed(parts),
        onLeft: () => handleLeft(parts),
    });
    const sync: VisitSync = new VisitSync(context, conversation, intake, () =>
        parts.connection.update(),
    );
    const opener = new VisitOpener(context, conversation, intake);
    const texts = new TextSender(context, conversation, intake, opener);
    const parts: VisitParts = {
        conversation,
        binder: new VisitBinder(context, conversation, onResumed),
        bell,
        intake,
        sync,
        connection: new VisitConnection(context, sync),
        availability: new AvailabilityLoader(context),
        texts,
        files: new FileSender(context, conversation, intake),
        reader: new VisitReader(context, conversation),
        typing: typingTeller(context, conversation),
        tabs: new VisitTabs(context, conversation, texts, sync),
    };
    return parts;
}

export function stopVisitParts(parts: VisitParts): void {
    const { binder, bell, intake, sync, connection, availability } = parts;
    const { texts, files, reader, typing } = parts;
    const all = [
        binder,
        bell,
        intake,
        sync,
        connection,
        availability,
        texts,
        files,
        reader,
        typing,
    ];
    all.forEach((part) => part.stop());
}

/** The server may be there again, or the visitor. */
export function retryVisit(parts: VisitParts): void {
    const { availability, binder, files, reader, sync, texts } = parts;
    [availability, binder, files, sync, texts].forEach((part) => part.retryNow());
    reader.catchUp();
}

function handleFollowed({ sync, reader, connection, conversation }: VisitParts): void {
    const { current } = conversation;
    if (current) {
        sync.restart(current.channelId);
        reader.restart(current.channelId);
    }
    connection.begin();
    sync.request("page");
}

function handleLeft({ sync, reader, connection, files, typing, availability }: VisitParts): void {
    sync.restart(null);
    reader.restart(null);
    files.discardAll();
    typing.stop();
    connection.update();
    // There is a form again.
    availability.refresh();
}

function typingTeller(context: VisitContext, conversation: Conversation): TypingTeller {
    const { api, clock } = context;
    const tellTyping = async (_channelId: ChannelId, isTyping: boolean): Promise<void> => {
        await conversation.use((access) => api.tellTyping(access, isTyping));
    };
    return new TypingTeller({ clock, api: { tellTyping } });
}
