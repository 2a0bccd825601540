import { onWillUnmount } from "@odoo/owl";

/** @returns A function that runs the last of several quick calls, once they have ended. */
export function useDebounced<Parameters extends unknown[]>(
    run: (...parameters: Parameters) => void,
    milliseconds: number,
): (...parameters: Parameters) => void {
    let timeout: ReturnType<typeof setTimeout> | undefined;
    onWillUnmount(() => clearTimeout(timeout));
    return (...parameters) => {
        clearTimeout(timeout);
        timeout = setTimeout(() => run(...parameters), milliseconds);
    };
}
