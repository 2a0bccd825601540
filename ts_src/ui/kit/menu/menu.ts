import { Component, onPatched, onWillUnmount, useRef, useState } from "@odoo/owl";

import "./menu.scss";
import "./menu.xml";
import { placeBelow } from "./place_below";

export interface MenuItem {
    readonly id: string;
    readonly label: string;
    /** Class of a Font Awesome icon, like `fa-trash`. */
    readonly icon?: string;
    readonly isDanger?: boolean;
    /** Set for what can be switched on and off, or chosen among others. */
    readonly isChecked?: boolean;
    run(): void;
}

interface MenuProps {
    label: string;
    icon: string;
    items: readonly MenuItem[];
    /** Classes of the button. */
    className?: string;
    onToggle?: (isOpen: boolean) => void;
}

/**
 * A button that shows a list of things to do. Arrow keys, Home, End and first letters walk
 * through it, Escape and Tab close it, and the focus goes back to the button.
 */
export class Menu extends Component<MenuProps> {
    static override template = "seitech_elearning.Menu";
    static override props = {
        label: String,
        icon: String,
        items: Array,
        className: { type: String, optional: true },
        onToggle: { type: Function, optional: true },
    };

    private readonly button = useRef<HTMLButtonElement>("button");
    private readonly list = useRef<HTMLElement>("list");
    readonly local = useState({ isOpen: false });
    /** Several bundles on a page have this class: a number would not be unique. */
    readonly listId = `o-seitech-Menu-${Math.random()}`;
    private isPlaced = false;

    override setup(): void {
        onPatched(() => this.place());
        onWillUnmount(() => this.isShown && this.list.el?.hidePopover());
    }

    onButtonKeydown(event: KeyboardEvent): void {
        if (["ArrowDown", "ArrowUp"].includes(event.key) && !this.isShown) {
            event.preventDefault();
            this.list.el?.showPopover();
        }
    }

    /** Also when the browser closes it, because of a press elsewhere. */
    onToggled(event: ToggleEvent): void {
        this.local.isOpen = event.newState === "open";
        this.isPlaced = false;
        this.props.onToggle?.(this.local.isOpen);
    }

    onKeydown(event: KeyboardEvent): void {
        event.stopPropagation();
        if (event.key === "Escape" || event.key === "Tab") {
            event.preventDefault();
            this.close();
            return;
        }
        const target = this.targetOf(event.key);
        if (target) {
            event.preventDefault();
            target.focus();
        }
    }

    run(item: MenuItem): void {
        this.close();
        item.run();
    }

    roleOf(item: MenuItem): string {
        return item.isChecked === undefined ? "menuitem" : "menuitemcheckbox";
    }

    /** The items are there only once it is open. */
    private place(): void {
        if (this.local.isOpen && !this.isPlaced && this.button.el && this.list.el) {
            this.isPlaced = true;
            placeBelow(this.list.el, this.button.el);
            this.entries[0]?.focus();
        }
    }

    private get isShown(): boolean {
        return this.list.el?.matches(":popover-open") ?? false;
    }

    private get entries(): HTMLElement[] {
        return [...(this.list.el?.querySelectorAll<HTMLElement>("button") ?? [])];
    }

    private targetOf(key: string): HTMLElement | undefined {
        const { entries } = this;
        const current = entries.findIndex((entry) => entry === document.activeElement);
        const count = entries.length;
        switch (key) {
            case "ArrowDown":
                return entries[(current + 1) % count];
            case "ArrowUp":
                return entries[(current - 1 + count) % count];
            case "Home":
                return entries[0];
            case "End":
                return entries.at(-1);
            default:
                return key.length === 1 ? this.byLetter(entries, current, key) : undefined;
        }
    }

    private byLetter(
        entries: HTMLElement[],
        current: number,
        letter: string,
    ): HTMLElement | undefined {
        const inOrder = [...entries.slice(current + 1), ...entries.slice(0, current + 1)];
        const start = letter.toLocaleLowerCase();
        return inOrder.find((entry) =>
            entry.textContent?.trim().toLocaleLowerCase().startsWith(start),
        );
    }

    private close(): void {
        this.list.el?.hidePopover();
        this.button.el?.focus();
    }
}
