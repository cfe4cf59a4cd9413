// A file that findings are appended to while logs are followed. A disk may be full for a while: what it did not take is kept, and
// written once there is room, a line as a whole.
import { appendFileSync, statSync, truncateSync } from "node:fs";
import { type CannotWrite, cannotWrite } from "./cannot-write.js";

/** More than this is not kept. */
const MAX_KEPT_BYTES = 1024 * 1024;

/** A file of NDJSON that grows. */
export class AppendedFile {
  readonly #path: string;
  #kept = "";
  #lostLineCount = 0;
  #failure: CannotWrite | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Why the last lines are not in it. Null if they are. */
  get failure(): CannotWrite | null {
    return this.#failure;
  }

  /** How many lines are not in it, and will not be. */
  get lostLineCount(): number {
    return this.#lostLineCount;
  }

  /** Appends lines, after those that it did not take before. */
  append(lines: string): void {
    const all = this.#kept + lines;
    if (all === "") return;
    // opened each time, as the file may be rotated, too
    const bytes = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    try {
      appendFileSync(this.#path, all);
      this.#kept = "";
      this.#failure = null;
    } catch (error) {
      this.#failure = cannotWrite(this.#path, error as NodeJS.ErrnoException);
      this.#takeBack(bytes);
      if (Buffer.byteLength(all) <= MAX_KEPT_BYTES) this.#kept = all;
      else this.#lostLineCount += lines.split("\n").length - 1;
    }
  }

  /** A part of the last line would spoil the next. */
  #takeBack(bytes: number): void {
    try {
      if ((statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0) > bytes) truncateSync(this.#path, bytes);
    } catch {
      // a disk that is broken does not take it back either
    }
  }
}
