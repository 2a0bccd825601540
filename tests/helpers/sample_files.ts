/** Small files that are what they say they are. */
import { deflateSync } from "node:zlib";

export interface SampleFile {
    readonly name: string;
    readonly mimeType: string;
    readonly buffer: Buffer;
}

/** @returns A picture of one colour. */
export function samplePicture(name: string, width = 640, height = 400): SampleFile {
    const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x7a)]);
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    // Eight bits a channel, red, green and blue.
    header.set([8, 2, 0, 0, 0], 8);
    const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
    const buffer = Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk("IHDR", header),
        chunk("IDAT", pixels),
        chunk("IEND", Buffer.alloc(0)),
    ]);
    return { name, mimeType: "image/png", buffer };
}

/** @returns A document with one empty page. */
export function samplePdf(name: string): SampleFile {
    const objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>",
    ];
    let body = "%PDF-1.4\n";
    const places = objects.map((object, index) => {
        const place = body.length;
        body += `${index + 1} 0 obj${object}endobj\n`;
        return place;
    });
    const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
    const trailer = `trailer<</Size 4/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`;
    const buffer = Buffer.from(`${body}xref\n0 4\n0000000000 65535 f \n${table}${trailer}`);
    return { name, mimeType: "application/pdf", buffer };
}

export function sampleText(name: string, text: string): SampleFile {
    return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

function chunk(type: string, data: Buffer): Buffer {
    const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
}

function crc32(data: Buffer): number {
    let crc = 0xffffffff;
    for (const byte of data) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) {
            crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
        }
    }
    return (crc ^ 0xffffffff) >>> 0;
}
