import type { UploadSignal } from "./ports";

/** Stops an upload. */
export class Stop implements UploadSignal {
    aborted = false;
    private readonly listeners: (() => void)[] = [];

    addEventListener(_type: "abort", listener: () => void): void {
        this.listeners.push(listener);
    }

    abort(): void {
        this.aborted = true;
        this.listeners.forEach((listener) => listener());
    }
}
