/** Whoever blocks a script may leave it without any answer. */
const patience = 20_000;

/**
 * Loads somebody else's script. One that could not be loaded is tried anew when it is wanted again.
 *
 * @throws {Error} If it is blocked, or does not come in time.
 */
export async function loadScript(address: string): Promise<void> {
    const script = document.createElement("script");
    script.src = address;
    script.async = true;
    try {
        await inTime(
            patience,
            new Promise<void>((resolve, reject) => {
                script.addEventListener("load", () => resolve());
                script.addEventListener("error", () => reject(new Error(`Not loaded: ${address}`)));
                document.head.append(script);
            }),
        );
    } catch (error) {
        script.remove();
        throw error;
    }
}

/** @throws {Error} If it takes longer than so many milliseconds; otherwise what `task` rejects with. */
export async function inTime<Result>(limit: number, task: PromiseLike<Result>): Promise<Result> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error("Nothing came in time")), limit);
    });
    try {
        return await Promise.race([task, end]);
    } finally {
        clearTimeout(timer);
    }
}
