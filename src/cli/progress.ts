// The progress of reading files, on one line that is overwritten, and removed at the end. It is for a person who waits: the
// command line starts it only if standard error is a terminal.

/** A shorter run needs no progress. */
const SILENT_MS = 1_000;
const REDRAW_MS = 200;

/** Back to the first column, clearing everything to its right. */
const ERASE = "\r\x1b[K";

/** Where progress is shown, and by which clock. */
export interface Screen {
  readonly write: (text: string) => void;
  readonly columns: () => number;
  readonly nowMs: () => number;
  /** Calls again and again, about once a second, until what it returns is called: a pipe may be silent for long. */
  readonly everySecond: (draw: () => void) => () => void;
}

/** Shows how far a run is. Silent until it begins, and during its first second. */
export class Progress {
  readonly #screen: Screen;
  readonly #bytesOf = new Map<string, number>();
  #startMs: number | null = null;
  #totalBytes: number | null = 0;
  /** How many files have been looked at, of how many. Null before the first, and once they are read. */
  #looked: { readonly count: number; readonly of: number } | null = null;
  #stopTelling: () => void = () => undefined;
  #drawnMs = Number.NEGATIVE_INFINITY;
  #isDrawn = false;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** From now on `at` is shown, relative to the bytes of all files on disk, or to null if a pipe does not say how many will come. */
  begin(totalBytes: number | null): void {
    this.#startMs = this.#screen.nowMs();
    this.#totalBytes = totalBytes;
    this.#stopTelling = this.#screen.everySecond(() => this.#draw());
  }

  /** So many files have been looked at, before they are read. */
  looked(count: number, of: number): void {
    this.#looked = count < of ? { count, of } : null;
    this.#draw();
  }

  /** A file has been read up to here. It may be opened again, so only the last position counts. */
  at(path: string, bytes: number): void {
    if (this.#startMs === null) return;
    this.#bytesOf.set(path, bytes);
    this.#draw();
  }

  #draw(): void {
    if (this.#startMs === null) return;
    const nowMs = this.#screen.nowMs();
    if (nowMs - this.#startMs < SILENT_MS || nowMs - this.#drawnMs < REDRAW_MS) return;
    const words = `ari-doctor: ${this.#inWords((nowMs - this.#startMs) / 1000)}`;
    // a line that wraps could not be overwritten
    this.#screen.write(ERASE + words.slice(0, this.#screen.columns() - 1));
    this.#drawnMs = nowMs;
    this.#isDrawn = true;
  }

  #inWords(seconds: number): string {
    if (this.#looked !== null) return `looked at ${this.#looked.count} of ${this.#looked.of} files`;
    const read = [...this.#bytesOf.values()].reduce((sum, some) => sum + some, 0);
    return inWords(read, this.#totalBytes, seconds);
  }

  /** Removes the line before anything else is printed. */
  clear(): void {
    if (!this.#isDrawn) return;
    this.#screen.write(ERASE);
    this.#isDrawn = false;
  }

  /** Removes the line for good. */
  end(): void {
    this.clear();
    this.#stopTelling();
    this.#startMs = null;
  }
}

/** `60.0 of 180.0 MB, 33 %, 30.0 MB/s, 4 s left`; of a pipe `60.0 MB, 30.0 MB/s`. */
function inWords(readBytes: number, totalBytes: number | null, seconds: number): string {
  if (totalBytes === null)
    return readBytes === 0
      ? "waiting for the first bytes"
      : `${megabytes(readBytes)} MB, ${megabytes(readBytes / seconds)} MB/s`;
  const read = Math.min(readBytes, totalBytes);
  const percent = totalBytes === 0 ? 100 : Math.floor((read / totalBytes) * 100);
  const left = read === 0 ? "" : `, ${timeLeft(((totalBytes - read) / read) * seconds)} left`;
  return `${megabytes(read)} of ${megabytes(totalBytes)} MB, ${percent} %, ${megabytes(read / seconds)} MB/s${left}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
