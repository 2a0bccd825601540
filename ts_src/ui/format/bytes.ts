import { personLocale } from "./locale";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** @returns A size in bytes as people read it: "1.4 MB". */
export function formatBytes(bytes: number): string {
    let value = bytes;
    let step = 0;
    while (value >= 1024 && step < UNITS.length - 1) {
        value /= 1024;
        step += 1;
    }
    return new Intl.NumberFormat(personLocale(), {
        style: "unit",
        unit: UNITS[step] ?? "byte",
        // The short form of a byte has no plural in some languages.
        unitDisplay: step > 0 ? "short" : "long",
        maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
    }).format(value);
}
