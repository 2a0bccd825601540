/** Two conversations with a message of every kind, made once in the demo database. */
import { randomUUID } from "node:crypto";

import { createGroupChannel } from "../../tests/helpers/group_channel";
import { ODOO_URL, OdooSession } from "../../tests/helpers/odoo_session";
import { makeFiles, type SceneFile } from "./scene_files";

/** What people say. */
export const WORDS = "Texts and answers, week 3 of Statistics for Beginners";
/** What they send. */
export const FILES = "Pictures and files";
/** How the message begins that has answers of its own. */
export const QUESTION = "Which measure";

const LOGINS = ["instructor", "student", "student2", "student3", "agent"];
const PAGE = "https://en.wikipedia.org/wiki/Median";

type Say = (login: string, content: string, more?: object) => Promise<number>;

/** @returns The conversations' ids. */
export async function arrangeScene(): Promise<{ words: number; files: number }> {
    return {
        words: await once(WORDS, sayEverything),
        files: await once(FILES, sendEverything),
    };
}

/** Makes a conversation unless an earlier run has. */
async function once(
    name: string,
    fill: (channelId: number, people: readonly OdooSession[]) => Promise<void>,
): Promise<number> {
    const manager = await OdooSession.signIn("manager");
    const found = await manager.callKwOk("seitech.chat.channel", "search", [[["name", "=", name]]]);
    const [known] = found as number[];
    if (known) {
        return known;
    }
    // It has its name once it is complete.
    const { id, people } = await createGroupChannel(`${name}: unfinished`, LOGINS);
    const moderator = { channel_id: id, user_id: byLogin(people, "instructor").userId };
    await manager.apiOk("members/role", { ...moderator, role: "moderator" });
    await fill(id, people);
    await manager.callKwOk("seitech.chat.channel", "write", [[id], { name }]);
    return id;
}

function speaker(channelId: number, people: readonly OdooSession[]): Say {
    return async (login, content, more = {}) => {
        const body = { channel_id: channelId, content, client_key: randomUUID(), ...more };
        const sent = await byLogin(people, login).apiOk("send", body);
        return (sent["message"] as { id: number }).id;
    };
}

function byLogin(people: readonly OdooSession[], login: string): OdooSession {
    const found = people.find((person) => person.login === login);
    if (!found) {
        throw new Error(`${login} is not in the scene`);
    }
    return found;
}

async function sayEverything(channelId: number, people: readonly OdooSession[]): Promise<void> {
    const say = speaker(channelId, people);
    const as = (login: string) => byLogin(people, login);
    await say("student2", "Good morning, everybody!");
    const question = await say(
        "student",
        `${QUESTION} of the centre do you use when there are outliers?`,
    );
    await say("student", "Mean or median?");
    await say("instructor", "The **median**: it does not care how far away the outliers are.", {
        parent_id: question,
    });
    await say("student3", "I took the mean, and *everything* moved to the right 🙈", {
        parent_id: question,
    });
    const list = await say(
        "instructor",
        "What to do until Thursday:\n\n- read chapter 3\n- do exercises 1 to 4\n- bring a calculator\n\n1. sort\n2. count\n3. take the middle\n\n> The middle of the *sorted* list!\n\n```\nvalues.sort()\nmedian = values[len(values) // 2]\n```\n\nThe function is called `statistics.median`, see https://docs.python.org/3/library/statistics.html",
    );
    await as("instructor").apiOk("pin", { message_id: list, pinned: true });
    for (const [login, emoji] of [
        ["student", "👍"],
        ["student2", "👍"],
        ["student3", "👍"],
        ["student2", "🎉"],
        ["agent", "❤️"],
        ["instructor", "🎉"],
    ] as const) {
        await as(login).apiOk("reaction", { message_id: list, emoji, action: "add" });
    }
    await say(
        "student2",
        `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ${"x".repeat(90)}`,
    );
    const wrong = await say("student", "Chapter 4?");
    await as("student").apiOk("edit", { message_id: wrong, content: "Chapter 3, sorry." });
    const gone = await say("student3", "Never mind");
    await as("student3").apiOk("delete", { message_id: gone });
    await say("agent", "صباح الخير! الوسيط هو القيمة التي تقع في منتصف البيانات المرتبة.");
    await say("student2", "👏🎉");
    await say("student2", "@Ines Instructor may we work in pairs?");
    await say(
        "instructor",
        "Yes, of course. Tell me by Wednesday who works with whom, so that nobody is left alone.",
    );
    await linkedPage(as("instructor"), await say("instructor", `Read more here: ${PAGE}`));
    await say("student", "Thank you!");
}

/** A preview as Odoo keeps it; fetched from the server itself, no other site is asked. */
async function linkedPage(author: OdooSession, messageId: number): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const page = [["source_url", "=", PAGE]];
    if (((await admin.callKwOk("mail.link.preview", "search", [page])) as number[]).length === 0) {
        await admin.callKwOk("mail.link.preview", "create", [
            {
                source_url: PAGE,
                og_title: "Median",
                og_site_name: "Wikipedia",
                og_description:
                    "The median of a set of numbers is the value separating the higher half from the lower half of a data sample, a population, or a probability distribution.",
            },
        ]);
    }
    await author.apiOk("link-previews", { message_id: messageId });
}

async function sendEverything(channelId: number, people: readonly OdooSession[]): Promise<void> {
    const say = speaker(channelId, people);
    const files = await makeFiles();
    const send = async (login: string, content: string, chosen: readonly SceneFile[]) => {
        const ids = [];
        for (const file of chosen) {
            ids.push(await upload(byLogin(people, login), channelId, file));
        }
        await say(login, content, { attachment_ids: ids });
    };
    await send("student", "My chart of the lengths. Is it skewed?", files.slice(0, 1));
    await send("instructor", "", files.slice(0, 3));
    await send("instructor", "The exercise as a document:", files.slice(3, 4));
    await send("student2", "", files.slice(4, 5));
    await send("student2", "", files.slice(5, 6));
    await send("student", "", files.slice(6));
    await send("instructor", "", files.slice(6));
}

async function upload(person: OdooSession, channelId: number, file: SceneFile): Promise<number> {
    const form = new FormData();
    form.append("channel_id", String(channelId));
    form.append("file", new Blob([file.data], { type: file.type }), file.name);
    const response = await fetch(`${ODOO_URL}/api/chat/upload`, {
        method: "POST",
        headers: { Cookie: person.cookie },
        body: form,
    });
    const reply = (await response.json()) as { attachment_id?: number };
    if (!reply.attachment_id) {
        throw new Error(`${file.name} was answered by ${response.status}`);
    }
    return reply.attachment_id;
}
