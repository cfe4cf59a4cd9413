// How far the reading of files is, on one line that is written over and taken away at the end. For a person who waits: the
// command line begins it only where standard error is a terminal.

/** A run that is shorter needs no telling. */
const SILENT_MS = 1_000;
const REDRAW_MS = 200;

/** Back to the first column, and nothing right of it. */
const ERASE = "\r\x1b[K";

/** Where progress is told, on which clock. */
export interface Screen {
  readonly write: (text: string) => void;
  readonly columns: () => number;
  readonly nowMs: () => number;
}

/** Tells how far a run is; silent until it begins, and in its first second. */
export class Progress {
  readonly #screen: Screen;
  readonly #bytesOf = new Map<string, number>();
  #startMs: number | null = null;
  #totalBytes = 0;
  #drawnMs = Number.NEGATIVE_INFINITY;
  #isDrawn = false;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** From now on `at` is shown, against the bytes of all files on the disk. */
  begin(totalBytes: number): void {
    this.#startMs = this.#screen.nowMs();
    this.#totalBytes = totalBytes;
  }

  /** A file has been read up to here. It may be opened again: only the last position counts. */
  at(path: string, bytes: number): void {
    if (this.#startMs === null) return;
    this.#bytesOf.set(path, bytes);
    const nowMs = this.#screen.nowMs();
    if (nowMs - this.#startMs < SILENT_MS || nowMs - this.#drawnMs < REDRAW_MS) return;
    const read = [...this.#bytesOf.values()].reduce((sum, some) => sum + some, 0);
    const words = `ari-doctor: ${inWords(read, this.#totalBytes, (nowMs - this.#startMs) / 1000)}`;
    // a line that wraps could not be written over
    this.#screen.write(ERASE + words.slice(0, this.#screen.columns() - 1));
    this.#drawnMs = nowMs;
    this.#isDrawn = true;
  }

  /** Takes the line away, before anything else is printed. */
  clear(): void {
    if (!this.#isDrawn) return;
    this.#screen.write(ERASE);
    this.#isDrawn = false;
  }

  /** Takes the line away for good. */
  end(): void {
    this.clear();
    this.#startMs = null;
  }
}

/** `60.0 of 180.0 MB, 33 %, 30.0 MB/s, 4 s left`. */
function inWords(readBytes: number, totalBytes: number, seconds: number): string {
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
