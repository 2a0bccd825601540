/** Requests for support as an agent finds them: some wait, one is the agent's, one a colleague's. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { ODOO_URL, OdooSession } from "../../tests/helpers/odoo_session";
import { withWidget } from "./settings";

interface Known {
    readonly channel_id: number;
    readonly visitor_name: string;
}

interface Request {
    readonly name: string;
    readonly language: string;
    readonly subject: string | null;
    readonly page: string;
    readonly content: string;
}

const WAITING: readonly Request[] = [
    {
        name: "Lucía Ortega",
        language: "es",
        subject: "Payment",
        page: "/shop/checkout?express=1",
        content: "Hola, ¿puedo pagar el curso en dos plazos?",
    },
    {
        name: "يوسف حداد",
        language: "ar",
        subject: null,
        page: "/ar/slides",
        content: "مرحباً، هل توجد شهادة في نهاية الدورة؟",
    },
    {
        name: "Chloé Martin-Delacroix de la Rochefoucauld",
        language: "fr",
        subject: "Courses",
        page: "/fr/slides/all?search=statistiques",
        content: "Bonjour, le cours de statistiques commence-t-il bientôt ?",
    },
];
const OWN: Request = {
    name: "Priya Shah",
    language: "en",
    subject: "Courses",
    page: "/slides/statistics-for-beginners-1",
    content: "Hello! Do I need to know programming for **Statistics for Beginners**?",
};
const COLLEAGUES: Request = {
    name: "Tom Baker",
    language: "en",
    subject: "Certificates",
    page: "/slides",
    content: "My certificate has the wrong name on it.",
};

/** Conversations by what they show. */
export interface SupportScene {
    readonly waiting: number;
    readonly own: number;
}

/** @returns Ids of conversations; they are made unless an earlier run has. */
export async function arrangeSupport(): Promise<SupportScene> {
    const agent = await OdooSession.signIn("agent");
    await prepareDesk(agent);
    return withWidget(async () => {
        const waiting = [];
        for (const request of WAITING) {
            waiting.push(await once(agent, request, async () => undefined));
        }
        await once(agent, COLLEAGUES, async (id) => {
            const colleague = await OdooSession.signIn("agent2");
            await colleague.apiOk("desk/claim", { channel_id: id });
            await say(colleague, id, "I am sorry about that. Which name should be on it?");
        });
        return { waiting: waiting[0] ?? 0, own: await once(agent, OWN, (id) => talk(agent, id)) };
    });
}

/** @returns The conversation of a visitor who has written a moment ago. */
export async function waitingRequest(agent: OdooSession, name: string): Promise<number> {
    for (let attempt = 0; attempt < 20; attempt++) {
        const { supports } = await agent.apiOk("desk/queue", { queue: "waiting" });
        const found = (supports as Known[]).find(({ visitor_name }) => visitor_name === name);
        if (found) {
            return found.channel_id;
        }
        await sleep(500);
    }
    throw new Error(`${name} is not in the queue`);
}

async function once(
    agent: OdooSession,
    request: Request,
    goOn: (channelId: number) => Promise<void>,
): Promise<number> {
    for (const queue of ["waiting", "assigned"]) {
        const { supports } = await agent.apiOk("desk/queue", { queue });
        const known = (supports as Known[]).find(
            ({ visitor_name }) => visitor_name === request.name,
        );
        if (known) {
            return known.channel_id;
        }
    }
    const { subject, ...facts } = request;
    const opened = await OdooSession.anonymous().apiOk("support", {
        ...facts,
        ...(subject && { subject }),
        page: ODOO_URL + request.page,
        referrer: "https://search.example.com/",
        email: "visitor@example.com",
        client_key: randomUUID(),
    });
    const channelId = Number(opened["channel_id"]);
    await goOn(channelId);
    return channelId;
}

async function say(agent: OdooSession, channelId: number, content: string): Promise<void> {
    await agent.apiOk("send", { channel_id: channelId, content, client_key: randomUUID() });
}

async function talk(agent: OdooSession, channelId: number): Promise<void> {
    await agent.apiOk("desk/claim", { channel_id: channelId });
    await say(agent, channelId, "Hello Priya! No, a calculator is enough.");
    await say(agent, channelId, "The first chapter is free, you can look at it before you decide.");
    await agent.apiOk("desk/note", {
        channel_id: channelId,
        content: "Asked for the same last month, see the earlier conversation.",
        client_key: randomUUID(),
    });
    const tags = await agent.callKwOk("seitech.chat.tag", "search", [[]]);
    await agent.apiOk("desk/tags", { channel_id: channelId, tag_ids: tags });
}

/** Tags, a team and ready-made answers. */
async function prepareDesk(agent: OdooSession): Promise<void> {
    const manager = await OdooSession.signIn("manager");
    for (const name of ["Enrolment", "Urgent"]) {
        await unlessThere(manager, "seitech.chat.tag", { name }, {});
    }
    const members = { member_ids: [[6, 0, [agent.userId]]] };
    await unlessThere(manager, "seitech.chat.team", { name: "Payments" }, members);
    for (const [source, substitution] of [
        ["hello", "Hello! How can I help you?"],
        ["hours", "We are here from Monday to Friday, 9:00 to 17:00."],
    ] as const) {
        await unlessThere(agent, "mail.canned.response", { source }, { substitution });
    }
}

async function unlessThere(
    person: OdooSession,
    model: string,
    known: Readonly<Record<string, string>>,
    more: object,
): Promise<void> {
    const domain = Object.entries(known).map(([field, value]) => [field, "=", value]);
    if (((await person.callKwOk(model, "search", [domain])) as number[]).length === 0) {
        await person.callKwOk(model, "create", [{ ...known, ...more }]);
    }
}
