/**
 * The service worker that shows web pushes. On the website it is one of its own; in the backend it
 * stands before Odoo's.
 */
import { serve, type WorkerScope } from "../odoo/push/push_worker";

serve(self as unknown as WorkerScope);
