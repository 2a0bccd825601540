import type { NotificationConsent } from "../../model/state";
import { HttpClient } from "../http_client";
import { WireReader } from "../wire_reader";

const workerUrl = "/my/chat/service-worker.js";
const scope = "/my/chat/";

interface WireKeyReply {
    preferences: { push_key: string | null };
}

/**
 * Has this browser told of new messages also while no page of this site is open: for people on the
 * website, as long as they want notifications. In the backend Odoo does that.
 *
 * Nothing depends on it: where it does not work, notifications come while the chat is open.
 */
export class PushSubscriber {
    private last: Promise<unknown> = Promise.resolve();
    private consent: NotificationConsent | null = null;

    constructor(private readonly client = new HttpClient({})) {}

    /** Does what the person wants now; one after the other. */
    follow(consent: NotificationConsent): void {
        if (consent === this.consent || !isPossible()) {
            return;
        }
        this.consent = consent;
        const act = async (): Promise<void> => {
            if (consent === "granted") {
                await this.subscribe();
            } else if (consent !== "unasked") {
                await this.unsubscribe();
            }
        };
        this.last = this.last.then(act).catch(() => undefined);
    }

    private async subscribe(): Promise<void> {
        const key = await this.client.post("preferences/own", {}, decodeKey);
        if (key === null) {
            return;
        }
        const registration = await navigator.serviceWorker.register(workerUrl);
        await activated(registration);
        const subscription = await subscriptionFor(registration, key);
        const { endpoint, keys } = subscription.toJSON();
        const body = { endpoint, p256dh: keys?.["p256dh"], auth: keys?.["auth"] };
        // Each time: the server forgets it when the person signs out.
        await this.client.post("push/register", body, () => undefined);
    }

    private async unsubscribe(): Promise<void> {
        const registration = await navigator.serviceWorker.getRegistration(scope);
        const subscription = await registration?.pushManager.getSubscription();
        if (subscription) {
            const { endpoint } = subscription;
            await this.client.post("push/unregister", { endpoint }, () => undefined);
            await subscription.unsubscribe();
        }
    }
}

function isPossible(): boolean {
    const isBackend = document.body.classList.contains("o_web_client");
    return !isBackend && "serviceWorker" in navigator && "PushManager" in window;
}

export function decodeKey(value: unknown): string | null {
    const reply = new WireReader<WireKeyReply>(value, "");
    return reply.child("preferences", (own, path) =>
        new WireReader<WireKeyReply["preferences"]>(own, path).stringOrNull("push_key"),
    );
}

/** The subscription that goes with this key of the server; one for another key is given up. */
async function subscriptionFor(
    { pushManager }: ServiceWorkerRegistration,
    key: string,
): Promise<PushSubscription> {
    const options = { userVisibleOnly: true, applicationServerKey: key };
    const known = await pushManager.getSubscription();
    if (known && textOf(known.options.applicationServerKey) !== key.replace(/=+$/, "")) {
        await known.unsubscribe();
    }
    return pushManager.subscribe(options);
}

function textOf(key: ArrayBuffer | null): string {
    const bytes = String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0)));
    return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Resolves once the service worker can take pushes. */
async function activated(registration: ServiceWorkerRegistration): Promise<void> {
    const worker = registration.installing ?? registration.waiting;
    if (registration.active || !worker) {
        return;
    }
    await new Promise<void>((resolve) => {
        worker.addEventListener("statechange", () => {
            if (worker.state === "activated" || worker.state === "redundant") {
                resolve();
            }
        });
    });
}
