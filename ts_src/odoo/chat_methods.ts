/** The ways into the chat that others may use: methods of the service `seitech_chat`. */
export const chatMethods = [
    "open",
    "openCourse",
    "openDirect",
    "openInstructor",
    "openMessage",
    "openSupport",
] as const;

/** The page of the chat: it asks people to sign in, and can say what is wrong. */
export const chatPage = "/my/chat";
