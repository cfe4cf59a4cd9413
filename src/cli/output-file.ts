// A report's file. It is written next to its destination and moved there when complete, so that nobody reads half a report and a
// run that fails leaves the old one.
import { randomBytes } from "node:crypto";
import { createWriteStream, existsSync, renameSync, rmSync, statSync, type WriteStream } from "node:fs";
import { basename, dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import { cannotWrite } from "./cannot-write.js";
import { writtenThrough } from "./written-through.js";

/** Before anything is read: who waits an hour for a report wants to know at once that it has no place. @throws Error */
export function refuseMissingFolders(paths: readonly string[]): void {
  for (const path of paths)
    if (path !== "-" && !existsSync(dirname(writtenThrough(path))))
      throw cannotWrite(path, Object.assign(new Error(), { code: "ENOENT" }));
}

/** A file that takes its name only when it is complete. */
export class OutputFile {
  /** As it was asked for. */
  readonly #named: string;
  readonly #path: string;
  /** Where the text goes meanwhile. The path itself if that is no plain file (/dev/null, a named pipe). */
  readonly #beside: string;
  readonly #stream: WriteStream;

  /** Opens it. If that fails (no such folder), {@link write} or {@link finish} reports it. */
  constructor(path: string) {
    this.#named = path;
    this.#path = writtenThrough(path);
    const before = existsSync(this.#path) ? statSync(this.#path) : null;
    const isPlain = before === null || before.isFile();
    this.#beside = isPlain
      ? join(dirname(this.#path), `.${basename(this.#path)}.${randomBytes(4).toString("hex")}.part`)
      : this.#path;
    // wx: never through a link that somebody put there. flush: on disk before it has its name, in case the power fails (Node
    // 20.10 and later)
    const toPlain = { flags: "wx", flush: true, ...(before !== null && { mode: before.mode }) };
    this.#stream = createWriteStream(this.#beside, isPlain ? toPlain : {});
    // reported by the write that fails, or by finish
    this.#stream.on("error", () => undefined);
  }

  /** Writes a piece of the text once there is room for it. */
  async write(text: string): Promise<void> {
    this.#throwIfFailed();
    if (this.#stream.write(text)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#stream.off("drain", go).off("close", go);
        resolve();
      };
      this.#stream.on("drain", go).on("close", go);
    });
    this.#throwIfFailed();
  }

  /** Ends the text. It has no name yet. */
  async finish(): Promise<void> {
    this.#throwIfFailed();
    this.#stream.end();
    await finished(this.#stream).catch(() => this.#throwIfFailed());
  }

  /** Moves the finished file to its place. */
  name(): void {
    if (this.#beside === this.#path) return;
    try {
      renameSync(this.#beside, this.#path);
    } catch (error) {
      throw cannotWrite(this.#named, error as NodeJS.ErrnoException);
    }
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.#stream.destroy();
    if (this.#beside !== this.#path) rmSync(this.#beside, { force: true });
  }

  /** The error, in words that name the requested file, not the one next to it. */
  #throwIfFailed(): void {
    const error = this.#stream.errored as NodeJS.ErrnoException | null;
    if (error) throw cannotWrite(this.#named, error);
  }
}
