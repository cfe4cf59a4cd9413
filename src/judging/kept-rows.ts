// The judged calls that the report tells of: on disk once there are many, and handed out in the order of their start.
import type { Call } from "../calls/call.js";
import { Column } from "../column.js";
import { printCall } from "../report/json.js";
import type { CallRow } from "../report/schema.js";
import { type MovedSpool, Spool } from "../spool.js";

/** Rows on their way to another thread. */
export interface MovedRows {
  readonly spool: MovedSpool<CallRow>;
  readonly count: number;
  readonly startsMs: Float64Array;
  readonly firstLines: Int32Array;
}

/** Keeps rows; none is taken out, so the reference of each in the spool is its number: 0, 1, 2 … */
export class KeptRows {
  readonly #spool: Spool<CallRow>;
  #count: number;
  readonly #startsMs: Column<Float64Array>;
  /** Line of the first event: of calls of one millisecond, the order must not hang on who was judged first. */
  readonly #firstLines: Column<Int32Array>;

  /**
   * @param memoryLimit Rows beyond this many go to disk.
   * @param isPrinted True where they are kept as the JSON report has them, for {@link printed}.
   * @param moved What another thread has kept.
   */
  constructor(memoryLimit: number, isPrinted: boolean, moved: MovedRows | null = null) {
    this.#spool = new Spool(memoryLimit, moved?.spool, isPrinted ? printCall : undefined);
    this.#count = moved?.count ?? 0;
    this.#startsMs = new Column(Float64Array, moved?.startsMs);
    this.#firstLines = new Column(Int32Array, moved?.firstLines);
  }

  /** @throws SpoolError where the disk takes no more. */
  add(row: CallRow, call: Call): void {
    const ref = this.#spool.put(row);
    this.#startsMs.set(ref, call.startMs ?? 0);
    this.#firstLines.set(ref, call.events[0]?.event.line ?? 0);
    this.#count = ref + 1;
  }

  /** In the order of their start. */
  *inOrder(): Generator<CallRow> {
    for (const ref of this.#order()) yield this.#spool.peek(ref);
  }

  /** The same, each as the JSON report has it; only where they are kept so. */
  *printed(): Generator<string> {
    for (const ref of this.#order()) yield this.#spool.bytesOf(ref).toString("utf8");
  }

  #order(): Uint32Array {
    const startsMs = this.#startsMs;
    const firstLines = this.#firstLines;
    return Uint32Array.from({ length: this.#count }, (_, ref) => ref).sort(
      (a, b) => startsMs.get(a) - startsMs.get(b) || firstLines.get(a) - firstLines.get(b) || a - b,
    );
  }

  /** Gives all away to another thread. */
  move(): MovedRows {
    return {
      spool: this.#spool.move(),
      count: this.#count,
      startsMs: this.#startsMs.numbers,
      firstLines: this.#firstLines.numbers,
    };
  }

  /** Lets all go. */
  close(): void {
    this.#spool.close();
  }
}
