// Log viewers export newest first (Grafana, Kibana, CloudWatch). The stamps of such a file give it away, and its lines are
// reversed.
import { LineBatch } from "../io/lines.js";
import { isColumnNames } from "../records/envelopes/csv.js";

/** Hands on the lines of a file in the order in which they were written. */
export type OldestFirst = (batches: AsyncIterable<LineBatch>) => AsyncIterable<LineBatch>;

interface PlacedLine {
  readonly bytes: Buffer;
  readonly number: number;
  readonly byteOffset: number;
}

/** Threads overtake each other by less than this. A longer step back is no accident. */
const STEP_MS = 1;
/** This many steps back at the head of a file, and hardly one forward, make an order. */
const MIN_STEPS = 3;
const BACK_TO_FORWARD = 20;

/** Detects the order of a file's lines. */
export class TimeOrder {
  #lastMs: number | null = null;
  #back = 0;
  #forward = 0;

  note(wallMs: number): void {
    const stepMs = wallMs - (this.#lastMs ?? wallMs);
    if (stepMs <= -STEP_MS) this.#back += 1;
    else if (stepMs >= STEP_MS) this.#forward += 1;
    this.#lastMs = wallMs;
  }

  get isNewestFirst(): boolean {
    return this.#back >= MIN_STEPS && this.#back >= BACK_TO_FORWARD * this.#forward;
  }
}

/** A page's export has some thousand lines. A longer one is reversed piece by piece. */
const MAX_TURNED_BYTES = 64 * 1024 * 1024;
/** The row that names the columns of a table goes before all lines. */
const MAX_HEAD_LINES = 2;

/** The lines of a newest-first file, oldest first. Each keeps its number and offset in the file. */
export async function* oldestFirst(batches: AsyncIterable<LineBatch>): AsyncGenerator<LineBatch> {
  const batch = new LineBatch();
  const lines: PlacedLine[] = [];
  let length = 0;
  for await (const read of batches) {
    for (let i = 0; i < read.count; i += 1) {
      const bytes = Buffer.from(read.bytes.subarray(read.from(i), read.to(i)));
      lines.push({ bytes, number: read.number(i), byteOffset: read.byteOffset(i) });
      length += bytes.length;
    }
    if (length <= MAX_TURNED_BYTES) continue;
    // if it is too long to reverse as a whole, as much as there is room for at once
    yield* reversed(lines.splice(0), batch);
    length = 0;
  }
  yield* reversed(lines, batch);
}

function* reversed(lines: readonly PlacedLine[], batch: LineBatch): Generator<LineBatch> {
  const heads = lines.slice(0, MAX_HEAD_LINES).filter(({ bytes }) => isColumnNames(bytes.toString("utf8")));
  const rest = lines.slice(heads.length).reverse();
  for (const { bytes, number, byteOffset } of [...heads, ...rest]) {
    batch.fill(bytes, number, byteOffset, false);
    yield batch;
  }
}
