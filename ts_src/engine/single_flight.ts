/** Lets callers who want the same thing at the same time share one request. */
export class SingleFlight {
    private readonly flights = new Map<string, Promise<unknown>>();

    /**
     * @param name What is wanted; equal names must stand for equal results.
     * @returns The result of `run`, or of the run under that name that is still going on.
     */
    share<T>(name: string, run: () => Promise<T>): Promise<T> {
        const flying = this.flights.get(name);
        if (flying) {
            return flying as Promise<T>;
        }
        const flight = run().finally(() => this.flights.delete(name));
        this.flights.set(name, flight);
        return flight;
    }
}
