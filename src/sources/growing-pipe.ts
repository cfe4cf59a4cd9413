// A pipe that may stay open for days. What has arrived is handed on; if nothing has, that is reported rather than waited for.

const NOTHING = Buffer.alloc(0);

/** Standard input or a named pipe. */
export class GrowingPipe {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #arrived: () => void;
  #isAsked = false;
  #next: IteratorResult<Buffer> | null = null;
  #error: unknown = null;

  /** @param arrived Called when something has arrived, or the pipe has ended. */
  constructor(chunks: AsyncIterable<Buffer>, arrived: () => void) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#arrived = arrived;
  }

  /** What has arrived. Empty if nothing has for now. Ends with the pipe. */
  async *chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      this.#ask();
      if (this.#next === null) await aMoment();
      if (this.#error !== null) throw this.#error;
      const next = this.#next as IteratorResult<Buffer> | null;
      this.#next = null;
      if (next?.done) return;
      yield next === null ? NOTHING : next.value;
    }
  }

  /** Asked once per chunk: racing a promise that stays open for days would pile up waiters. */
  #ask(): void {
    if (this.#isAsked || this.#next !== null) return;
    this.#isAsked = true;
    this.#chunks
      .next()
      .then(
        (next) => {
          this.#next = next;
        },
        (error: unknown) => {
          this.#error = error;
        },
      )
      .finally(() => {
        this.#isAsked = false;
        this.#arrived();
      });
  }
}

/** Long enough for bytes that are already there to be delivered. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
