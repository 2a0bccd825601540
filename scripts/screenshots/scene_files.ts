/** Files to be sent, made by the browser: pictures, a document, a film and a sound. */
import type { Page } from "playwright-core";

import { Person } from "../../tests/helpers/e2e_browser";

export interface SceneFile {
    readonly name: string;
    readonly type: string;
    readonly data: Uint8Array<ArrayBuffer>;
}

/** A drawing of bars, such as somebody who learns statistics would send. */
function chart(hue: number): string {
    const bars = [3, 5, 8, 13, 10, 6, 4, 2].map(
        (value, index) =>
            `<rect x="${60 + index * 85}" y="${420 - value * 28}" width="60" height="${value * 28}"
                rx="6" fill="hsl(${hue + index * 6} 60% 55%)"/>`,
    );
    return `<body style="margin:0;background:hsl(${hue} 40% 95%)"><svg width="800" height="480">
        ${bars.join("")}<path d="M40 420H760" stroke="#555" stroke-width="3"/></svg>`;
}

export async function makeFiles(): Promise<readonly SceneFile[]> {
    const { page, close } = await darkroom();
    const pictures: SceneFile[] = [];
    for (const [index, [width, height]] of [
        [800, 480],
        [480, 640],
        [640, 640],
    ].entries()) {
        await page.setViewportSize({ width: width ?? 0, height: height ?? 0 });
        await page.setContent(chart(200 + index * 60));
        const data = new Uint8Array(await page.screenshot());
        pictures.push({ name: `distribution ${index + 1}.png`, type: "image/png", data });
    }
    await page.setContent("<h1>Exercise 3</h1><p>Find the median of the lengths you measured.</p>");
    const document = new Uint8Array(await page.pdf());
    const film = await recordFilm(page);
    await close();
    return [
        ...pictures,
        { name: "Exercise 3.pdf", type: "application/pdf", data: document },
        { name: "Box plot, step by step.webm", type: "video/webm", data: film },
        { name: "Pronunciation.wav", type: "audio/wav", data: makeSound() },
        {
            name: "Measurements of the second week with a rather long name, all groups.csv",
            type: "text/csv",
            data: new TextEncoder().encode("group,length\n1,12.5\n2,13.1\n"),
        },
    ];
}

async function darkroom(): Promise<{ page: Page; close: () => Promise<void> }> {
    const person = await Person.visitor();
    return { page: person.page, close: () => person.close() };
}

/** A second of a moving bar. */
async function recordFilm(page: Page): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await page.evaluate(async () => {
        const canvas = document.createElement("canvas");
        canvas.width = 640;
        canvas.height = 360;
        const pen = canvas.getContext("2d");
        const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
        const parts: Blob[] = [];
        recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
        const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
        recorder.start();
        if (!pen) {
            throw new Error("this browser does not draw");
        }
        for (let frame = 0; frame < 30; frame++) {
            pen.fillStyle = "#24505c";
            pen.fillRect(0, 0, 640, 360);
            pen.fillStyle = "#f3c969";
            pen.fillRect(40, 150, 40 + frame * 17, 60);
            await new Promise((resolve) => setTimeout(resolve, 35));
        }
        recorder.stop();
        await stopped;
        return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
    });
    return new Uint8Array(bytes);
}

/** Two seconds of a quiet tone: 8,000 samples of one byte per second. */
function makeSound(): Uint8Array<ArrayBuffer> {
    const samples = 16_000;
    const data = Buffer.alloc(44 + samples);
    data.write("RIFF", 0);
    data.writeUInt32LE(36 + samples, 4);
    data.write("WAVEfmt ", 8);
    data.writeUInt32LE(16, 16);
    data.writeUInt16LE(1, 20);
    data.writeUInt16LE(1, 22);
    data.writeUInt32LE(8_000, 24);
    data.writeUInt32LE(8_000, 28);
    data.writeUInt16LE(1, 32);
    data.writeUInt16LE(8, 34);
    data.write("data", 36);
    data.writeUInt32LE(samples, 40);
    for (let index = 0; index < samples; index++) {
        data[44 + index] = 128 + Math.round(40 * Math.sin(index / 3));
    }
    return new Uint8Array(data);
}
