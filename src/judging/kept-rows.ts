// The judged calls for the report: on disk once there are many, and handed out in the order of their start.
import { Column } from "../io/column.js";
import { Spool } from "../io/spool.js";
import { printCall } from "../report/json.js";
import type { CallRow } from "../report/schema.js";

/** Keeps rows. None is ever taken out, so each one's reference in the spool is its number: 0, 1, 2 … */
export class KeptRows {
  readonly #spool: Spool<CallRow>;
  readonly #startsMs = new Column(Float64Array);
  /** Line of the first event. The order of calls in one millisecond must not depend on who was judged first. */
  readonly #firstLines = new Column(Int32Array);

  /**
   * @param memoryLimit Rows beyond this many go to disk.
   * @param isPrinted True if they are kept as the JSON report has them, for {@link printed}.
   */
  constructor(memoryLimit: number, isPrinted: boolean) {
    this.#spool = new Spool(memoryLimit, isPrinted ? printCall : undefined);
  }

  /** @throws SpoolError if the disk takes no more. */
  add(row: CallRow, startMs: number | null, firstLine: number | undefined): void {
    const ref = this.#spool.put(row);
    this.#startsMs.set(ref, startMs ?? 0);
    this.#firstLines.set(ref, firstLine ?? 0);
  }

  /** In the order of their start. */
  *inOrder(): Generator<CallRow> {
    for (const ref of this.#order()) yield this.#spool.peek(ref);
  }

  /** The same, each as the JSON report has it. Only if they are kept so. */
  *printed(): Generator<string> {
    for (const ref of this.#order()) yield this.#spool.bytesOf(ref).toString("utf8");
  }

  #order(): Uint32Array {
    const startsMs = this.#startsMs;
    const firstLines = this.#firstLines;
    return Uint32Array.from({ length: this.#spool.size }, (_, ref) => ref).sort(
      (a, b) => startsMs.get(a) - startsMs.get(b) || firstLines.get(a) - firstLines.get(b) || a - b,
    );
  }

  /** Drops all. */
  close(): void {
    this.#spool.close();
  }
}
