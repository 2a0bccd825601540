/** For tests that run in the page: mounting components, looking around, real key presses. */
import { App, type ComponentConstructor } from "@odoo/owl";

import { setTranslate } from "../../ts_src/ui/translation";

/** What the runner puts into the page. */
interface Driver {
    readonly seitechTemplates: readonly string[];
    seitechPress(key: string): Promise<void>;
    seitechType(text: string): Promise<void>;
    seitechResize(width: number, height: number): Promise<void>;
    seitechBlock(isBlocked: boolean): Promise<void>;
}

const driver = globalThis as unknown as Driver;

setTranslate((source, ...substitutions) => {
    const values = [...substitutions];
    return source.replaceAll("%s", () => String(values.shift()));
});

export interface Mounted {
    readonly root: HTMLElement;
    destroy(): void;
}

const mounted: Mounted[] = [];

/** Takes away what the last test has mounted. To be called after each test. */
export function cleanUp(): void {
    mounted.splice(0).forEach((one) => one.destroy());
    localStorage.clear();
}

/**
 * Mounts a component as Odoo would.
 *
 * @param style CSS of the element it stands in.
 */
export async function mount(
    component: ComponentConstructor,
    props: Record<string, unknown>,
    env: object = {},
    style = "",
): Promise<Mounted> {
    const root = document.createElement("div");
    root.style.cssText = style;
    document.body.append(root);
    const app = new App(component, { props, env, test: true });
    driver.seitechTemplates.forEach((templates) => app.addTemplates(templates));
    await app.mount(root);
    const result = {
        root,
        destroy() {
            app.destroy();
            root.remove();
        },
    };
    mounted.push(result);
    return result;
}

/** @returns The one element, which must be there. */
export function find<E extends HTMLElement = HTMLElement>(selector: string): E {
    const element = document.querySelector<E>(selector);
    if (!element) {
        throw new Error(`nothing matches ${selector}`);
    }
    return element;
}

export function findAll(selector: string): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(selector)];
}

/** @returns What a person reads in the elements, with white space as they see it. */
export function texts(selector: string): string[] {
    return findAll(selector).map((element) => element.innerText.replace(/\s+/g, " ").trim());
}

/** Waits until something holds; fails with its name when that takes too long. */
export async function until(what: string, holds: () => boolean): Promise<void> {
    const deadline = performance.now() + 8_000;
    while (!holds()) {
        if (performance.now() > deadline) {
            throw new Error(`waited in vain: ${what}`);
        }
        await nextFrame();
    }
}

/** Waits until OWL has rendered and the browser has laid out. */
export async function settle(): Promise<void> {
    await nextFrame();
    await nextFrame();
    await nextFrame();
}

function nextFrame(): Promise<void> {
    return new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
    });
}

/** Presses a key, or a combination such as "Shift+Enter", where the focus is. */
export async function press(key: string): Promise<void> {
    await driver.seitechPress(key);
    await settle();
}

/** Types where the focus is. */
export async function type(text: string): Promise<void> {
    await driver.seitechType(text);
    await settle();
}

export async function click(selector: string): Promise<void> {
    find(selector).click();
    await settle();
}

/** From now on somebody keeps the scripts of captchas away, or does so no more. */
export async function blockCaptchas(isBlocked: boolean): Promise<void> {
    await driver.seitechBlock(isBlocked);
}

export async function resize(width: number, height: number): Promise<void> {
    await driver.seitechResize(width, height);
    await settle();
}
