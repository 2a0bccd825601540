import { onMounted, onWillUnmount } from "@odoo/owl";

import type { LocalFile } from "../../engine/ports";
import { localFiles } from "../format/local_files";
import { _t } from "../translation";
import "./use_drop_zone.scss";

interface Ref {
    readonly el: HTMLElement | null;
}

const OVER = "o-seitech-dropZone--over";

/**
 * Lets the person drop files on an element, which says so while they are held over it.
 *
 * @param onFiles Called with what was dropped.
 * @param isEnabled Asked each time; without it files are always welcome.
 */
export function useDropZone(
    root: Ref,
    onFiles: (files: readonly LocalFile[]) => void,
    isEnabled: () => boolean = () => true,
): void {
    // Each element inside that is entered is left again: outside again when all are.
    let depth = 0;
    const show = (isOver: boolean): void => void root.el?.classList.toggle(OVER, isOver);
    const isWelcome = (event: DragEvent): boolean =>
        (event.dataTransfer?.types.includes("Files") ?? false) && isEnabled();
    const listeners: { [Name in "dragenter" | "dragover" | "dragleave" | "drop"]: Listener } = {
        dragenter(event) {
            if (isWelcome(event)) {
                event.preventDefault();
                depth += 1;
                show(true);
            }
        },
        // A drop is only allowed where this is prevented.
        dragover(event) {
            if (isWelcome(event)) {
                event.preventDefault();
            }
        },
        dragleave(event) {
            if (isWelcome(event)) {
                depth = Math.max(0, depth - 1);
                show(depth > 0);
            }
        },
        drop(event) {
            depth = 0;
            show(false);
            if (isWelcome(event)) {
                event.preventDefault();
                onFiles(localFiles(event.dataTransfer?.files));
            }
        },
    };
    const names = Object.keys(listeners) as (keyof typeof listeners)[];
    onMounted(() => {
        root.el?.setAttribute("data-drop-label", _t("Drop files here to send them"));
        names.forEach((name) => root.el?.addEventListener(name, listeners[name]));
    });
    onWillUnmount(() => {
        names.forEach((name) => root.el?.removeEventListener(name, listeners[name]));
    });
}

type Listener = (event: DragEvent) => void;
