/**
 * What `embed.js` is: puts the button and, once somebody wants it, the frame with the widget on a
 * page of another site. Asks for nothing before.
 */
import { EmbedFrame } from "../ui/visit/embed/embed_frame";

const script = document.currentScript;
if (script instanceof HTMLScriptElement && window.top === window) {
    const start = (): void => new EmbedFrame(script).start();
    if (document.body) {
        start();
    } else {
        addEventListener("DOMContentLoaded", start);
    }
}
