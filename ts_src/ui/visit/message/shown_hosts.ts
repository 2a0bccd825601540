/**
 * Says of each link with words of its own where it really leads, and opens it beside the page.
 *
 * @param html Of a message, made and cleaned by the server.
 */
export function withShownHosts(html: string): string {
    if (!html.includes("<a ")) {
        return html;
    }
    const { body } = new DOMParser().parseFromString(html, "text/html");
    for (const link of body.querySelectorAll("a")) {
        const host = hostOf(link.href);
        link.target = "_blank";
        link.rel = "nofollow noopener noreferrer";
        if (host && !link.textContent?.toLowerCase().includes(host)) {
            link.append(` (${host})`);
        }
    }
    return body.innerHTML;
}

function hostOf(address: string): string {
    try {
        return new URL(address).host;
    } catch {
        return "";
    }
}
