import { registry } from "@web/core/registry";

import type { HttpAnswer } from "../api_errors";

/** The scripts of Odoo's bundles share no variables. */
const answers = registry.category<Promise<HttpAnswer>>("seitech_elearning.early_answers");

/**
 * Asks the chat's API while what needs the answer is still being loaded.
 *
 * @param route Without the API's own address.
 * @returns Once there is an answer, or none to be had: of that whoever takes it hears.
 */
export async function askEarly(route: string): Promise<void> {
    const answer = ask(route);
    answers.add(route, answer, { force: true });
    await answer.catch(() => undefined);
}

async function ask(route: string): Promise<HttpAnswer> {
    const response = await fetch(`/api/chat/${route}`);
    const { status, headers } = response;
    // Read to the end now: later on the page is busy.
    return { status, text: await response.text(), header: (name) => headers.get(name) };
}

/** @returns What was asked early, once; null if that is nothing. It rejects without an answer. */
export function takeEarly(route: string): Promise<HttpAnswer> | null {
    if (!answers.contains(route)) {
        return null;
    }
    const answer = answers.get(route);
    answers.remove(route);
    return answer;
}
