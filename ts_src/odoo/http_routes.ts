import { HttpClient, type HttpOptions } from "./http_client";

/** What every part of the API is made of. */
export class HttpRoutes {
    protected readonly client: HttpClient;

    constructor(options: HttpOptions = {}) {
        this.client = new HttpClient(options);
    }
}

/** @returns The fields that have a value: the API takes no others for "not given". */
export function given(fields: Record<string, unknown>): Record<string, unknown> {
    const entries = Object.entries(fields).filter(
        ([, value]) => value !== undefined && value !== null,
    );
    return Object.fromEntries(entries);
}
