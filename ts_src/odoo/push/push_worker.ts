/** What a push says: that there is something, and where. It has nothing of what was written. */
interface PushPayload {
    readonly title: string;
    readonly options?: {
        readonly tag?: string;
        readonly icon?: string;
        readonly data?: { readonly model?: string; readonly url?: string };
    };
}

interface WindowClient {
    readonly focused: boolean;
}

/** The events of a service worker, as far as they are used here. */
export interface WorkerEvent {
    readonly data?: { json(): unknown } | null;
    readonly notification?: { readonly data?: unknown; close(): void };
    waitUntil(work: Promise<unknown>): void;
    stopImmediatePropagation(): void;
}

/** What browsers give a service worker, as far as it is used here. */
export interface WorkerScope {
    readonly location: { readonly origin: string };
    readonly registration: { showNotification(title: string, options: object): Promise<void> };
    readonly clients: {
        matchAll(options: object): Promise<readonly WindowClient[]>;
        openWindow(url: string): Promise<unknown>;
    };
    addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

const model = "seitech.chat.channel";

/**
 * Shows pushes of the chat, unless a page of this site is being looked at, which tells of messages by
 * itself; and opens the conversation whose notification is clicked. Everything else is left to
 * other listeners: in the backend Odoo's own come after these.
 */
export function serve(scope: WorkerScope): void {
    scope.addEventListener("push", (event) => {
        const payload = ours(event.data?.json());
        if (payload) {
            event.stopImmediatePropagation();
            event.waitUntil(show(scope, payload));
        }
    });
    scope.addEventListener("notificationclick", (event) => {
        const payload = ours({ title: "", options: { data: event.notification?.data } });
        const url = payload?.options?.data?.url;
        if (url !== undefined) {
            event.stopImmediatePropagation();
            event.notification?.close();
            event.waitUntil(open(scope, url));
        }
    });
}

function ours(data: unknown): PushPayload | null {
    const payload = data as PushPayload | null | undefined;
    const target = payload?.options?.data;
    // Only ever a page of this site, whoever made the push.
    const isHere = typeof target?.url === "string" && /^\/chat\/\d+$/.test(target.url);
    return payload && target?.model === model && isHere ? payload : null;
}

async function show(scope: WorkerScope, { title, options = {} }: PushPayload): Promise<void> {
    const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (!windows.some(({ focused }) => focused)) {
        await scope.registration.showNotification(title, options);
    }
}

async function open(scope: WorkerScope, url: string): Promise<void> {
    await scope.clients.openWindow(new URL(url, scope.location.origin).href);
}
