/** Runs in the page: puts the wires where the tests of `odoo/` find them. */
import { globalBundleCache } from "@web/core/assets";

import { browserAttention } from "../../ts_src/odoo/browser_attention";
import { chatService, chatServiceName } from "../../ts_src/odoo/chat_service";
import { browserDeskMemory } from "../../ts_src/odoo/desk/desk_memory";
import { HttpApi } from "../../ts_src/odoo/http_api";
import { uploadForm } from "../../ts_src/odoo/http_upload";
import { knowBundle, loadFiles, loadService } from "../../ts_src/odoo/lazy_service";
import { LeaseLocks } from "../../ts_src/odoo/lease_locks";
import { browserLocks } from "../../ts_src/odoo/locks";
import { browserNotifier, titleCount } from "../../ts_src/odoo/notifier";
import { indexedDbOutbox } from "../../ts_src/odoo/outbox_store";
import { odooPlatform } from "../../ts_src/odoo/platform";
import { browserShared } from "../../ts_src/odoo/shared_state";
import { stageKey } from "../../ts_src/odoo/storage";
import { askEarly, takeEarly } from "../../ts_src/odoo/visit/early_answer";
import { surroundings } from "../../ts_src/odoo/visit/surroundings";
import { BrowserVisitStorage } from "../../ts_src/odoo/visit/visit_storage";
import {
    channelId,
    clientKey,
    makeAttachment,
    makeOutboxItem,
    messageId,
    userId,
} from "./builders";

const wiresOfPage = {
    BrowserVisitStorage,
    HttpApi,
    LeaseLocks,
    askEarly,
    browserAttention,
    browserDeskMemory,
    browserLocks,
    browserNotifier,
    browserShared,
    chatService,
    chatServiceName,
    indexedDbOutbox,
    globalBundleCache,
    knowBundle,
    loadFiles,
    loadService,
    odooPlatform,
    stageKey,
    surroundings,
    takeEarly,
    titleCount,
    uploadForm,
    ids: { channelId, clientKey, messageId, userId },
    makeAttachment,
    makeOutboxItem,
};

type Wires = typeof wiresOfPage;

/** What a test leaves in a page for the next time it looks there. */
export interface Notes {
    [name: string]: unknown;
}

declare global {
    var wires: Wires;
    var notes: Notes;
}

Object.assign(globalThis, { wires: wiresOfPage, notes: {} });
