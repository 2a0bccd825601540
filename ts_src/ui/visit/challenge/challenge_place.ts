type Follower = (place: HTMLElement | null) => void;

/** The one place in the widget where the provider of a captcha can show something. */
class Place {
    private element: HTMLElement | null = null;
    private readonly followers = new Set<Follower>();

    /** @param element Null while the widget is put away. */
    move(element: HTMLElement | null): void {
        this.element = element;
        this.followers.forEach((run) => run(element));
    }

    /**
     * @param run Called at once, and whenever the place has moved.
     * @returns Ends it.
     */
    follow(run: Follower): () => void {
        this.followers.add(run);
        run(this.element);
        return () => void this.followers.delete(run);
    }
}

export const challengePlace = new Place();
