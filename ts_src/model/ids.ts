/** Ids are plain numbers on the wire; a brand keeps one kind from standing in for another. */
declare const brand: unique symbol;
type Id<Kind extends string> = number & { readonly [brand]: Kind };

/** Id of a `seitech.chat.channel`. */
export type ChannelId = Id<"channel">;
/** Id of a `seitech.chat.message`; within a channel, ids are in commit order. */
export type MessageId = Id<"message">;
/** Id of a `res.users`. */
export type UserId = Id<"user">;
/** Stands for a channel's visitor, who has no account, where marks are kept by account. */
export const visitorUserId = 0 as UserId;
/** Id of a `slide.channel`. */
export type CourseId = Id<"course">;
/** Id of a `seitech.chat.attachment`. */
export type AttachmentId = Id<"attachment">;
/** Revision from the server's one global sequence: of two copies of a record, the higher wins. */
export type Rev = Id<"rev">;
/** UUID made by the client that names one send for ever, however often it is tried. */
export type ClientKey = string & { readonly [brand]: "clientKey" };
/** Made by this client for a file on its way to the server. */
export type UploadId = string & { readonly [brand]: "upload" };
/** Milliseconds since the Unix epoch. */
export type Timestamp = number;
