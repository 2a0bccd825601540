import { BusIntake } from "./bus_intake";
import { ChannelFollower } from "./channel_follower";
import type { ChatContext } from "./chat_context";
import { ChatSync } from "./chat_sync";
import { ConnectionWatch } from "./connection_watch";
import { Deleter } from "./deleter";
import { MessageExtras } from "./message_extras";
import { MessageNotifier } from "./message_notifier";
import { OutboxKeeper } from "./outbox_keeper";
import { PermissionWatch } from "./permission_watch";
import { PresenceWatch } from "./presence_watch";
import { ReadMarker } from "./read_marker";
import { SendQueue } from "./send_queue";
import { showFromOutside } from "./actions/show_from_outside";
import { TitleCount } from "./title_count";
import { TypingTeller } from "./typing_teller";
import { TypingWatch } from "./typing_watch";
import { Uploader } from "./uploader";

/** Everything of a chat that lives as long as it does. */
export interface ChatParts {
    readonly sync: ChatSync;
    readonly intake: BusIntake;
    readonly connection: ConnectionWatch;
    readonly sendQueue: SendQueue;
    readonly keeper: OutboxKeeper;
    readonly readMarker: ReadMarker;
    readonly uploader: Uploader;
    readonly deleter: Deleter;
    readonly typing: TypingTeller;
    readonly extras: MessageExtras;
    readonly typingWatch: TypingWatch;
    readonly presence: PresenceWatch;
    readonly notifier: MessageNotifier;
    readonly titleCount: TitleCount;
    readonly follower: ChannelFollower;
    readonly permissions: PermissionWatch;
}

/** Makes the parts and tells them of each other. */
export function makeParts(context: ChatContext): ChatParts {
    const readMarker: ReadMarker = new ReadMarker(context, () => sync.recount());
    const typingWatch = new TypingWatch(context);
    const presence = new PresenceWatch(context);
    const notifier = new MessageNotifier(context, ({ channelId }) => {
        void showFromOutside(context, readMarker, channelId);
    });
    const keeper: OutboxKeeper = new OutboxKeeper(
        context,
        () => sendQueue.sendAll(),
        () => sync.request(),
    );
    const sendQueue = new SendQueue(context, keeper);
    const sync: ChatSync = new ChatSync(context, {
        onAnswered: (isBack) => {
            connection.update();
            if (isBack) {
                sendQueue.retryNow();
            }
            readMarker.flush();
            void presence.refreshNowAndThen().then(() => presence.watchListed());
        },
        onFailed: () => connection.update(),
        onNewMessage: (message) => notifier.consider(message),
    });
    const intake = new BusIntake(context, sync, {
        onNewMessage: (message) => notifier.consider(message),
        onTyping: () => typingWatch.arm(),
    });
    const connection = new ConnectionWatch(context, () => sync.request());
    return {
        sync,
        intake,
        connection,
        sendQueue,
        keeper,
        readMarker,
        uploader: new Uploader(context),
        deleter: new Deleter(context),
        typing: new TypingTeller(context),
        extras: new MessageExtras(),
        typingWatch,
        presence,
        notifier,
        titleCount: new TitleCount(context),
        follower: new ChannelFollower(context),
        permissions: new PermissionWatch(context),
    };
}

/** Nothing happens any more. */
export function stopParts(parts: ChatParts): void {
    parts.deleter.settle();
    parts.sync.stop();
    parts.connection.stop();
    parts.sendQueue.stop();
    parts.keeper.stop();
    parts.uploader.stop();
    parts.typing.stop();
    parts.typingWatch.stop();
    parts.notifier.stop();
    parts.titleCount.stop();
}
