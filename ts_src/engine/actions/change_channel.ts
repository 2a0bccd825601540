import type { ChannelId, UserId } from "../../model/ids";
import type { ChannelPreferences, MemberRole } from "../../model/records";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import { membershipEvents } from "../received";
import { fetchChannel } from "./fetch_channel";

/** What this person wants to hear of a channel, and where it stands in the list. */
export async function setPreferences(
    context: ChatContext,
    channelId: ChannelId,
    wanted: Partial<ChannelPreferences>,
): Promise<void> {
    await attempt(context, async () => {
        const membership = await context.api.setPreferences(channelId, wanted);
        context.store.dispatch(...membershipEvents(membership));
    });
}

/** @returns Whether the channel has the new name; if not, a notice tells why. */
export function renameChannel(
    context: ChatContext,
    channelId: ChannelId,
    name: string,
): Promise<boolean> {
    return change(context, channelId, () => context.api.renameChannel(channelId, name.trim()));
}

/** Closes a channel for everybody, opens it again, or puts it into the archive. */
export async function changeState(
    context: ChatContext,
    channelId: ChannelId,
    wanted: "close" | "reopen" | "archive",
): Promise<void> {
    await change(context, channelId, () => context.api.changeState(channelId, wanted));
}

/** Becomes a member of a channel that one sees. */
export async function joinChannel(context: ChatContext, channelId: ChannelId): Promise<void> {
    const isIn = await change(context, channelId, () => context.api.joinChannel(channelId));
    if (isIn) {
        // The membership event says so too, but it may be lost.
        context.bus.resubscribe();
    }
}

/** Leaves a channel; it is gone from the list unless this person sees it without being in it. */
export async function leaveChannel(context: ChatContext, channelId: ChannelId): Promise<void> {
    await change(context, channelId, () => context.api.leaveChannel(channelId));
}

/** @returns Whether they are in the channel now; if not, a notice tells why. */
export function addMembers(
    context: ChatContext,
    channelId: ChannelId,
    userIds: readonly UserId[],
): Promise<boolean> {
    return change(context, channelId, () => context.api.addMembers(channelId, userIds));
}

export async function removeMember(
    context: ChatContext,
    channelId: ChannelId,
    userId: UserId,
): Promise<void> {
    await change(context, channelId, () => context.api.removeMember(channelId, userId));
}

export async function setRole(
    context: ChatContext,
    channelId: ChannelId,
    userId: UserId,
    role: MemberRole,
): Promise<void> {
    await change(context, channelId, () => context.api.setRole(channelId, userId, role));
}

/** What has changed is looked up, as what one may do in the channel may have changed with it. */
async function change(
    context: ChatContext,
    channelId: ChannelId,
    request: () => Promise<void>,
): Promise<boolean> {
    const isDone = await attempt(context, request);
    if (isDone) {
        await fetchChannel(context, channelId);
    }
    return isDone;
}
