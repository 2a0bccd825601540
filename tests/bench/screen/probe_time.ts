/** The probe's clock, and the ends of frames. */

/** @returns milliseconds since the epoch, the same in all pages of this machine. */
export function now(): number {
    return performance.timeOrigin + performance.now();
}

export function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}

/** To be called in a frame: what is posted there runs when the frame has been painted. */
export function afterPaint(callback: () => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
        port1.close();
        callback();
    });
    port1.start();
    port2.postMessage(null);
}

/** @returns when the next frame was painted. */
export function frame(): Promise<number> {
    return new Promise((resolve) => {
        requestAnimationFrame(() => afterPaint(() => resolve(now())));
    });
}
