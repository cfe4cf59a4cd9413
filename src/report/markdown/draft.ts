// Text that must not grow beyond a number of bytes: what does not fit is left out whole, so that no block stays open.

/** Blocks of lines, as long as there is room. */
export class Draft {
  readonly #maxBytes: number;
  readonly #lines: string[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes that were taken so far. */
  get size(): number {
    return this.#size;
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join("");
  }

  /** The next part, which may take so much of what is left. */
  part(bytes: number): Part {
    return new Part(this, Math.min(bytes, this.#maxBytes - this.#size));
  }

  /** @internal */
  take(lines: readonly string[], size: number): void {
    this.#lines.push(...lines);
    this.#size += size;
  }
}

/** Room for what counts the blocks that were left out. */
const FOR_THE_REST = 120;

/** A part of a draft with bounds of its own. */
export class Part {
  readonly #draft: Draft;
  #left: number;

  constructor(draft: Draft, bytes: number) {
    this.#draft = draft;
    this.#left = bytes;
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#left;
  }

  /** Adds a block if it fits, of all of the room or of so much. */
  add(lines: readonly string[], bytes = this.#left): boolean {
    const size = bytesOf(lines);
    if (size > Math.min(bytes, this.#left)) return false;
    this.#draft.take(lines, size);
    this.#left -= size;
    return true;
  }

  /** Adds the first of several forms of a block that fits. */
  addFirst(forms: readonly (readonly string[])[], bytes = this.#left): boolean {
    return forms.some((lines) => this.add(lines, bytes));
  }

  /**
   * Adds blocks as long as they fit.
   * @param rest Counts those that did not.
   * @param end Stands behind them, where there are any.
   * @returns how many did not fit.
   */
  addEach(
    blocks: readonly (readonly string[])[],
    rest: (left: number) => readonly string[] = () => [],
    end: readonly string[] = [],
  ): number {
    let added = 0;
    for (const lines of blocks) {
      if (!this.add(lines, this.#left - FOR_THE_REST)) break;
      added += 1;
    }
    const left = blocks.length - added;
    if (left > 0) this.add(rest(left));
    if (blocks.length > 0) this.add(end);
    return left;
  }
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
