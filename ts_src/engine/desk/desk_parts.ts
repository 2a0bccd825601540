import type { DeskContext } from "./desk_context";
import { DeskRounds } from "./desk_rounds";
import { NoteReader } from "./note_reader";
import { NoteWriter } from "./note_writer";
import { QueueLoader } from "./queue_loader";
import { WaitingTeller } from "./waiting_teller";

/** What goes on at a desk beside the actions. */
export interface DeskParts {
    readonly queues: QueueLoader;
    readonly reader: NoteReader;
    readonly writer: NoteWriter;
    readonly teller: WaitingTeller;
    readonly rounds: DeskRounds;
}

export function makeDeskParts(context: DeskContext): DeskParts {
    const queues = new QueueLoader(context);
    const writer = new NoteWriter(context);
    const reader = new NoteReader(context, (note) => writer.receive(note));
    const teller = new WaitingTeller(context);
    const rounds = new DeskRounds(context, queues, reader, teller);
    return { queues, reader, writer, teller, rounds };
}
